import { countsIn } from './counts.ts'
import { sheetImport } from './sheet-import.es.ts'
import type { UserImportMessages } from './user-import.en.ts'

const { number, plural } = countsIn('es')

const users = (n: number) => plural(n, { one: '1 usuario', other: `${number(n)} usuarios` })

export const userImport: UserImportMessages = {
  ...sheetImport,
  title: 'Importar usuarios',
  lead: 'Añada o modifique personas desde una hoja de cálculo. Verá cada cambio antes de que se guarde nada.',
  exportAll: 'Descargar sus usuarios',
  exportHint: 'Modifíquelos en su hoja de cálculo y vuelva a importar el archivo.',
  columnsHint:
    'La primera fila da nombre a las columnas: en español, inglés o francés, en cualquier orden. Cada fila se refiere al usuario con ese nombre de usuario; si no existe, es un usuario nuevo. Lo que contienen las columnas que faltan no cambia; una celda vacía borra lo que había.',
  columns: {
    username: 'Nombre de usuario',
    email: 'Correo electrónico',
    firstName: 'Nombre',
    lastName: 'Apellidos',
    title: 'Cargo',
    mobilePhone: 'Teléfono móvil',
    language: 'Idioma',
    description: 'Descripción',
    role: 'Tipo de permiso',
    location: 'Ubicación',
    endsOn: 'Fecha de finalización',
  },
  hints: {
    username: 'Obligatorio. Indica a quién se refiere la fila.',
    email: 'Obligatorio para los usuarios nuevos.',
    firstName: 'Opcional.',
    lastName: 'Opcional.',
    title: 'Opcional.',
    mobilePhone: 'Opcional.',
    language: 'Español, inglés o francés. Si está vacío, no cambia.',
    description: 'Opcional.',
    role: 'Obligatorio para los usuarios nuevos. Quien tiene varios tipos de permiso tiene una fila por cada uno.',
    location:
      'Obligatorio para los usuarios nuevos: el ID de ubicación, el nombre o una ruta como «Norte › Costa». Quien tiene acceso a varias ubicaciones tiene una fila por cada una.',
    endsOn: 'Opcional: el primer día en que la cuenta está cerrada, como 2026-12-31.',
  },
  otherHeadings: {
    username: ['usuario', 'cuenta', 'identificador', 'login'],
    email: ['email', 'e-mail', 'correo', 'dirección de correo'],
    firstName: ['nombre de pila'],
    lastName: ['apellido'],
    title: ['puesto'],
    mobilePhone: ['móvil', 'teléfono', 'celular', 'número de teléfono'],
    language: ['lengua'],
    description: ['comentario', 'nota', 'notas', 'observaciones'],
    role: ['rol', 'miembro del grupo', 'permiso'],
    location: ['tienda', 'ID de ubicación', 'código de ubicación', 'número de tienda'],
    endsOn: ['fecha de fin', 'fin', 'caduca el', 'fecha de caducidad'],
  },
  outcome: { all: 'Todas', add: 'Nuevo', change: 'Modificado', same: 'Sin cambios', faulty: 'Por corregir' },
  help: 'Cómo importar usuarios',
  ignored: (headings) => `Columnas no leídas: ${headings}`,
  perhaps: (heading, column) =>
    `No se ha leído la columna «${heading}». ¿Significa «${column}»? Entonces cámbiele el nombre.`,
  takenAway: (role, location) => `Deja de ser ${role} en ${location}`,
  willAdd: (n) =>
    plural(n, { none: '', one: 'Se añadirá 1 usuario.', other: `Se añadirán ${number(n)} usuarios.` }),
  willChange: (n) =>
    plural(n, { none: '', one: 'Se modificará 1 usuario.', other: `Se modificarán ${number(n)} usuarios.` }),
  sendWelcome: (n) =>
    plural(n, {
      one: 'Enviar al nuevo usuario el correo de bienvenida, que explica cómo iniciar sesión',
      other: `Enviar a los ${number(n)} usuarios nuevos el correo de bienvenida, que explica cómo iniciar sesión`,
    }),
  mailedOverDays: (most) =>
    `El primer día salen ${number(most)} correos de bienvenida, y los demás en los días siguientes.`,
  run: (n) => `Importar ${users(n)}`,
  question: (n) => `¿Modificar ${users(n)} con esta importación?`,
  consequences: {
    usersWithNewAddress: (n) =>
      plural(n, {
        one: '1 persona cambia de dirección de correo. Quien lea el correo en la nueva dirección puede iniciar sesión en su nombre.',
        other: `${number(n)} personas cambian de dirección de correo. Quien lea el correo en las nuevas direcciones puede iniciar sesión en su nombre.`,
      }),
    usersWithOtherRoles: (n) =>
      plural(n, {
        one: '1 persona cambia de tipo de permiso o de ubicación.',
        other: `${number(n)} personas cambian de tipo de permiso o de ubicación.`,
      }),
    usersWithOtherEnd: (n) =>
      plural(n, {
        one: 'Cambia la fecha de finalización de 1 cuenta.',
        other: `Cambian las fechas de finalización de ${number(n)} cuentas.`,
      }),
    usersWithoutEnd: (n) =>
      plural(n, {
        one: '1 cuenta ya no termina: se quita su fecha de finalización.',
        other: `${number(n)} cuentas ya no terminan: se quitan sus fechas de finalización.`,
      }),
    sessionsThatEnd: (n) =>
      plural(n, {
        one: 'Termina 1 sesión: esa persona tendrá que volver a iniciar sesión.',
        other: `Terminan ${number(n)} sesiones: esas personas tendrán que volver a iniciar sesión.`,
      }),
    linksThatEnd: (n) =>
      plural(n, {
        one: 'Termina 1 vínculo con Microsoft. El próximo inicio de sesión con la nueva dirección lo restablece.',
        other: `Terminan ${number(n)} vínculos con Microsoft. Los próximos inicios de sesión con las nuevas direcciones los restablecen.`,
      }),
    linksOfManagersThatEnd: (n) =>
      plural(n, {
        one: 'Termina el vínculo con Microsoft de 1 responsable. Esta persona conserva su nombre de usuario y su contraseña, y puede vincular la cuenta de la nueva dirección en la configuración de su cuenta.',
        other: `Terminan los vínculos con Microsoft de ${number(n)} responsables. Estas personas conservan su nombre de usuario y su contraseña, y pueden vincular las cuentas de las nuevas direcciones en la configuración de su cuenta.`,
      }),
    linksOfPromotedThatEnd: (n) =>
      plural(n, {
        one: '1 persona pasa a ser responsable y termina su vínculo con Microsoft. A partir de ahora tiene nombre de usuario y contraseña, y puede volver a vincular una cuenta de Microsoft en la configuración de su cuenta.',
        other: `${number(n)} personas pasan a ser responsables y terminan sus vínculos con Microsoft. A partir de ahora tienen nombre de usuario y contraseña, y pueden volver a vincular una cuenta de Microsoft en la configuración de su cuenta.`,
      }),
    passwordsThatEnd: (n) =>
      plural(n, {
        one: '1 contraseña deja de funcionar. Esa persona recibe un correo para elegir otra.',
        other: `${number(n)} contraseñas dejan de funcionar. Esas personas reciben un correo para elegir otra.`,
      }),
    exceptionsThatEnd: (n) =>
      plural(n, {
        one: 'Termina 1 excepción a la autenticación obligatoria.',
        other: `Terminan ${number(n)} excepciones a la autenticación obligatoria.`,
      }),
  },
  obstacles: {
    last_manager: (lines) =>
      `Esta importación no dejaría en lo más alto a nadie que pueda gestionar la cadena y sus usuarios e iniciar sesión con una contraseña. Omita ${plural(lines, { one: 'la fila marcada', other: `al menos una de las ${number(lines)} filas marcadas` })}, o nombre antes a otra persona Responsable de cadena y de usuarios y haga que elija una contraseña.`,
    too_many_mails: (lines) =>
      `Cada una de estas personas recibiría un correo para elegir una contraseña nueva, y su cadena ya ha enviado demasiados correos hoy. Omita algunas de las ${number(lines)} filas que nombran a un responsable, o impórtelas mañana.`,
    too_many_changes: () =>
      'Son demasiados cambios a la vez: durante demasiado tiempo, nadie de su cadena podría iniciar sesión. Reparta las filas en varios archivos.',
  },
  marked: {
    last_manager: 'Quita a un responsable imprescindible',
    too_many_mails: 'Necesita un correo para una contraseña nueva',
    too_many_changes: '',
  },
  progress: {
    adding: (done, of) => `Añadiendo usuarios: ${number(done)} de ${number(of)}`,
    changing: (done, of) => `Modificando usuarios: ${number(done)} de ${number(of)}`,
    mailing: (done, of) => `Preparando los correos de bienvenida: ${number(done)} de ${number(of)}`,
    recording: () => 'Escribiendo el registro de auditoría…',
  },
  added: (n) =>
    plural(n, { none: '', one: 'Se ha añadido 1 usuario.', other: `Se han añadido ${number(n)} usuarios.` }),
  changed: (n) =>
    plural(n, {
      none: '',
      one: 'Se ha modificado 1 usuario.',
      other: `Se han modificado ${number(n)} usuarios.`,
    }),
  mailed: 'Se están enviando los correos de bienvenida.',
  whoWasAdded: 'Añadidos',
  undo: 'Deshacer',
  undoHint:
    'Durante una hora puede deshacer aquí esta importación: las cuentas añadidas que no se han usado desde entonces se eliminan, y las modificadas recuperan los valores que no han vuelto a cambiar.',
  undoQuestion: '¿Deshacer esta importación?',
  undoConsequences: {
    usersRemoved: (n) =>
      plural(n, {
        one: 'Se elimina 1 usuario añadido.',
        other: `Se eliminan ${number(n)} usuarios añadidos.`,
      }),
    usersRestored: (n) =>
      plural(n, {
        one: '1 usuario recupera lo que se modificó.',
        other: `${number(n)} usuarios recuperan lo que se modificó.`,
      }),
    usersKept: (n) =>
      plural(n, {
        one: '1 usuario se queda como está: se ha usado o modificado desde entonces, o ya no está a su alcance.',
        other: `${number(n)} usuarios se quedan como están: se han usado o modificado desde entonces, o ya no están a su alcance.`,
      }),
    mailsSent: (n) =>
      plural(n, {
        one: 'Ya se ha enviado 1 correo a personas añadidas.',
        other: `Ya se han enviado ${number(n)} correos a personas añadidas.`,
      }),
    passwordsLost: (n) =>
      plural(n, {
        one: '1 contraseña que terminó con la importación no vuelve.',
        other: `${number(n)} contraseñas que terminaron con la importación no vuelven.`,
      }),
    linksLost: (n) =>
      plural(n, {
        one: '1 vínculo con Microsoft que terminó con la importación no vuelve.',
        other: `${number(n)} vínculos con Microsoft que terminaron con la importación no vuelven.`,
      }),
  },
  notBroughtBack: 'Deshacer la importación más tarde no recupera estas contraseñas ni estos vínculos.',
  undone: (removed, restored) =>
    [
      plural(removed, {
        none: '',
        one: 'Se ha eliminado 1 usuario.',
        other: `Se han eliminado ${number(removed)} usuarios.`,
      }),
      plural(restored, {
        none: '',
        one: '1 usuario ha recuperado sus valores anteriores.',
        other: `${number(restored)} usuarios han recuperado sus valores anteriores.`,
      }),
    ]
      .filter(Boolean)
      .join(' ') || 'Ya no quedaba nada que deshacer.',
  undoKept: (n, names) =>
    plural(n, {
      none: '',
      one: `1 usuario se queda como está: ${names}`,
      other: `${number(n)} usuarios se quedan como están: ${names}`,
    }),
  outOfReach: 'alguien que ya no está a su alcance',
  tooLate: 'Esta importación ya no se puede deshacer: se hizo hace más de una hora.',
  notUndone: 'No se ha deshecho la importación. Inténtelo de nuevo.',
  seeThem: 'Ir a Gestionar cuentas de usuario',
  changedMeanwhile:
    'Algunos usuarios han cambiado mientras miraba esta página. Se han vuelto a comprobar las filas.',
  lost: 'Se ha perdido la conexión y no sabemos si se ha guardado todo. Se han vuelto a comprobar las filas: abajo está lo que falta por guardar.',
  lostButSaved: 'Se ha perdido la conexión un momento, pero se ha guardado todo.',
  unknown:
    'Se ha perdido la conexión y no sabemos si se ha guardado todo. Cuando vuelva, importe de nuevo: nada se guarda dos veces.',
  unreadable: {
    ...sheetImport.unreadable,
    no_columns:
      'La primera fila de este archivo no nombra ninguna columna Nombre de usuario, que indica a quién se refiere cada fila.',
    has_passwords:
      'Este archivo tiene una columna de contraseñas. Cada persona elige la suya, con un enlace que recibe por correo. Elimine la columna y vuelva a elegir el archivo.',
  },
}
