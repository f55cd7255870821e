import { mostSheetMegabytes } from '../sheet-limits.ts'
import { countsIn } from './counts.ts'
import type { SheetImportMessages } from './sheet-import.en.ts'

const { number, plural } = countsIn('es')

export const sheetImport: SheetImportMessages = {
  choose: 'Elegir un archivo',
  chooseOther: 'Elegir otro archivo',
  drop: 'o suéltelo aquí',
  dropNow: 'Suelte el archivo para leerlo',
  formats: (most) => `Libro de Excel (.xlsx) o CSV, con ${number(most)} filas como máximo`,
  pasted: 'las celdas pegadas',
  paste: 'También puede copiar celdas en una hoja de cálculo y pegarlas aquí.',
  template: 'Descargar una plantilla',
  templateHint: 'Un libro vacío con estas columnas.',
  asCsv: 'Como CSV',
  columnsTitle: 'Columnas',
  reading: 'Leyendo el archivo…',
  checking: 'Comprobando…',
  importing: 'Importando…',
  rowsIn: (n, file) => plural(n, { one: `1 fila en ${file}`, other: `${number(n)} filas en ${file}` }),
  sheetRead: (name, others) =>
    plural(others, {
      none: '',
      one: `Se ha leído la hoja «${name}». Hay otra hoja que no se ha leído.`,
      other: `Se ha leído la hoja «${name}». Hay otras ${number(others)} hojas que no se han leído.`,
    }),
  readAs: '¿Se ven mal las letras con acento? Leer el archivo como',
  encodings: {
    'windows-1252': 'Europa occidental (Windows)',
    'windows-1250': 'Europa central (Windows)',
    macintosh: 'Europa occidental (Mac)',
  },
  result: 'Filas del archivo',
  line: 'Fila',
  whatHappens: 'Resultado',
  show: 'Mostrar',
  counted: (what, n) => `${what} (${number(n)})`,
  before: (text) => `antes: ${text}`,
  empty: 'vacío',
  faulty: (n) =>
    plural(n, {
      one: 'Hay que corregir 1 fila primero. Corríjala aquí, o en su archivo y vuelva a elegirlo.',
      other: `Hay que corregir ${number(n)} filas primero. Corríjalas aquí, o en su archivo y vuelva a elegirlo.`,
    }),
  leaveOut: 'Omitir',
  leaveOutLine: (line) => `Omitir la fila ${number(line)}`,
  showMore: 'Mostrar más',
  checkAgain: 'Comprobar de nuevo',
  edited: (n) =>
    plural(n, {
      none: '',
      one: 'Falta comprobar 1 celda corregida.',
      other: `Falta comprobar ${number(n)} celdas corregidas.`,
    }),
  cell: (column, line) => `${column}, fila ${number(line)}`,
  willEmpty: (n) =>
    plural(n, { none: '', one: 'Se vaciará 1 celda.', other: `Se vaciarán ${number(n)} celdas.` }),
  alsoOnLine: (line) => `Este valor aparece también en la fila ${number(line)}.`,
  together: 'Se guardan todas las filas juntas, o ninguna.',
  nothingDiffers: 'No hay diferencias: TMAS ya tiene todo lo que contiene este archivo.',
  more: (n) =>
    plural(n, {
      none: '',
      one: 'No se muestra 1 fila más.',
      other: `No se muestran ${number(n)} filas más.`,
    }),
  keepImport: 'Conservar la importación',
  again: 'Importar otro archivo',
  doubleColumn: (first, second) =>
    first === second
      ? `Dos columnas de este archivo se llaman «${first}». Elimine una o cámbiele el nombre.`
      : `Las columnas «${first}» y «${second}» de este archivo tienen el mismo significado. Elimine una o cámbiele el nombre.`,
  tooManyRows: (most) => `Este archivo tiene más de ${number(most)} filas. Repártalas en varios archivos.`,
  unreadable: {
    old_workbook:
      'Este libro tiene contraseña o está en el formato anterior a 2007 (.xls). Guárdelo como .xlsx sin contraseña y vuelva a elegirlo.',
    damaged_workbook:
      'Este libro no se puede leer: está dañado o es demasiado grande. Guárdelo y elíjalo de nuevo.',
    not_text: 'Este archivo no es ni un libro de Excel (.xlsx) ni un archivo CSV.',
    broken_quotes:
      'En este archivo faltan o sobran comillas, ya desde la primera fila. Compruebe que cada celda que se abre con comillas también se cierra con ellas.',
    no_rows: 'Este archivo no tiene filas debajo de la primera.',
    too_much_text: `Las celdas de este archivo tienen más de ${mostSheetMegabytes} MB de texto. Reparta sus filas en varios archivos.`,
    too_large: `Este archivo ocupa más de ${mostSheetMegabytes} MB. Elimine lo que TMAS no lee, como las imágenes y las demás hojas, o reparta sus filas en varios archivos.`,
    other: 'No se ha podido leer este archivo. Inténtelo de nuevo.',
  },
}
