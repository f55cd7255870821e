import type { correctAddress as source } from './correct-address.en.ts'

export const correctAddress: typeof source = {
  title: 'Corriger l’adresse',
  titleOf: (name) => `Corriger l’adresse de ${name}`,
  hint: (loginId) =>
    `L’adresse e-mail de l’utilisateur sera exactement l’identifiant de connexion de son compte Microsoft : ${loginId}.`,
  alike: {
    users: 'Utilisateurs à qui ce compte pourrait appartenir',
    accounts: 'Comptes Microsoft qui pourraient être ceux de cet utilisateur',
  },
  notTheSame: 'Pas la même personne',
  noted: (loginId, name) =>
    `C’est noté : ${loginId} n’est pas ${name}. Ils ne seront plus présentés ensemble.`,
  find: 'De quel utilisateur s’agit-il ?',
  findElse: 'Ou quelqu’un d’autre',
  findHint: 'Début d’un nom d’utilisateur, d’un nom ou d’un e-mail',
  found: 'Utilisateurs trouvés',
  nobody: 'Aucun utilisateur ne correspond.',
  newAddress: 'Nouvelle adresse e-mail',
  newAddressHint: 'Exactement l’adresse avec laquelle la personne se connecte à Microsoft',
  before: 'Adresse dans TMAS',
  after: 'Nouvelle adresse',
  warning:
    'À partir de ce moment, le compte Microsoft qui a la nouvelle adresse se connecte en tant que cet utilisateur. Appelez d’abord la personne, à un numéro que vous avez déjà, pour vous assurer qu’il s’agit bien d’elle. Tout lien avec un autre compte est supprimé.',
  save: 'Corriger l’adresse',
  saved: (name) => `L’adresse de ${name} a été corrigée. La connexion est maintenant possible.`,
  taken: 'Un autre utilisateur a déjà cette adresse.',
  failed: 'Une erreur s’est produite. Réessayez.',
  cancel: 'Annuler',
  close: 'Fermer',
}
