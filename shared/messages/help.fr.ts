import type { HelpMessages } from './help.en.ts'

export const help: HelpMessages = {
  title: 'Aide',
  toHelp: 'Aide',
  intro:
    'Comment relier TMAS à Microsoft, comment donner l’accès, et que faire quand quelqu’un ne peut pas se connecter.',
  search: 'Chercher dans l’aide',
  searchHint: 'Des mots, ou un numéro de Microsoft comme AADSTS50105.',
  submit: 'Chercher',
  found: (n) => (n === 1 ? '1 passage trouvé' : `${n} passages trouvés`),
  nothing: 'Rien ici ne correspond à ces mots. Essayez moins de mots, ou d’autres.',
  articles: 'Articles',
  onThisPage: 'Sur cette page',
  backToHelp: 'Toute l’aide',
  goToTmas: 'Aller à TMAS',
  pageSays: 'Ce que lit la personne',
  codes: 'Code dans les relevés',
  whoMustAct: 'Qui doit agir',
  noOne: 'Personne',
  check: 'Vérifier sur ma chaîne',
  checkHint: 'Pour les responsables : ouvre la page d’administration qui le montre.',
  play: 'Jouer ce cas',
  playHint: 'Dans cette démonstration seulement : connecte une personne qui a ce problème.',
  explainMore: 'Ce qu’en dit l’aide',
  microsoftError: {
    title: 'Expliquer une erreur de Microsoft',
    intro:
      'Bien des connexions finissent sur une page de Microsoft qui ne revient jamais à TMAS. Copiez-en tout le texte et collez-le ici : nous trouvons le numéro et disons ce qu’il signifie, qui doit agir et que faire.',
    label: 'Texte de la page de Microsoft',
    labelHint:
      'Dans n’importe quelle langue, ou seulement le numéro. Ce que vous collez est lu une fois, et n’est ni gardé ni consigné.',
    submit: 'Expliquer',
    again: 'Expliquer un autre texte',
    nothingFound: 'Ce texte ne contient aucun numéro d’erreur de Microsoft.',
    nothingFoundHint:
      'Sur la page de Microsoft, le numéro commence par AADSTS, ou suit « Code d’erreur ». S’il y a « Détails du dépannage » ou « Plus de détails », ouvrez-le et copiez tout.',
    whatToDo: 'Que faire',
    forIt: 'Pour l’administrateur informatique',
    lookUp: 'L’explication de Microsoft',
    otherApplication:
      'Cette page concernait une autre application que TMAS. Le numéro y signifie la même chose, mais TMAS n’y est pour rien.',
    copyTitle: 'À envoyer à l’administrateur informatique',
    copyHint:
      'Les journaux de connexion de Microsoft retrouvent la tentative par ces valeurs, pendant 7 à 30 jours.',
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
