import { countsIn } from './counts.ts'
import type { LocationImportMessages } from './location-import.en.ts'
import { sheetImport } from './sheet-import.fr.ts'

const { number, plural } = countsIn('fr')

const locations = (n: number) =>
  plural(n, { one: `${number(n)} emplacement`, other: `${number(n)} emplacements` })

export const locationImport: LocationImportMessages = {
  ...sheetImport,
  open: 'Importer',
  openHere: 'Importer sous cet emplacement',
  title: 'Importer des emplacements',
  lead: 'Ajoutez ou modifiez des magasins, districts, régions et chaînes à partir d’un tableur. Vous voyez chaque modification avant que quoi que ce soit ne soit enregistré.',
  exportAll: 'Télécharger vos emplacements',
  exportHint: 'Modifiez-les dans votre tableur, puis importez le fichier.',
  columnsHint:
    'La première ligne nomme les colonnes : en français, en anglais ou en espagnol, dans n’importe quel ordre. Seul le nom est nécessaire pour un nouvel emplacement. Ce que contiennent les colonnes absentes ne change pas ; une cellule vide efface ce qui s’y trouvait.',
  columns: {
    name: 'Nom',
    type: 'Type',
    parent: 'Emplacement parent',
    code: 'ID de l’emplacement',
    country: 'Pays',
    region: 'État ou province',
    contactEmail: 'E-mail',
    contactPhone: 'Téléphone',
    id: 'ID TMAS',
  },
  hints: {
    name: 'Le nom d’usage.',
    type: 'Chaîne, District, Région ou Magasin. Si la cellule est vide, un nouvel emplacement est un magasin.',
    parent:
      'L’emplacement situé juste au-dessus : son nom, son ID ou son chemin, par exemple « Nord › Côte ». Ce peut être une autre ligne de ce fichier.',
    code: 'Votre propre numéro ou nom court. Il distingue deux magasins de même nom.',
    country: 'Facultatif.',
    region: 'Facultatif.',
    contactEmail: 'Facultatif.',
    contactPhone: 'Facultatif.',
    id: 'Laissez vide pour un nouvel emplacement. Un fichier téléchargé le contient, pour que noms et ID puissent changer.',
  },
  otherHeadings: {
    name: ['emplacement', 'nom de l’emplacement', 'nom du magasin'],
    type: ['type d’emplacement'],
    parent: ['parent', 'sous', 'chemin'],
    code: ['code', 'numéro', 'numéro de magasin', 'ID externe'],
    country: [],
    region: ['province'],
    contactEmail: ['email', 'courriel', 'adresse e-mail'],
    contactPhone: ['tél', 'numéro de téléphone'],
    id: [],
  },
  under: 'Placer les lignes sans emplacement parent sous',
  underNothing: 'Choisir un emplacement',
  ignored: (columns) => `Colonnes ignorées, car TMAS ne les connaît pas : ${columns}`,
  outcome: { all: 'Toutes', add: 'Nouveau', change: 'Modifié', same: 'Inchangé', faulty: 'À corriger' },
  help: 'Comment importer des emplacements',
  willAdd: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} emplacement sera ajouté.`,
      other: `${number(n)} emplacements seront ajoutés.`,
    }),
  willChange: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} emplacement sera modifié.`,
      other: `${number(n)} emplacements seront modifiés.`,
    }),
  namesakes: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} nouvel emplacement porte le nom d’un autre sous le même parent. Vérifiez qu’il n’existe pas déjà.`,
      other: `${number(n)} nouveaux emplacements portent le nom d’un autre sous le même parent. Vérifiez qu’ils n’existent pas déjà.`,
    }),
  namesake: (code) => `Un autre emplacement porte déjà ce nom ici (ID de l’emplacement : ${code}).`,
  run: (n) => `Importer ${locations(n)}`,
  moveQuestion: (n) => `Déplacer ${locations(n)} avec cet import ?`,
  added: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} emplacement a été ajouté.`,
      other: `${number(n)} emplacements ont été ajoutés.`,
    }),
  changed: (n) =>
    plural(n, {
      none: '',
      one: `${number(n)} emplacement a été modifié.`,
      other: `${number(n)} emplacements ont été modifiés.`,
    }),
  undo: 'Annuler l’import',
  undone: 'L’import a été annulé. Vos emplacements sont comme avant.',
  undoHint:
    'Pendant une heure, et tant que rien d’autre ne modifie ces emplacements, vous pouvez annuler l’import ici.',
  undoQuestion: (n) => `Annuler l’import et remettre ${locations(n)} à leur place ?`,
  cannotUndo:
    'Cet import ne peut plus être annulé : certains de ces emplacements ont été modifiés depuis, ou sont utilisés.',
  changedSince: (names) => `Modifiés depuis, ou utilisés : ${names}`,
  tooLate:
    'Cet import ne peut plus être annulé : il date de plus d’une heure, ou certains de ces emplacements n’existent plus.',
  notUndone: 'L’import n’a pas été annulé. Réessayez.',
  seeThem: 'Gérer les emplacements',
  changedMeanwhile:
    'Vos emplacements ont changé pendant que vous regardiez cette page. Les lignes ont été vérifiées de nouveau.',
  unreadable: {
    ...sheetImport.unreadable,
    no_columns:
      'La première ligne de ce fichier ne nomme aucune colonne que TMAS connaisse. Il faut au moins le nom, ou l’ID de l’emplacement.',
  },
  faults: {
    missing: 'Ce champ est obligatoire.',
    too_long: 'Ce texte est trop long.',
    not_text: 'Ce texte contient des caractères qui ne peuvent pas être affichés.',
    link: 'Ce texte contient un lien. Saisissez-le sans le lien.',
    not_an_address: 'Ce n’est pas une adresse e-mail telle que ada@north.example.',
    not_a_type: 'Indiquez Chaîne, District, Région ou Magasin.',
    formula: 'Ce texte commence comme une formule de tableur.',
    scientific:
      'Le tableur a abrégé ce nombre. Mettez sa colonne au format texte, et saisissez-le de nouveau.',
    damaged: 'Ce texte a été endommagé dans le tableur. Saisissez-le de nouveau.',
    no_such_location:
      'Aucun emplacement n’a cet ID TMAS. Laissez la cellule vide pour un nouvel emplacement.',
    several_of_this_name:
      'Plusieurs emplacements portent ce nom ici. Ajoutez un ID de l’emplacement ou un ID TMAS pour dire lequel.',
    no_such_parent: 'Cet emplacement n’existe ni dans TMAS ni dans ce fichier.',
    several_parents:
      'Plusieurs emplacements portent ce nom. Indiquez le chemin, par exemple « Nord › Côte », ou l’ID de l’emplacement.',
    not_under_that: 'Un emplacement de ce type ne peut pas se trouver juste sous celui-là.',
    under_itself: 'Un emplacement ne peut pas se trouver sous lui-même.',
    too_deep: 'Cela fait trop de niveaux.',
    stays_a_chain: 'Une chaîne reste une chaîne, et aucun autre emplacement ne peut le devenir.',
    has_others_below: 'Un magasin n’a rien en dessous, or cet emplacement en contient d’autres.',
    is_the_top: 'C’est le sommet de votre chaîne : il ne peut pas avoir d’emplacement parent.',
    code_taken: 'Un autre emplacement a déjà cet ID.',
    code_almost:
      'Un emplacement porte ici ce nom et presque cet ID. Indiquez son ID exact, avec les zéros éventuels au début, ou un autre nom.',
    twice_in_file: 'Cette valeur figure deux fois dans le fichier.',
    beyond_your_branch: 'Votre type de permission ne permet aucune modification ici.',
    surplus_cells: 'Cette ligne a plus de cellules que la première n’a de colonnes.',
    broken_quotes: 'À partir de cette ligne, les guillemets ne vont plus par paires.',
  },
}
