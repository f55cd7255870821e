import type { ReturnedMessages } from './returned.en.ts'

export const returned: ReturnedMessages = {
  title: 'Votre connexion avec Microsoft n’est pas terminée',
  hint: 'Quand Microsoft arrête une connexion sur une de ses pages, TMAS n’en apprend pas la raison. Si cette page est encore ouverte dans une autre fenêtre, vous pouvez y continuer.',
  question: 'Que disait la page de Microsoft ?',
  choices: {
    approval: 'Elle demande l’approbation d’un administrateur',
    blocked: 'Une règle de mon entreprise ou cet appareil me bloque',
    closed: 'Rien : je me suis trompé de compte ou j’ai fermé la page',
  },
  text: 'Ou saisissez son numéro ou son texte',
  textHint: 'Le numéro commence par AADSTS. Vous pouvez coller toute la page.',
  explain: 'Expliquer',
  unread: 'TMAS ne reconnaît pas ce texte.',
  unreadHint:
    'Saisissez le numéro qui commence par AADSTS, ou choisissez la ligne ci-dessus qui convient le mieux.',
  youSaid: (number) => `Vous avez saisi ${number}.`,
  closedTitle: 'Vous êtes revenu avant la fin de la connexion.',
  closedHint: 'Réessayez. Si Microsoft vous connecte avec le mauvais compte, choisissez-en un autre.',
  back: 'La fenêtre de Microsoft affichait-elle une erreur ?',
  sayIt: 'Savoir ce que cela signifie',
  manager: {
    cause: (cause) => `D’après la personne, voici ce qu’affichait la page de Microsoft : ${cause}`,
    causeWithNumber: (number, cause) =>
      `D’après la personne, la page de Microsoft affichait AADSTS${number} : ${cause}`,
    closed: 'La personne dit avoir fermé la fenêtre de Microsoft ou s’être trompée de compte.',
    closedRemedy:
      'Vos paramètres ne sont pas en cause. Demandez à la personne de réessayer avec son compte professionnel.',
    unproven: 'TMAS n’a pas vu cette page de Microsoft. Rien ne prouve ce que dit la personne.',
    label: 'Ce que dit la personne',
  },
}
