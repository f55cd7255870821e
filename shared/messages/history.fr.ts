import { withFrenchSpaces } from './french-spaces.ts'
import type { history as en } from './history.en.ts'

export const history = withFrenchSpaces<typeof en>({
  doers: {
    api_key: (name) => `La clé d’API ${name}`,
    operator: 'L’opérateur de TMAS',
    stranger: 'Une personne non connectée',
    gone: 'Un utilisateur supprimé',
  },
  signIn: {
    succeeded: {
      microsoft: 'Connexion réussie avec Microsoft.',
      password: 'Connexion réussie avec un mot de passe.',
    },
    refused: {
      microsoft: (cause) => `Une connexion avec Microsoft a été refusée. Cause : ${cause}.`,
      password: (cause) => `Une connexion avec un mot de passe a été refusée. Cause : ${cause}.`,
    },
    pending: {
      microsoft: 'Connexion avec Microsoft commencée, pas encore terminée.',
      password: 'Une connexion avec un mot de passe est en cours.',
    },
    unproven: (sentence) =>
      `${sentence} Seul ce qui a été saisi désigne cette personne : rien ne prouve que c’était elle.`,
  },
  ended: {
    signed_out: 'Déconnexion.',
    signed_out_at_microsoft: 'Déconnexion de Microsoft, et donc de TMAS.',
    signed_out_elsewhere: 'A déconnecté un appareil depuis un autre.',
    signed_out_by_manager: (who) => `${who} a déconnecté cette personne.`,
    refused_by_microsoft:
      'Une session a pris fin, car Microsoft ne permet plus à cette personne de se connecter.',
    replaced: 'Une session a pris fin, car une autre a été ouverte dans le même navigateur.',
    too_many: 'Une session a pris fin, car il y en avait trop à la fois.',
    door_closed: 'Une session a pris fin, car ce mode de connexion n’est plus possible pour cette personne.',
    password_changed: 'Une session a pris fin, car le mot de passe a été modifié.',
    second_factor_changed: 'Une session a pris fin, car le second facteur a été modifié.',
    address_stopped: 'Une session a pris fin, car un changement d’adresse a été arrêté.',
    moved: 'Une session a pris fin, car cette personne a reçu d’autres emplacements.',
    unlinked: 'Une session a pris fin, car le lien Microsoft a été supprimé.',
    user_removed: 'Une session a pris fin, car le compte de cette personne a été supprimé.',
  },
  changes: {
    'sign-in.completed': () => 'Connexion réussie.',
    'session.proved': () => 'A prouvé à nouveau son identité.',
    'session.unconfirmed': () =>
      'Microsoft n’a pas pu être interrogé pour savoir si ce compte est toujours actif. La session a continué.',
    'link.made': ({ loginId }) => `Le compte Microsoft ${loginId} a été associé par la première connexion.`,
    'link.ended': ({ who, loginId }) => `${who} a supprimé le lien avec le compte Microsoft ${loginId}.`,
    'person.exported': ({ who }) => `${who} a exporté les données de cette personne.`,
    'person.erased': ({ who }) => `${who} a effacé les données de cette personne.`,
    'user.added': ({ who }) => `${who} a ajouté cette personne.`,
    'user.changed': ({ who, self, fields }) =>
      self
        ? `A modifié ses propres informations : ${fields}.`
        : `${who} a modifié les informations de cette personne : ${fields}.`,
    'user.enabled': ({ who }) => `${who} a activé le compte de cette personne.`,
    'user.disabled': ({ who }) => `${who} a désactivé le compte de cette personne.`,
    'user.removed': ({ who }) => `${who} a supprimé le compte de cette personne.`,
    'role.given': ({ who, role, location }) =>
      `${who} a donné à cette personne le type de permission ${role} sur ${location}.`,
    'role.taken': ({ who, role, location }) =>
      `${who} a retiré à cette personne le type de permission ${role} sur ${location}.`,
    'password-link.made': ({ who, self }) =>
      self
        ? 'A demandé un lien pour définir un mot de passe.'
        : `${who} a demandé un lien pour définir le mot de passe de cette personne.`,
    'password.set': () => 'A défini un nouveau mot de passe.',
    'manager.recovered': ({ who }) => `${who} a créé un lien de récupération pour cette personne.`,
    'welcome.mailed': ({ who }) => `${who} a renvoyé l’e-mail de bienvenue.`,
    'user.mailed': ({ who, subject }) => `${who} a envoyé à cette personne l’e-mail « ${subject} ».`,
    'language.chosen': ({ who, self }) =>
      self ? 'A choisi une langue.' : `${who} a choisi une langue pour cette personne.`,
    'help-mails.chosen': () => 'A choisi de recevoir ou non les demandes d’aide par e-mail.',
    'attempt.asked-about': ({ who, reference }) =>
      `${who} a demandé à cette personne si la connexion ${reference} venait d’elle.`,
    'attempt.confirmed': ({ reference }) => `A confirmé que la connexion ${reference} venait d’elle.`,
    'address.requested': ({ address }) => `A demandé la nouvelle adresse ${address}, qui reste à confirmer.`,
    'address.stopped': ({ address }) =>
      `Le passage à l’adresse ${address} a été arrêté depuis l’ancienne adresse.`,
    'exception.made': ({ who, location }) =>
      `${who} a permis à cette personne de garder un mot de passe chez ${location} malgré l’authentification obligatoire.`,
    'exception.removed': ({ who, location }) =>
      `${who} a supprimé l’exception de cette personne à l’authentification obligatoire chez ${location}.`,
    'near-miss.admitted': ({ who, loginId, reference }) =>
      `${who} a ajouté cette personne après la connexion refusée ${reference} du compte ${loginId}.`,
    'near-miss.dismissed': ({ who, loginId }) =>
      `${who} a indiqué que le compte Microsoft ${loginId} n’est pas celui de cette personne.`,
    'second-factor.added': ({ kind }) => `A ajouté un second facteur : ${kind}.`,
    'second-factor.removed': ({ who, self, kind }) =>
      self
        ? `A supprimé un second facteur : ${kind}.`
        : `${who} a supprimé le second facteur de cette personne.`,
    'recovery-codes.made': () => 'A créé de nouveaux codes de secours.',
    'passkey.suspected': () => 'Une clé d’accès a été refusée, car elle a peut-être été copiée.',
  },
  factors: { app: 'application d’authentification', passkey: 'clé d’accès', all: 'en entier' },
  mail: {
    sent: (subject, recipient) => `L’e-mail « ${subject} » a été envoyé à ${recipient}.`,
    waiting: (subject, recipient) => `L’e-mail « ${subject} » pour ${recipient} est en attente d’envoi.`,
    refused: (subject, recipient) => `L’e-mail « ${subject} » pour ${recipient} a été refusé.`,
    withdrawn: (subject, recipient) => `L’e-mail « ${subject} » pour ${recipient} n’a pas été envoyé.`,
  },
  withdrawn: {
    account_closed: 'Entre-temps, le compte avait été désactivé ou avait pris fin.',
    address_changed: 'Entre-temps, la personne avait changé d’adresse.',
    already_linked: 'Entre-temps, la personne avait lié son compte Microsoft.',
    customer_suspended: 'Le client était suspendu.',
    link_over: 'Son lien avait été utilisé ou remplacé, ou avait expiré.',
    no_longer_true: 'Entre-temps, ce dont il parlait avait changé.',
    role_lost: 'La personne n’était plus responsable de ce dont il parlait.',
    way_changed: 'Entre-temps, la façon de se connecter de cette personne avait changé.',
  },
})
