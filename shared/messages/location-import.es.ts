import { countsIn } from './counts.ts'
import type { LocationImportMessages } from './location-import.en.ts'
import { sheetImport } from './sheet-import.es.ts'

const { number, plural } = countsIn('es')

const locations = (n: number) => plural(n, { one: '1 ubicación', other: `${number(n)} ubicaciones` })

export const locationImport: LocationImportMessages = {
  ...sheetImport,
  open: 'Importar',
  openHere: 'Importar bajo esta ubicación',
  title: 'Importar ubicaciones',
  lead: 'Añada o modifique tiendas, distritos, regiones y cadenas desde una hoja de cálculo. Verá cada cambio antes de que se guarde nada.',
  exportAll: 'Descargar sus ubicaciones',
  exportHint: 'Modifíquelas en su hoja de cálculo y vuelva a importar el archivo.',
  columnsHint:
    'La primera fila da nombre a las columnas: en español, inglés o francés, en cualquier orden. Para una ubicación nueva solo hace falta el nombre. Lo que contienen las columnas que faltan no cambia; una celda vacía borra lo que había.',
  columns: {
    name: 'Nombre',
    type: 'Tipo',
    parent: 'Ubicación superior',
    code: 'ID de ubicación',
    country: 'País',
    region: 'Estado o provincia',
    contactEmail: 'Correo electrónico',
    contactPhone: 'Teléfono',
    id: 'ID de TMAS',
  },
  hints: {
    name: 'Cómo la llama la gente.',
    type: 'Cadena, Distrito, Región o Tienda. Si está vacío, una ubicación nueva es una tienda.',
    parent:
      'La ubicación que tiene justo encima: su nombre, su ID o su ruta, como «Norte › Costa». Puede ser otra fila de este archivo.',
    code: 'Su propio número o nombre corto. Distingue dos tiendas con el mismo nombre.',
    country: 'Opcional.',
    region: 'Opcional.',
    contactEmail: 'Opcional.',
    contactPhone: 'Opcional.',
    id: 'Déjelo vacío en las ubicaciones nuevas. Un archivo descargado lo contiene, para que puedan cambiar nombres e ID.',
  },
  otherHeadings: {
    name: ['ubicación', 'nombre de la ubicación', 'nombre de la tienda'],
    type: ['tipo de ubicación'],
    parent: ['superior', 'debajo de', 'bajo', 'ruta'],
    code: ['código', 'número', 'número de tienda', 'ID externo'],
    country: [],
    region: ['provincia'],
    contactEmail: ['email', 'correo', 'e-mail'],
    contactPhone: ['tel', 'número de teléfono'],
    id: [],
  },
  under: 'Colocar las filas sin ubicación superior bajo',
  underNothing: 'Elegir una ubicación',
  ignored: (columns) => `Columnas no leídas, porque TMAS no las conoce: ${columns}`,
  outcome: { all: 'Todas', add: 'Nueva', change: 'Modificada', same: 'Sin cambios', faulty: 'Por corregir' },
  help: 'Cómo importar ubicaciones',
  willAdd: (n) =>
    plural(n, { none: '', one: 'Se añadirá 1 ubicación.', other: `Se añadirán ${number(n)} ubicaciones.` }),
  willChange: (n) =>
    plural(n, {
      none: '',
      one: 'Se modificará 1 ubicación.',
      other: `Se modificarán ${number(n)} ubicaciones.`,
    }),
  namesakes: (n) =>
    plural(n, {
      none: '',
      one: '1 ubicación nueva tiene el nombre de otra con la misma ubicación superior. Compruebe que no exista ya.',
      other: `${number(n)} ubicaciones nuevas tienen el nombre de otra con la misma ubicación superior. Compruebe que no existan ya.`,
    }),
  namesake: (code) => `Otra ubicación tiene aquí este nombre (ID de ubicación: ${code}).`,
  run: (n) => `Importar ${locations(n)}`,
  moveQuestion: (n) => `¿Mover ${locations(n)} con esta importación?`,
  added: (n) =>
    plural(n, {
      none: '',
      one: 'Se ha añadido 1 ubicación.',
      other: `Se han añadido ${number(n)} ubicaciones.`,
    }),
  changed: (n) =>
    plural(n, {
      none: '',
      one: 'Se ha modificado 1 ubicación.',
      other: `Se han modificado ${number(n)} ubicaciones.`,
    }),
  undo: 'Deshacer',
  undone: 'Se ha deshecho la importación. Sus ubicaciones están como antes.',
  undoHint:
    'Durante una hora, y mientras nada más cambie estas ubicaciones, puede deshacer la importación aquí.',
  undoQuestion: (n) => `¿Deshacer la importación y devolver ${locations(n)} a su lugar anterior?`,
  cannotUndo:
    'Ya no se puede deshacer esta importación: algunas de estas ubicaciones han cambiado desde entonces o están en uso.',
  changedSince: (names) => `Han cambiado desde entonces o están en uso: ${names}`,
  tooLate:
    'Ya no se puede deshacer esta importación: tiene más de una hora o algunas de estas ubicaciones ya no existen.',
  notUndone: 'No se ha deshecho la importación. Inténtelo de nuevo.',
  seeThem: 'Ir a Gestionar ubicaciones',
  changedMeanwhile:
    'Sus ubicaciones han cambiado mientras miraba esta página. Se han vuelto a comprobar las filas.',
  unreadable: {
    ...sheetImport.unreadable,
    no_columns:
      'La primera fila de este archivo no nombra ninguna columna que TMAS conozca. Hace falta al menos el nombre o el ID de ubicación.',
  },
  faults: {
    missing: 'Este dato es obligatorio.',
    too_long: 'Este texto es demasiado largo.',
    not_text: 'Este texto contiene caracteres que no se pueden mostrar.',
    link: 'Este texto contiene un enlace. Escríbalo sin el enlace.',
    not_an_address: 'No es una dirección de correo como ada@north.example.',
    not_a_type: 'Escriba Cadena, Distrito, Región o Tienda.',
    formula: 'Este texto empieza como una fórmula de hoja de cálculo.',
    scientific:
      'La hoja de cálculo ha abreviado este número. Dé formato de texto a la columna y escríbalo de nuevo.',
    damaged: 'Este texto se ha dañado en la hoja de cálculo. Escríbalo de nuevo.',
    no_such_location: 'No hay ninguna ubicación con este ID de TMAS. Déjelo vacío para una ubicación nueva.',
    several_of_this_name:
      'Varias ubicaciones tienen aquí este nombre. Añada un ID de ubicación o un ID de TMAS para indicar cuál es.',
    no_such_parent: 'Esta ubicación no existe ni en TMAS ni en este archivo.',
    several_parents:
      'Varias ubicaciones tienen este nombre. Escriba la ruta, como «Norte › Costa», o el ID de ubicación.',
    not_under_that: 'Una ubicación de este tipo no puede estar justo debajo de esa.',
    under_itself: 'Una ubicación no puede estar debajo de sí misma.',
    too_deep: 'Son demasiados niveles.',
    stays_a_chain: 'Una cadena sigue siendo una cadena, y ninguna otra ubicación puede convertirse en una.',
    has_others_below: 'Una tienda no tiene nada debajo, pero esta ubicación sí.',
    is_the_top: 'Es el nivel más alto de su cadena, así que no puede tener una ubicación superior.',
    code_taken: 'Otra ubicación ya tiene este ID.',
    code_almost:
      'Una ubicación tiene aquí este nombre y casi este ID. Escriba su ID exacto, con los ceros iniciales que tenga, u otro nombre.',
    twice_in_file: 'Este valor aparece dos veces en el archivo.',
    beyond_your_branch: 'Su tipo de permiso no permite cambios aquí.',
    surplus_cells: 'Esta fila tiene más celdas que columnas tiene la primera.',
    broken_quotes: 'A partir de esta fila faltan o sobran comillas.',
  },
}
