import { countsIn } from './counts.ts'
import type { sharedComputers as en } from './shared-computers.en.ts'

const { number, plural } = countsIn('fr')

export const sharedComputers: typeof en = {
  page: {
    link: 'Cet ordinateur est partagé',
    isShared: (name) =>
      `Ordinateur partagé : ${name}. Vous y êtes déconnecté après un court délai d’inactivité, et rien de ce qui vous concerne n’y est mémorisé.`,
    title: 'Cet ordinateur est-il partagé ?',
    lead: 'Un ordinateur que plusieurs personnes d’un magasin utilisent peut être marqué comme partagé. Toute personne qui s’y connecte est alors déconnectée après un court délai d’inactivité, voit toujours qui est connecté et peut passer la main en un clic.',
    who: 'Il faut un responsable TMAS, qui saisit un code affiché ici.',
    show: 'Afficher un code',
    codeTitle: 'Donnez ce code à votre responsable TMAS',
    code: 'Code',
    codeHint:
      'Il ouvre Administration > Ordinateurs partagés, choisit « Marquer par code » et le saisit. Le code est valable 15 minutes.',
    waiting: 'En attente de votre responsable. Cette page continue d’elle-même.',
    entered: 'Le code a été saisi',
    notYet:
      'Le code n’a pas encore été saisi, ou il l’a été avec une erreur. Attendez un instant et réessayez.',
    another: 'Afficher un autre code',
    linkTitle: (customer) => `Marquer cet ordinateur comme ordinateur partagé de ${customer} ?`,
    linkHint: (name, location) => `Il s’appellera « ${name} » et appartiendra à ${location}.`,
    effects: 'Dès lors, dans ce navigateur :',
    effectList: [
      'une personne est déconnectée après un court délai d’inactivité ;',
      'le nom de la personne connectée est toujours affiché, avec un bouton pour la suivante ;',
      'aucun nom d’utilisateur n’est mémorisé et aucune clé d’accès n’est proposée.',
    ],
    mark: 'Marquer cet ordinateur',
    endedTitle: 'Ce lien ne fonctionne plus',
    endedHint:
      'Un lien marque un seul ordinateur, dans les 15 minutes. Demandez-en un autre à votre responsable TMAS.',
    alreadyTitle: 'Cet ordinateur est déjà marqué comme partagé',
    alreadyHint:
      'Un responsable TMAS peut le renommer, le déplacer vers un autre emplacement ou retirer la marque dans Administration > Ordinateurs partagés.',
    toSignIn: 'Aller à la page de connexion',
    marked: 'Cet ordinateur est désormais marqué comme partagé.',
  },
  bar: {
    label: 'Ordinateur partagé',
    unnamed: 'Ordinateur partagé',
    named: (name) => `Ordinateur partagé : ${name}`,
    signedInAs: (name) => `Connecté en tant que ${name}`,
    notMe: 'Ce n’est pas moi',
    notMeHint: 'Déconnecte, et laisse la personne suivante choisir son compte',
  },
  /** In the account, in the place of the button. */
  noPasskey: 'Cet ordinateur est partagé. Ajoutez une clé d’accès sur un appareil qui vous appartient.',
  countdown: {
    title: (time) => `Vous serez déconnecté dans ${time}`,
    said: (seconds) =>
      `Vous serez déconnecté dans ${plural(seconds, { one: `${number(seconds)} seconde`, other: `${number(seconds)} secondes` })}, car cet ordinateur partagé n’est pas utilisé.`,
    stay: 'Rester connecté',
  },
  list: {
    hint: 'Sur un ordinateur marqué comme partagé, une personne est déconnectée après un court délai d’inactivité, voit toujours qui est connecté et passe la main avec « Ce n’est pas moi ».',
    help: 'Fonctionnement des ordinateurs partagés',
    none: 'Aucun ordinateur n’est encore marqué comme partagé.',
    noneFound: 'Aucun ordinateur partagé ne correspond.',
    count: (n) =>
      plural(n, { one: `${number(n)} ordinateur partagé`, other: `${number(n)} ordinateurs partagés` }),
    search: 'Rechercher par nom ou emplacement',
    name: 'Nom',
    nameHint: 'Le nom que les gens lui donnent, par exemple « Caisse 2 ». Il s’affiche sur l’ordinateur.',
    location: 'Emplacement',
    markedBy: 'Marqué par',
    markedAt: 'Marqué le',
    lastUsed: 'Dernière utilisation',
    never: 'Pas encore',
    removedUser: 'un utilisateur supprimé',
    actions: 'Actions',
    more: 'Plus anciens',
    first: 'Plus récents',
    byLink: 'Marquer par lien',
    byCode: 'Marquer par code',
    linkTitle: 'Créer un lien pour l’ordinateur',
    linkHint: 'Ouvrez le lien sur l’ordinateur dans les 15 minutes. Il ne sert qu’une fois.',
    makeLink: 'Créer le lien',
    linkMade: (name) => `Ouvrez ce lien sur ${name}`,
    linkLabel: 'Lien',
    waiting: 'En attente de son ouverture sur l’ordinateur…',
    codeTitle: 'Marquer l’ordinateur qui affiche un code',
    codeHint:
      'Sur l’ordinateur, ouvrez la page de connexion et choisissez « Cet ordinateur est partagé ». Saisissez ensuite le code affiché.',
    code: 'Code',
    markByCode: 'Marquer l’ordinateur',
    codeSent: 'Le code a été accepté',
    waitingForCode:
      'En attente de l’ordinateur… Cela prend quelques secondes. Si rien ne se passe, vérifiez le code.',
    markedTitle: (name) => `${name} est marqué comme partagé`,
    close: 'Fermer',
    edit: 'Modifier',
    editOne: (name) => `Modifier ${name}`,
    editTitle: 'Modifier l’ordinateur partagé',
    save: 'Enregistrer',
    changed: (name) => `${name} a été modifié.`,
    unmark: 'Retirer la marque',
    unmarkOne: (name) => `Retirer la marque de ${name}`,
    unmarkTitle: (name) => `Retirer la marque de ${name} ?`,
    unmarkHint:
      'C’est alors un ordinateur comme un autre : une session y dure une heure sans activité. Une personne connectée le reste.',
    unmarked: (name) => `${name} n’est plus marqué comme partagé.`,
    faults: {
      name: 'Saisissez un nom de 1 à 100 caractères visibles, sans lien.',
      location: 'Choisissez un emplacement.',
      code: 'Ce code ne peut pas être correct. Comparez-le avec celui de l’ordinateur.',
    },
    failed: {
      forbidden: 'Vous ne pouvez pas marquer d’ordinateurs de cet emplacement.',
      throttled: 'Trop de liens et de codes sont ouverts. Attendez un quart d’heure.',
      changed: 'Quelqu’un d’autre l’a modifié entre-temps. Il est affiché ici tel qu’il est maintenant.',
      other: 'Un problème est survenu. Réessayez.',
    },
  },
}
