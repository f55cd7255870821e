import type { WasThisYouMessages } from './was-this-you.en.ts'

export const wasThisYou: WasThisYouMessages = {
  title: 'Était-ce vous ?',
  hint: 'Quelqu’un a essayé de se connecter à TMAS avec Microsoft, sans succès. TMAS ne sait pas de qui il s’agit. Votre responsable souhaite vous aider si c’était vous.',
  when: 'Quand',
  device: 'Appareil',
  yes: 'Oui, c’était moi',
  no: 'Si ce n’était pas vous, fermez simplement cette page.',
  doneTitle: 'Merci',
  done: (reference) => `Votre responsable TMAS voit maintenant la tentative ${reference} et peut vous aider.`,
  deadTitle: 'Ce lien ne fonctionne plus',
  dead: 'Il a déjà servi ou il a expiré. Demandez à votre responsable TMAS de vous le renvoyer.',
  ask: {
    title: 'Demander à une personne si c’était elle',
    hint: 'TMAS a une tentative avec cette référence, mais elle ne nomme personne : aucun client ne la voit. Si quelqu’un vous l’a lue, posez-lui la question : dès que cette personne confirme, la tentative s’affiche ici.',
    who: 'Qui vous l’a lue ?',
    send: 'Envoyer la question',
    sent: (name, email) =>
      `${name} reçoit un e-mail à ${email} avec un lien. Il fonctionne une fois, pendant 24 heures. Après confirmation, cette page affiche la tentative.`,
    failed:
      'La question n’a pas été envoyée. Vérifiez que la personne fait partie de vos utilisateurs et réessayez.',
    unknown:
      'TMAS ne vous montre aucune connexion avec cette référence. Vérifiez les huit caractères : ils ne contiennent ni O, ni 0, ni I, ni 1, ni L.',
  },
}
