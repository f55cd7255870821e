import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/**
 * The words of what a manager's home page shows of the connection over time. They are apart from all others, because
 * they are loaded when that part of the page is seen.
 */
export const connectionHealth = {
  title: 'Connection to Microsoft in the last 30 days',
  unused: 'No one has signed in with Microsoft during these days.',
  sound: 'No sign-in failed because of the connection.',
  failing: (n: number, since: string) =>
    plural(n, {
      one: `1 sign-in has failed because of the connection, on ${since}, and none has succeeded since.`,
      other: `${number(n)} sign-ins have failed because of the connection since ${since}, and none has succeeded.`,
    }),
  failed: (n: number, days: number) =>
    `${plural(n, { one: '1 sign-in', other: `${number(n)} sign-ins` })} failed because of the connection, on ${plural(days, { one: '1 day', other: `${number(days)} days` })}. Sign-ins have succeeded since.`,
  states: {
    unused: 'no sign-ins',
    sound: 'works',
    partly: 'some sign-ins failed',
    failing: 'no sign-in succeeded',
  },
  /** A day, and how it was: for the strip, where the pointer rests. */
  day: (day: string, state: string) => `${day}: ${state}`,
  cause: (cause: string, n: number) => `${cause} (${number(n)})`,
  succeeded: (n: number) =>
    plural(n, { none: 'none succeeded', one: '1 succeeded', other: `${number(n)} succeeded` }),
  days: 'Days with failures',
  showAll: 'Show these sign-ins',
}

export type ConnectionHealthMessages = typeof connectionHealth
