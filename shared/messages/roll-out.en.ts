import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** The roll-out of mandatory authentication along the tree (R36). */
export const rollOut = {
  title: 'Roll-out',
  hint: 'Turn mandatory authentication on step by step: for each wave, choose branches and the day from which their users sign in with Microsoft only. Managers keep their passwords. If people are refused, TMAS pauses the wave by itself and tells you.',
  needsTenant: 'A roll-out needs a tenant ID. Save the Azure Tenant ID first.',
  plan: 'Plan a roll-out',
  change: 'Change the plan',
  remove: 'Remove the plan',
  removeTitle: 'Remove the roll-out?',
  removeHint: 'Users can sign in with username and password again in every branch where it has begun.',
  pause: 'Pause this wave',
  resume: 'Resume',
  resumeHint:
    'The roll-out is paused: passwords work again in the paused branches, and no further wave begins until you resume it.',
  pausedByItself: (count: number) =>
    plural(count, {
      one: 'TMAS paused it by itself, because one person could not sign in with Microsoft:',
      other: `TMAS paused it by itself, because ${number(count)} people could not sign in with Microsoft:`,
    }),
  states: { planned: 'Planned', running: 'On', paused: 'Paused', done: 'On in every wave' },
  branches: 'Branches',
  startsOn: 'From',
  state: 'State',
  people: 'Users',
  ready: (linked: number, affected: number) =>
    `${number(linked)} of ${number(affected)} have signed in with Microsoft`,
  neverTried: (count: number) =>
    plural(count, { one: '1 has never tried', other: `${number(count)} have never tried` }),
  refused: (count: number) =>
    plural(count, { one: '1 was refused last time', other: `${number(count)} were refused last time` }),
  nobody: 'No users below the manager levels',
  notReady: (count: number) =>
    plural(count, {
      one: 'Show the one who is not ready',
      other: `Show the ${number(count)} who are not ready`,
    }),
  more: (count: number) => `and ${number(count)} more`,
  timeZone: 'Time zone',
  timeZoneHint: 'A wave begins at midnight there.',
  wave: (position: number) => `Wave ${number(position)}`,
  noticeDays: 'Notice by e-mail, days before',
  addWave: 'Add a wave',
  removeWave: (position: number) => `Remove wave ${number(position)}`,
  waves: 'Waves',
  faults: {
    no_branch: () => 'Choose at least one branch.',
    not_in_chain: (branch: string | undefined, chain: string) =>
      branch ? `${branch} is not in ${chain}.` : 'This branch does not exist.',
    twice: (branch: string | undefined) => `${branch ?? 'This branch'} is in the plan already.`,
    same_day: () => 'Another wave has the same day. Put their branches into one wave.',
    too_early: () =>
      'A wave starts tomorrow at the earliest, so that people can be told. One that has begun takes no further branches.',
  },
}
