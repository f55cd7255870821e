import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** The words of a manager's home page: sign-ins of the last days, people, and what needs attention. */
export const overview = {
  attention: 'Needs your attention',
  nothing: 'Nothing needs your attention.',
  refusedPeople: (n: number) =>
    plural(n, {
      one: '1 person was refused at the last sign-in with Microsoft.',
      other: `${number(n)} people were refused at their last sign-in with Microsoft.`,
    }),
  lookAlikes: (n: number) =>
    plural(n, {
      one: '1 Microsoft account without access looks like one of your users.',
      other: `${number(n)} Microsoft accounts without access look like your users.`,
    }),
  withoutFactor: (n: number) =>
    plural(n, {
      one: '1 manager has no second factor.',
      other: `${number(n)} managers have no second factor.`,
    }),
  pattern: (cause: string, n: number, chain: string) =>
    plural(n, { one: `${cause}: once at ${chain}.`, other: `${cause}: ${number(n)} times at ${chain}.` }),
  seeWho: 'See who',
  compare: 'Compare them',
  show: 'Show them',
  signIns: 'Sign-ins of the last 30 days',
  summary: (succeeded: number, refused: number) =>
    `${plural(succeeded, { one: '1 sign-in succeeded', other: `${number(succeeded)} sign-ins succeeded` })}, ${plural(refused, { one: '1 was refused', other: `${number(refused)} were refused` })}.`,
  none: 'No one has signed in during the last 30 days.',
  outcomes: { succeeded: 'Succeeded', refused: 'Refused', pending: 'Not finished' },
  asTable: 'Show as a table',
  day: 'Day',
  people: 'Your users and Microsoft',
  users: 'Enabled users',
  linked: 'Linked with Microsoft',
  neverTried: 'Never tried',
  refused: 'Refused last time',
  managersWithoutFactor: 'Managers without a second factor',
  number,
}
