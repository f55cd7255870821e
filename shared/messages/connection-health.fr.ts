import type { ConnectionHealthMessages } from './connection-health.en.ts'
import { countsIn } from './counts.ts'
import { withFrenchSpaces } from './french-spaces.ts'

const { number, plural } = countsIn('fr')

export const connectionHealth: ConnectionHealthMessages = withFrenchSpaces({
  title: 'Liaison avec Microsoft au cours des 30 derniers jours',
  unused: 'Personne ne s’est connecté avec Microsoft pendant cette période.',
  sound: 'Aucune connexion n’a échoué à cause de la liaison.',
  failing: (n: number, since: string) =>
    plural(n, {
      one: `${number(n)} connexion a échoué à cause de la liaison, le ${since}, et aucune n’a réussi depuis.`,
      other: `${number(n)} connexions ont échoué à cause de la liaison depuis le ${since}, et aucune n’a réussi.`,
    }),
  failed: (n: number, days: number) =>
    `${plural(n, { one: `${number(n)} connexion a échoué`, other: `${number(n)} connexions ont échoué` })} à cause de la liaison, sur ${plural(days, { one: `${number(days)} jour`, other: `${number(days)} jours` })}. Des connexions ont réussi depuis.`,
  states: {
    unused: 'aucune connexion',
    sound: 'fonctionne',
    partly: 'certaines connexions ont échoué',
    failing: 'aucune connexion n’a réussi',
  },
  day: (day: string, state: string) => `${day} : ${state}`,
  cause: (cause: string, n: number) => `${cause} (${number(n)})`,
  succeeded: (n: number) =>
    plural(n, {
      none: 'aucune connexion réussie',
      one: `${number(n)} connexion réussie`,
      other: `${number(n)} connexions réussies`,
    }),
  days: 'Jours avec des échecs',
  showAll: 'Afficher ces connexions',
})
