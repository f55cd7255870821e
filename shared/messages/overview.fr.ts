import { countsIn } from './counts.ts'
import type { Messages } from './en.ts'

const { number, plural } = countsIn('fr')

export const overview: Messages['overview'] = {
  attention: 'À traiter',
  nothing: 'Rien ne demande votre attention.',
  refusedPeople: (n) =>
    plural(n, {
      one: `${number(n)} personne a été refusée lors de sa dernière connexion avec Microsoft.`,
      other: `${number(n)} personnes ont été refusées lors de leur dernière connexion avec Microsoft.`,
    }),
  lookAlikes: (n) =>
    plural(n, {
      one: `${number(n)} compte Microsoft sans accès ressemble à l’un de vos utilisateurs.`,
      other: `${number(n)} comptes Microsoft sans accès ressemblent à vos utilisateurs.`,
    }),
  withoutFactor: (n) =>
    plural(n, {
      one: `${number(n)} responsable n’a pas de second facteur.`,
      other: `${number(n)} responsables n’ont pas de second facteur.`,
    }),
  pattern: (cause, n, chain) => `${cause} : ${number(n)} fois pour ${chain}.`,
  seeWho: 'Voir qui',
  compare: 'Comparer',
  show: 'Afficher',
  signIns: 'Connexions des 30 derniers jours',
  summary: (succeeded, refused) =>
    `${plural(succeeded, { one: `${number(succeeded)} connexion réussie`, other: `${number(succeeded)} connexions réussies` })}, ${plural(refused, { one: `${number(refused)} refusée`, other: `${number(refused)} refusées` })}.`,
  none: 'Personne ne s’est connecté au cours des 30 derniers jours.',
  outcomes: { succeeded: 'Réussies', refused: 'Refusées', pending: 'Inachevées' },
  asTable: 'Afficher sous forme de tableau',
  day: 'Jour',
  people: 'Vos utilisateurs et Microsoft',
  users: 'Utilisateurs activés',
  linked: 'Liés à Microsoft',
  neverTried: 'Jamais essayé',
  refused: 'Refusés la dernière fois',
  managersWithoutFactor: 'Responsables sans second facteur',
  number,
}
