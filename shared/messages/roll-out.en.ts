import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** The roll-out of mandatory authentication along the tree (R36). */
export const rollOut = {
  title: 'Roll-out',
  hint: 'Turn mandatory authentication on step by step: for each wave, choose branches and the day from which their users sign in with Microsoft only. Managers keep their passwords. If people are refused, TMAS pauses the wave by itself and tells you.',
  help: 'How a roll-out works',
  needsTenant: 'A roll-out needs a tenant ID. Save the Azure Tenant ID first.',
  plan: 'Plan a roll-out',
  change: 'Change the plan',
  remove: 'Delete the plan',
  removeTitle: 'Delete the roll-out?',
  removeHint: 'Users can sign in with username and password again in every branch where it has begun.',
  pause: 'Pause this wave',
  resume: 'Resume',
  changedSince: 'The roll-out has changed since this page was loaded, so nothing was done.',
  readAgain: 'Show it as it is now',
  resumeHint:
    'The roll-out is paused: passwords work again in the paused branches, and no further wave begins until you resume it.',
  pausedByItself: (count: number) =>
    plural(count, {
      one: 'TMAS paused the wave automatically, because one person could not sign in with Microsoft:',
      other: `TMAS paused the wave automatically, because ${number(count)} people could not sign in with Microsoft:`,
    }),
  /** Of a wave. */
  states: { planned: 'Planned', running: 'On', paused: 'Paused' },
  /** Of the whole roll-out. */
  planStates: { planned: 'Planned', running: 'On', paused: 'Paused', done: 'On in every wave' },
  branches: 'Branches',
  startsOn: 'From',
  state: 'State',
  people: 'Users',
  ready: (linked: number, affected: number) =>
    plural(linked, {
      one: `1 of ${number(affected)} has signed in with Microsoft`,
      other: `${number(linked)} of ${number(affected)} have signed in with Microsoft`,
    }),
  neverTried: (count: number) =>
    plural(count, { one: '1 has never tried', other: `${number(count)} have never tried` }),
  refused: (count: number) =>
    plural(count, { one: '1 was refused last time', other: `${number(count)} were refused last time` }),
  excepted: (count: number) =>
    plural(count, {
      one: '1 keeps a password through an exception',
      other: `${number(count)} keep a password through an exception`,
    }),
  rehearsed: (count: number) =>
    plural(count, {
      one: '1 would have been refused in the rehearsal',
      other: `${number(count)} would have been refused in the rehearsal`,
    }),
  nobodyRehearsed: 'No one would have been refused in the rehearsal so far',
  nobody: 'No users below the manager levels',
  notReady: (count: number) =>
    plural(count, {
      one: 'Show the one who is not ready',
      other: `Show the ${number(count)} who are not ready`,
    }),
  more: (count: number) => `and ${number(count)} more`,
  timeZone: 'Time zone',
  timeZoneHint: 'Each wave begins at midnight in this time zone.',
  wave: (position: number) => `Wave ${number(position)}`,
  noticeDays: 'Days of notice by e-mail',
  addWave: 'Add a wave',
  removeWave: (position: number) => `Remove wave ${number(position)}`,
  waves: 'Waves',
  faults: {
    no_branch: () => 'Choose at least one branch.',
    not_in_chain: (branch: string | undefined, chain: string) =>
      branch ? `${branch} is not in ${chain}.` : 'This branch does not exist.',
    twice: (branch: string | undefined) =>
      `${branch ?? 'This branch'} is already in the plan. Keep it in one wave only.`,
    same_day: () =>
      'Two waves start on the same day. Choose another day, or put their branches into one wave.',
    too_early: () =>
      'Choose tomorrow or a later day, so that people can be told. A wave that has begun takes no more branches: put them in a new wave.',
  },
}
