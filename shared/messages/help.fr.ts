import { countsIn } from './counts.ts'
import type { HelpMessages } from './help.en.ts'

const { number, plural } = countsIn('fr')

export const help: HelpMessages = {
  title: 'Aide',
  intro:
    'Comment relier TMAS à Microsoft, comment donner accès, et que faire quand quelqu’un ne peut pas se connecter.',
  search: 'Rechercher dans l’aide',
  searchHint: 'Des mots, ou un numéro d’erreur de Microsoft comme AADSTS50105.',
  submit: 'Rechercher',
  found: (n) => plural(n, { one: `${number(n)} passage trouvé`, other: `${number(n)} passages trouvés` }),
  nothing: 'Rien ne correspond à ces mots. Essayez moins de mots, ou d’autres.',
  articles: 'Articles',
  onThisPage: 'Sur cette page',
  backToHelp: 'Toute l’aide',
  goToTmas: 'Aller à TMAS',
  pageSays: 'Ce que lit la personne',
  codes: 'Code dans les journaux',
  whoMustAct: 'Qui doit agir',
  noOne: 'Personne',
  check: 'Vérifier sur ma chaîne',
  checkHint: 'Pour les responsables : ouvre la page d’administration qui le montre.',
  play: 'Jouer ce cas',
  playHint: 'Dans cette démonstration seulement : connecte une personne qui a ce problème.',
  explainMore: 'En savoir plus',
  microsoftError: {
    title: 'Expliquer une erreur Microsoft',
    intro:
      'De nombreuses connexions s’arrêtent sur une page de Microsoft et ne reviennent jamais à TMAS. Copiez tout le texte de cette page et collez-le ici. Nous trouvons le numéro d’erreur et expliquons ce qu’il signifie, qui doit agir et que faire.',
    label: 'Texte de la page de Microsoft',
    labelHint:
      'Dans n’importe quelle langue, ou seulement le numéro. Ce que vous collez est lu une fois et n’est pas conservé.',
    submit: 'Expliquer',
    again: 'Expliquer un autre texte',
    nothingFound: 'Ce texte ne contient aucun numéro d’erreur Microsoft.',
    nothingFoundHint:
      'Sur la page de Microsoft, le numéro commence par AADSTS, ou suit « Code d’erreur ». S’il y a « Détails du dépannage » ou « Plus de détails », ouvrez-le et copiez tout.',
    whatToDo: 'Que faire',
    forIt: 'Pour l’administrateur informatique',
    lookUp: 'L’explication de Microsoft',
    otherApplication:
      'Cette page concernait une autre application que TMAS. Le numéro y signifie la même chose, mais n’a rien à voir avec TMAS.',
    copyTitle: 'À envoyer à l’administrateur informatique',
    copyHint:
      'Ces valeurs permettent de retrouver la tentative dans les journaux de connexion de Microsoft pendant 7 à 30 jours.',
    copy: 'Copier',
    copied: 'Copié',
    line: (label, value) => `${label} : ${value}`,
    number: 'Numéro',
    correlationId: 'ID de corrélation',
    requestId: 'ID de demande',
    timestamp: 'Heure (UTC)',
    reference: 'Référence TMAS',
    several: 'Le texte contient plusieurs numéros. Le premier est sans doute celui qui compte.',
  },
}
