import type { ownAddress as en } from './own-address.en.ts'

export const ownAddress: typeof en = {
  pending: (email) =>
    `Pas encore confirmée : ${email}. Elle remplacera l’adresse ci-dessus dès que vous aurez ouvert le lien qui y a été envoyé.`,
  pendingOfOther: (email) => `Pas encore confirmée par l’utilisateur : ${email}.`,
  asked: (email) =>
    `Un lien a été envoyé à ${email}. Votre adresse ne change pas tant que vous ne l’avez pas ouvert.`,
  letters: {
    confirm: {
      subject: 'TMAS : confirmez votre nouvelle adresse e-mail',
      text: (username, former) =>
        `Vous avez demandé à TMAS d’utiliser cette adresse pour le nom d’utilisateur ${username}, à la place de ${former}. Confirmez-la avec ce lien.`,
      action: 'Confirmer cette adresse',
      after:
        'Le lien fonctionne une seule fois et expire après 24 heures. Si vous n’avez rien demandé, ignorez ce message : rien ne changera.',
    },
    stop: {
      subject: 'TMAS : votre adresse e-mail va changer',
      text: (username, email) =>
        `Une personne connectée en tant que ${username} a demandé à TMAS d’utiliser ${email} à la place de cette adresse. Le changement prendra effet une fois confirmé là-bas. Si c’était vous, vous n’avez rien à faire.`,
      action: 'Ce n’était pas moi',
      after:
        'Pendant 24 heures, ce lien conserve cette adresse, ou la rétablit, et déconnecte tous les appareils de votre compte.',
    },
  },
  confirm: {
    title: 'Confirmez votre nouvelle adresse',
    text: (username, email, former) =>
      `TMAS utilisera ${email} pour le nom d’utilisateur ${username}, à la place de ${former}. Si un compte Microsoft est associé, l’association est supprimée ; votre prochaine connexion avec Microsoft en créera une nouvelle.`,
    action: 'Confirmer',
  },
  stop: {
    title: 'Conserver votre adresse',
    text: (username, email, former) =>
      `TMAS conservera ${former} pour le nom d’utilisateur ${username} et n’utilisera pas ${email}. Tous les appareils connectés à ce compte sont déconnectés.`,
    action: 'Conserver mon adresse',
  },
  ends: {
    confirmed: {
      title: 'Votre nouvelle adresse est confirmée',
      text: 'Désormais, TMAS y envoie ses e-mails.',
    },
    stopped: {
      title: 'Votre adresse reste la même',
      text: 'Tous les appareils ont été déconnectés. Si quelqu’un connaît peut-être votre mot de passe, choisissez-en un nouveau maintenant.',
    },
    dead: {
      title: 'Ce lien ne fonctionne pas',
      text: 'Il est incomplet, a déjà été utilisé, date de plus de 24 heures, ou vos appareils ont été déconnectés depuis. Vous pouvez redemander la nouvelle adresse. Si votre adresse n’est pas la bonne, adressez-vous à votre responsable TMAS.',
    },
    taken: {
      title: 'Un autre utilisateur a cette adresse',
      text: 'Rien n’a été modifié. Adressez-vous à votre responsable TMAS.',
    },
  },
  newPassword: 'Choisir un nouveau mot de passe',
}
