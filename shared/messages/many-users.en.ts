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
  tooManyManagers: (n: number) => `At most ${number(n)} users can be made managers at once. Select fewer.`,
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
    move: 'Move to a location',
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
      return location
        ? `Give ${people} the ${role} permission type on ${location}?`
        : `Give ${people} the ${role} permission type?`
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
    give_role:
      'Undo gives back the permission types; ended sessions, removed links, exceptions and replaced passwords do not come back.',
    move: 'They keep their permission type. Undo gives back the location; ended sessions, removed links, exceptions and replaced passwords do not come back.',
  },
  chooseRole: 'Give a permission type',
  chooseLocation: 'Move to a location',
  where: 'Where',
  whereTheyAre: 'At each person’s current location, replacing what they hold there',
  onLocation: 'At one location, in addition to what they hold elsewhere',
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
  links: (n: number) =>
    plural(n, {
      none: '',
      one: `1 link with Microsoft is removed.`,
      other: `${number(n)} links with Microsoft are removed.`,
    }),
  passwords: (n: number) =>
    plural(n, {
      none: '',
      one: `1 password is replaced: the person is sent a link to set a new one.`,
      other: `${number(n)} passwords are replaced: each person is sent a link to set a new one.`,
    }),
  exceptions: (n: number) =>
    plural(n, {
      none: '',
      one: `1 password exception ends.`,
      other: `${number(n)} password exceptions end.`,
    }),
  leftOut: 'Left as they are',
  unchanged: {
    disable: (n: number) =>
      plural(n, { one: '1 is disabled already.', other: `${number(n)} are disabled already.` }),
    enable: (n: number) =>
      plural(n, { one: '1 is enabled already.', other: `${number(n)} are enabled already.` }),
    sign_out: (n: number) =>
      plural(n, { one: '1 is not signed in.', other: `${number(n)} are not signed in.` }),
    mail_welcome: (n: number) =>
      plural(n, { one: `1 has signed in before.`, other: `${number(n)} have signed in before.` }),
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
    role_too_high: (n: number) =>
      plural(n, {
        one: `You cannot give 1 of them this permission type where they are.`,
        other: `You cannot give ${number(n)} of them this permission type where they are.`,
      }),
    last_manager: (n: number) =>
      plural(n, {
        one: `1 cannot be changed: no manager who can sign in with a password would be left at the top.`,
        other: `${number(n)} cannot be changed: no manager who can sign in with a password would be left at the top.`,
      }),
    several_locations: (n: number) =>
      plural(n, {
        one: `1 has several locations. Move this user on their own page.`,
        other: `${number(n)} have several locations. Move each of them on their own page.`,
      }),
    no_location: (n: number) =>
      plural(n, { one: `1 has no location.`, other: `${number(n)} have no location.` }),
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
        one: `1 has been sent too many e-mails today, or your organization has sent too many.`,
        other: `${number(n)} have been sent too many e-mails today, or your organization has sent too many.`,
      }),
    changed_meanwhile: (n: number) =>
      plural(n, {
        one: '1 was changed by someone else meanwhile.',
        other: `${number(n)} were changed by someone else meanwhile.`,
      }),
    not_found: (n: number) =>
      plural(n, { one: '1 no longer exists.', other: `${number(n)} no longer exist.` }),
    other: (n: number) =>
      plural(n, {
        one: `Something went wrong for 1 user.`,
        other: `Something went wrong for ${number(n)} users.`,
      }),
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
      one: `The connection failed. It is not known whether this was done for 1 user.`,
      other: `The connection failed. It is not known whether this was done for ${number(n)} users.`,
    }),
  notReached: (n: number) =>
    plural(n, {
      one: `TMAS could not do this for 1 user, who was not changed.`,
      other: `TMAS could not do this for ${number(n)} users, who were not changed.`,
    }),
  failed: {
    forbidden: 'Your permission type does not allow this.',
    not_found: 'The location no longer exists.',
    throttled: 'There were too many requests. Try again later.',
    other: 'The request failed.',
  },
  /** What *Undo* cannot take back. */
  undoUnknown: (n: number) =>
    plural(n, {
      one: `Undo does not include 1 user of whom it was not known whether it was done.`,
      other: `Undo does not include ${number(n)} users of whom it was not known whether it was done.`,
    }),
  undoWithout: (n: number) =>
    plural(n, {
      one: `Undo does not include 1 user who had no location before:`,
      other: `Undo does not include ${number(n)} users who had no location before:`,
    }),
  goOn: 'Continue with the rest',
  notDone: (n: number) =>
    plural(n, { one: '1 user was left out', other: `${number(n)} users were left out` }),
  help: 'How this works',
  undo: 'Undo',
}
