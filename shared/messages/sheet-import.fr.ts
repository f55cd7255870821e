import { mostSheetMegabytes } from '../sheet-limits.ts'
import { countsIn } from './counts.ts'
import type { SheetImportMessages } from './sheet-import.en.ts'

const { number, plural } = countsIn('fr')

export const sheetImport: SheetImportMessages = {
  choose: 'Choisir un fichier',
  chooseOther: 'Choisir un autre fichier',
  drop: 'ou déposez-le ici',
  dropNow: 'Déposez le fichier pour le lire',
  formats: (most) => `Classeur Excel (.xlsx) ou CSV, ${number(most)} lignes au plus`,
  pasted: 'les cellules collées',
  paste: 'Vous pouvez aussi copier des cellules dans un tableur et les coller ici.',
  template: 'Télécharger un modèle',
  templateHint: 'Un classeur vide avec ces colonnes.',
  asCsv: 'En CSV',
  columnsTitle: 'Colonnes',
  reading: 'Lecture du fichier…',
  checking: 'Vérification…',
  importing: 'Import en cours…',
  rowsIn: (n, file) =>
    plural(n, { one: `${number(n)} ligne dans ${file}`, other: `${number(n)} lignes dans ${file}` }),
  sheetRead: (name, others) =>
    plural(others, {
      none: '',
      one: `La feuille « ${name} » a été lue. Une autre feuille ne l’a pas été.`,
      other: `La feuille « ${name} » a été lue. ${number(others)} autres feuilles ne l’ont pas été.`,
    }),
  readAs: 'Les lettres accentuées s’affichent mal ? Lire le fichier comme',
  encodings: {
    'windows-1252': 'Europe de l’Ouest (Windows)',
    'windows-1250': 'Europe centrale (Windows)',
    macintosh: 'Europe de l’Ouest (Mac)',
  },
  result: 'Lignes du fichier',
  line: 'Ligne',
  whatHappens: 'Résultat',
  show: 'Afficher',
  counted: (what, n) => `${what} (${number(n)})`,
  before: (text) => `avant : ${text}`,
  empty: 'vide',
  faulty: (n) =>
    plural(n, {
      one: `${number(n)} ligne doit d’abord être corrigée. Corrigez-la ici, ou dans votre fichier avant de le choisir de nouveau.`,
      other: `${number(n)} lignes doivent d’abord être corrigées. Corrigez-les ici, ou dans votre fichier avant de le choisir de nouveau.`,
    }),
  leaveOut: 'Ignorer',
  leaveOutLine: (line) => `Ignorer la ligne ${number(line)}`,
  showMore: 'En afficher plus',
  checkAgain: 'Vérifier de nouveau',
  edited: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} cellule corrigée n’a pas encore été vérifiée.`,
      other: `${number(n)} cellules corrigées n’ont pas encore été vérifiées.`,
    }),
  cell: (column, line) => `${column}, ligne ${number(line)}`,
  willEmpty: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} cellule sera vidée.`,
      other: `${number(n)} cellules seront vidées.`,
    }),
  alsoOnLine: (line) => `Cette valeur figure aussi à la ligne ${number(line)}.`,
  together: 'Toutes les lignes sont enregistrées ensemble, ou aucune.',
  nothingDiffers: 'Rien ne diffère : TMAS contient déjà tout ce que contient ce fichier.',
  more: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} autre ligne n’est pas affichée.`,
      other: `${number(n)} autres lignes ne sont pas affichées.`,
    }),
  keepImport: 'Garder l’import',
  again: 'Importer un autre fichier',
  doubleColumn: (first, second) =>
    first === second
      ? `Deux colonnes de ce fichier s’appellent « ${first} ». Supprimez-en une, ou renommez-la.`
      : `Les colonnes « ${first} » et « ${second} » de ce fichier ont le même sens. Supprimez-en une, ou renommez-la.`,
  tooManyRows: (most) =>
    `Ce fichier a plus de ${number(most)} lignes. Répartissez-les en plusieurs fichiers.`,
  unreadable: {
    old_workbook:
      'Ce classeur a un mot de passe, ou il est au format d’avant 2007 (.xls). Enregistrez-le au format .xlsx sans mot de passe, et choisissez-le de nouveau.',
    damaged_workbook:
      'Ce classeur est illisible : il est endommagé ou trop volumineux. Enregistrez-le de nouveau, et choisissez-le de nouveau.',
    not_text: 'Ce fichier n’est ni un classeur Excel (.xlsx) ni un fichier CSV.',
    broken_quotes:
      'Les guillemets de ce fichier ne vont pas par paires, dès la première ligne. Vérifiez que chaque cellule ouverte par un guillemet est aussi fermée par un guillemet.',
    no_rows: 'Ce fichier n’a aucune ligne sous la première.',
    too_much_text: `Les cellules de ce fichier contiennent plus de ${mostSheetMegabytes} Mo de texte. Répartissez ses lignes en plusieurs fichiers.`,
    too_large: `Ce fichier dépasse ${mostSheetMegabytes} Mo. Supprimez ce que TMAS ne lit pas, comme les images et les autres feuilles, ou répartissez ses lignes en plusieurs fichiers.`,
    other: 'Ce fichier n’a pas pu être lu. Réessayez.',
  },
}
