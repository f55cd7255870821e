import type { apiKeys as en } from './api-keys.en.ts'
import { countsIn } from './counts.ts'

const { number, plural } = countsIn('fr')

export const apiKeys: typeof en = {
  hint: 'Avec une clé, l’un de vos programmes utilise TMAS comme le fait un utilisateur : avec un type de permission, sur un emplacement et tout ce qui en dépend, jusqu’à ce que la clé expire ou soit révoquée.',
  docs: 'Comment les programmes l’utilisent',
  none: 'Il n’y a pas encore de clé d’API.',
  noneFound: 'Aucune clé ne correspond.',
  count: (n) => plural(n, { one: `${number(n)} clé`, other: `${number(n)} clés` }),
  search: 'Rechercher par nom',
  name: 'Nom',
  nameHint: 'Le nom du programme qui l’utilise. Il figure dans le journal d’audit.',
  location: 'Emplacement',
  role: 'Type de permission',
  madeBy: 'Créée par',
  removedUser: 'un utilisateur supprimé',
  expires: 'Expire le',
  lastUsed: 'Dernière utilisation',
  never: 'Jamais',
  status: 'État',
  states: { open: 'Active', expired: 'Expirée', asleep: 'Inactive' },
  asleepHint: 'La personne qui l’a créée ne peut plus créer de clés ici : elle ne donne donc aucun accès.',
  make: 'Créer une clé',
  makeTitle: 'Créer une clé d’API',
  validFor: 'Validité',
  days: (n) => plural(n, { one: `${number(n)} jour`, other: `${number(n)} jours` }),
  madeTitle: (name) => `Copiez maintenant la clé ${name}`,
  shownOnce:
    'Elle n’est affichée qu’une fois et n’est pas conservée. Quiconque la possède peut utiliser ses droits : placez-la là où votre programme garde ses secrets.',
  key: 'La clé',
  copy: 'Copier',
  copied: 'Copiée',
  done: 'Je l’ai copiée',
  revoke: 'Révoquer',
  revokeOne: (name) => `Révoquer ${name}`,
  revokeTitle: (name) => `Révoquer la clé ${name} ?`,
  revokeHint:
    'La prochaine requête du programme qui l’utilise sera refusée. Cette action est définitive, mais vous pouvez créer une autre clé.',
  revoked: (name) => `La clé ${name} a été révoquée.`,
  more: 'Clés plus anciennes',
  first: 'Clés les plus récentes',
  own: {
    title: 'Mes clés d’API',
    hint: 'Elles fonctionnent sans vous et sans votre mot de passe. Déconnecter tous les autres appareils les révoque, sauf si vous les conservez.',
    alsoRevoke: (n) =>
      plural(n, { one: 'Révoquer aussi ma clé d’API', other: `Révoquer aussi mes ${number(n)} clés d’API` }),
  },
  faults: {
    name: 'Saisissez un nom de 1 à 100 caractères visibles.',
    location: 'Choisissez un emplacement.',
    role: 'Ce type de permission ne peut être donné que sur une chaîne.',
  },
  failed: {
    forbidden: 'Vous ne pouvez pas créer de clé pour cet emplacement, ou pas avec ce type de permission.',
    other: 'Une erreur s’est produite. Réessayez.',
  },
}
