import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** Manage User Accounts: one thing done to many users at once. */
export const manyUsers = {
  select: (name: string) => `Select ${name}`,
  selectPage: 'Select all on this page',
  selected: (n: number) =>
    plural(n, { none: '', one: '1 user selected', other: `${number(n)} users selected` }),
  selectAll: (n: number) => `Select all ${number(n)} that match`,
  tooMany: (n: number) => `At most ${number(n)} users can be selected at once. Filter the list first.`,
  bar: 'Selected users',
  clear: 'Clear selection',
  more: 'More',
  actions: 'Actions',
  back: 'Back',
  close: 'Close',
  action: {
    disable: 'Disable',
    enable: 'Enable',
    sign_out: 'Sign out',
    mail_welcome: 'Send welcome e-mail',
    unlink: 'Unlink from Microsoft',
    give_role: 'Give a permission type',
    move: 'Move',
  },
  title: {
    disable: (n: number) => plural(n, { one: 'Disable 1 user?', other: `Disable ${number(n)} users?` }),
    enable: (n: number) => plural(n, { one: 'Enable 1 user?', other: `Enable ${number(n)} users?` }),
    sign_out: (n: number) => plural(n, { one: 'Sign 1 user out?', other: `Sign ${number(n)} users out?` }),
    mail_welcome: (n: number) =>
      plural(n, {
        one: 'Send 1 user the welcome e-mail?',
        other: `Send ${number(n)} users the welcome e-mail?`,
      }),
    unlink: (n: number) =>
      plural(n, {
        one: 'Unlink 1 user from Microsoft?',
        other: `Unlink ${number(n)} users from Microsoft?`,
      }),
    give_role: (n: number, role: string, location: string) => {
      const people = plural(n, { one: '1 user', other: `${number(n)} users` })
      return location ? `Make ${people} ${role} on ${location}?` : `Make ${people} ${role}?`
    },
    move: (n: number, location: string) =>
      plural(n, { one: `Move 1 user to ${location}?`, other: `Move ${number(n)} users to ${location}?` }),
  },
  /** What it means for them, and whether there is a way back. */
  hint: {
    disable:
      'They cannot sign in until you enable them again. You can undo this; sessions that end stay ended.',
    enable: 'They can sign in again. You can undo this.',
    sign_out:
      'Every API key that they have created is revoked, too. They can sign in again. Signing out can’t be undone.',
    mail_welcome: 'It says how to sign in. An e-mail can’t be taken back.',
    unlink:
      'The next sign-in with their address makes a new link: check with IT first that the addresses are still theirs. Unlinking can’t be undone.',
    give_role: 'You can undo this; sessions that end stay ended.',
    move: 'They keep their permission type. You can undo this; sessions that end stay ended.',
  },
  chooseRole: 'Give a permission type',
  chooseLocation: 'Move to a location',
  where: 'Where',
  whereTheyAre: 'Where each of them is now, instead of what they hold there',
  onLocation: 'On one location, in addition to what they hold elsewhere',
  next: 'Continue',
  checking: 'Checking what this would do',
  checkFailed: 'This could not be checked. Nothing was changed.',
  retry: 'Try again',
  /** After the first names. */
  andMore: (n: number) => plural(n, { one: '1 more', other: `${number(n)} more` }),
  sessions: (n: number) =>
    plural(n, {
      none: '',
      one: '1 open session ends at once.',
      other: `${number(n)} open sessions end at once.`,
    }),
  apiKeys: (n: number) =>
    plural(n, { none: '', one: '1 API key is revoked.', other: `${number(n)} API keys are revoked.` }),
  managers: (n: number) =>
    plural(n, { none: '', one: '1 of them is a manager.', other: `${number(n)} of them are managers.` }),
  leftOut: 'Left as they are',
  unchanged: {
    disable: (n: number) =>
      plural(n, { one: '1 is disabled already.', other: `${number(n)} are disabled already.` }),
    enable: (n: number) =>
      plural(n, { one: '1 is enabled already.', other: `${number(n)} are enabled already.` }),
    sign_out: (n: number) =>
      plural(n, { one: '1 is not signed in.', other: `${number(n)} are not signed in.` }),
    mail_welcome: (n: number) =>
      plural(n, { one: '1 needs no e-mail.', other: `${number(n)} need no e-mail.` }),
    unlink: (n: number) => plural(n, { one: '1 is not linked.', other: `${number(n)} are not linked.` }),
    give_role: (n: number) =>
      plural(n, {
        one: '1 has this permission type already.',
        other: `${number(n)} have this permission type already.`,
      }),
    move: (n: number) => plural(n, { one: '1 is there already.', other: `${number(n)} are there already.` }),
  },
  /** Why some are left out, counted; and after a name, why it was not done. */
  refused: {
    self: (_: number) => 'Your own account: someone else has to do this.',
    forbidden: (n: number) =>
      plural(n, {
        one: '1 is above your permission type or outside your locations.',
        other: `${number(n)} are above your permission type or outside your locations.`,
      }),
    last_manager: (n: number) =>
      plural(n, {
        one: '1 is the last manager at the top who can sign in with a password.',
        other: `${number(n)} are the last managers at the top who can sign in with a password.`,
      }),
    several_locations: (n: number) =>
      plural(n, {
        one: '1 has several locations: move them on their own page.',
        other: `${number(n)} have several locations: move each on their own page.`,
      }),
    invalid_request: (n: number) =>
      plural(n, {
        one: '1 has a permission type, or would get one, that can only be held on a chain.',
        other: `${number(n)} have a permission type, or would get one, that can only be held on a chain.`,
      }),
    account_disabled: (n: number) =>
      plural(n, {
        one: '1 is disabled, or their account has ended.',
        other: `${number(n)} are disabled, or their accounts have ended.`,
      }),
    too_many_mails: (n: number) =>
      plural(n, {
        one: '1 has had too many e-mails today, or the company has sent too many.',
        other: `${number(n)} have had too many e-mails today, or the company has sent too many.`,
      }),
    changed_meanwhile: (n: number) =>
      plural(n, {
        one: '1 was changed by someone else meanwhile.',
        other: `${number(n)} were changed by someone else meanwhile.`,
      }),
    not_found: (n: number) =>
      plural(n, { one: '1 no longer exists.', other: `${number(n)} no longer exist.` }),
    other: (n: number) =>
      plural(n, { one: 'With 1 something went wrong.', other: `With ${number(n)} something went wrong.` }),
  },
  nothing: 'Nothing would change',
  running: 'Working',
  progress: (done: number, total: number) => `${number(done)} of ${number(total)}`,
  stop: 'Stop',
  stopping: 'Stopping',
  done: {
    disable: (n: number) =>
      plural(n, { one: '1 user was disabled.', other: `${number(n)} users were disabled.` }),
    enable: (n: number) =>
      plural(n, { one: '1 user was enabled.', other: `${number(n)} users were enabled.` }),
    sign_out: (n: number) =>
      plural(n, { one: '1 user was signed out.', other: `${number(n)} users were signed out.` }),
    mail_welcome: (n: number) =>
      plural(n, { one: '1 e-mail is on its way.', other: `${number(n)} e-mails are on their way.` }),
    unlink: (n: number) =>
      plural(n, {
        one: '1 user was unlinked from Microsoft.',
        other: `${number(n)} users were unlinked from Microsoft.`,
      }),
    give_role: (n: number) =>
      plural(n, {
        one: '1 user was given the permission type.',
        other: `${number(n)} users were given the permission type.`,
      }),
    move: (n: number) => plural(n, { one: '1 user was moved.', other: `${number(n)} users were moved.` }),
    undo: (n: number) => plural(n, { one: 'Undone for 1 user.', other: `Undone for ${number(n)} users.` }),
  },
  stopped: (n: number) =>
    plural(n, {
      one: 'Stopped: 1 user was left as they were.',
      other: `Stopped: ${number(n)} users were left as they were.`,
    }),
  brokenOff: (n: number) =>
    plural(n, {
      one: 'The connection failed. With 1 user it is not known whether it was done.',
      other: `The connection failed. With ${number(n)} users it is not known whether it was done.`,
    }),
  goOn: 'Continue with them',
  notDone: (n: number) =>
    plural(n, { one: '1 user was left out', other: `${number(n)} users were left out` }),
  help: 'How this works',
  undo: 'Undo',
}
