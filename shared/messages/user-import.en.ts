import type { ImportColumn } from '../import-columns.ts'
import { countsIn } from './counts.ts'
import { sheetImport } from './sheet-import.en.ts'

const { number, plural } = countsIn('en')

const users = (n: number) => plural(n, { one: '1 user', other: `${number(n)} users` })

/** Manage User Accounts: many people at once, from a spreadsheet. */
export const userImport = {
  ...sheetImport,
  title: 'Import users',
  lead: 'Add or change people from a spreadsheet. You see every change before anything is saved.',
  exportAll: 'Download your users',
  exportHint: 'Change them in your spreadsheet, and import the file again.',
  columnsHint:
    'The first line names the columns: in English, French, or Spanish, in any order. A row is about the user with its username; if there is none, it is a new user. Columns that you leave out stay as they are; an empty cell clears what was there.',
  columns: {
    username: 'Username',
    email: 'E-mail',
    firstName: 'First name',
    lastName: 'Last name',
    title: 'Title',
    mobilePhone: 'Mobile phone',
    language: 'Language',
    description: 'Description',
    role: 'Permission type',
    location: 'Location',
    endsOn: 'End date',
  } satisfies Record<ImportColumn, string>,
  hints: {
    username: 'Required. It says whom the row is about.',
    email: 'Required for new users.',
    firstName: 'Optional.',
    lastName: 'Optional.',
    title: 'Optional.',
    mobilePhone: 'Optional.',
    language: 'English, French, or Spanish. If empty, it stays as it is.',
    description: 'Optional.',
    role: 'Required for new users. Someone with several permission types has a row for each.',
    location:
      'Required for new users: the location ID, the name, or a path such as “North › Coast”. Someone at several locations has a row for each.',
    endsOn: 'Optional: the first day on which the account is closed, such as 2026-12-31.',
  } satisfies Record<ImportColumn, string>,
  /** What else people call these columns. */
  otherHeadings: {
    username: ['user', 'user name', 'login', 'user id', 'account'],
    email: ['email', 'email address', 'e-mail address', 'mail'],
    firstName: ['given name', 'forename'],
    lastName: ['surname', 'family name'],
    title: ['job title', 'position'],
    mobilePhone: ['mobile', 'phone', 'phone number', 'mobile number', 'cell phone', 'telephone'],
    language: [],
    description: ['comment', 'note', 'notes'],
    role: ['group member', 'permission'],
    location: ['store', 'location id', 'location code', 'store number'],
    endsOn: ['ends on', 'end', 'expires', 'expiry date'],
  } as Record<ImportColumn, readonly string[]>,
  outcome: { all: 'All', add: 'New', change: 'Changed', same: 'No change', faulty: 'To correct' },
  help: 'How to import users',
  ignored: (headings: string) => `Not read: ${headings}`,
  perhaps: (heading: string, column: string) =>
    `“${heading}” was not read. Does it mean “${column}”? Then rename it.`,
  takenAway: (role: string, location: string) => `No longer ${role} at ${location}`,
  willAdd: (n: number) =>
    plural(n, { none: '', one: '1 user will be added.', other: `${number(n)} users will be added.` }),
  willChange: (n: number) =>
    plural(n, { none: '', one: '1 user will be changed.', other: `${number(n)} users will be changed.` }),
  sendWelcome: (n: number) =>
    plural(n, {
      one: 'Send the new user the welcome e-mail, which says how to sign in',
      other: `Send the ${number(n)} new users the welcome e-mail, which says how to sign in`,
    }),
  mailedOverDays: (most: number) =>
    `${number(most)} welcome e-mails go out on the first day, the others on the days after it.`,
  run: (n: number) => `Import ${users(n)}`,
  question: (n: number) =>
    plural(n, {
      one: 'Change 1 user with this import?',
      other: `Change ${number(n)} users with this import?`,
    }),
  consequences: {
    usersWithNewAddress: (n: number) =>
      plural(n, {
        one: '1 person gets another e-mail address. Someone who reads mail there can sign in as them.',
        other: `${number(n)} people get other e-mail addresses. Someone who reads mail there can sign in as them.`,
      }),
    usersWithOtherRoles: (n: number) =>
      plural(n, {
        one: '1 person gets another permission type or location.',
        other: `${number(n)} people get other permission types or locations.`,
      }),
    usersWithOtherEnd: (n: number) =>
      plural(n, {
        one: 'The end date of 1 account changes.',
        other: `The end dates of ${number(n)} accounts change.`,
      }),
    usersWithoutEnd: (n: number) =>
      plural(n, {
        one: '1 account no longer ends: its end date is removed.',
        other: `${number(n)} accounts no longer end: their end dates are removed.`,
      }),
    sessionsThatEnd: (n: number) =>
      plural(n, {
        one: '1 session ends: that person has to sign in again.',
        other: `${number(n)} sessions end: these people have to sign in again.`,
      }),
    linksThatEnd: (n: number) =>
      plural(n, {
        one: '1 link with Microsoft ends. The next sign-in with the new address makes it again.',
        other: `${number(n)} links with Microsoft end. The next sign-ins with the new addresses make them again.`,
      }),
    linksOfManagersThatEnd: (n: number) =>
      plural(n, {
        one: '1 manager’s link with Microsoft ends. This person keeps username and password, and can link the account with the new address in the account settings.',
        other: `${number(n)} managers’ links with Microsoft end. These people keep username and password, and can link the accounts with the new addresses in their account settings.`,
      }),
    linksOfPromotedThatEnd: (n: number) =>
      plural(n, {
        one: '1 person becomes a manager, and the link with Microsoft ends. From now on this person has username and password, and can link a Microsoft account again in the account settings.',
        other: `${number(n)} people become managers, and their links with Microsoft end. From now on these people have username and password, and can link a Microsoft account again in their account settings.`,
      }),
    passwordsThatEnd: (n: number) =>
      plural(n, {
        one: '1 password no longer works. That person gets an e-mail to set a new one.',
        other: `${number(n)} passwords no longer work. These people get an e-mail to set a new one.`,
      }),
    exceptionsThatEnd: (n: number) =>
      plural(n, {
        one: '1 exception from mandatory authentication ends.',
        other: `${number(n)} exceptions from mandatory authentication end.`,
      }),
  },
  obstacles: {
    last_manager: (lines: number) =>
      `This import would leave no one at the top who can manage the chain and its users and sign in with a password. Leave out ${plural(lines, { one: 'the row that is marked', other: `at least one of the ${number(lines)} rows that are marked` })}, or first make someone else a Chain and User Manager, and have them set a password.`,
    too_many_mails: (lines: number) =>
      `These people would each get an e-mail to set a new password, and your chain has sent too many e-mails today. Leave out some of the ${number(lines)} rows that make someone a manager, or import them tomorrow.`,
    too_many_changes: (_: number) =>
      'These are too many changes at once: for too long, no one at your chain could sign in while they are made. Divide the rows into several files.',
  },
  marked: {
    last_manager: 'Takes away a manager who is needed',
    too_many_mails: 'Needs an e-mail for a new password',
    too_many_changes: '',
  },
  progress: {
    adding: (done: number, of: number) => `Adding users: ${number(done)} of ${number(of)}`,
    changing: (done: number, of: number) => `Changing users: ${number(done)} of ${number(of)}`,
    mailing: (done: number, of: number) => `Preparing welcome e-mails: ${number(done)} of ${number(of)}`,
    recording: () => 'Writing the audit log…',
  },
  added: (n: number) =>
    plural(n, { none: '', one: '1 user was added.', other: `${number(n)} users were added.` }),
  changed: (n: number) =>
    plural(n, { none: '', one: '1 user was changed.', other: `${number(n)} users were changed.` }),
  mailed: 'The welcome e-mails are on their way.',
  whoWasAdded: 'Added',
  undo: 'Undo',
  undoHint:
    'For an hour you can undo this import here: accounts that were added and have not been used since are removed, and accounts that were changed get back what nothing else has changed since.',
  undoQuestion: 'Undo this import?',
  undoConsequences: {
    usersRemoved: (n: number) =>
      plural(n, {
        one: '1 user who was added is removed.',
        other: `${number(n)} users who were added are removed.`,
      }),
    usersRestored: (n: number) =>
      plural(n, {
        one: '1 user gets back what was changed.',
        other: `${number(n)} users get back what was changed.`,
      }),
    usersKept: (n: number) =>
      plural(n, {
        one: '1 user stays as they are now: used or changed since, or no longer yours to change.',
        other: `${number(n)} users stay as they are now: used or changed since, or no longer yours to change.`,
      }),
    mailsSent: (n: number) =>
      plural(n, {
        one: '1 e-mail to people who were added has already been sent.',
        other: `${number(n)} e-mails to people who were added have already been sent.`,
      }),
    passwordsLost: (n: number) =>
      plural(n, {
        one: '1 password that ended with the import does not come back.',
        other: `${number(n)} passwords that ended with the import do not come back.`,
      }),
    linksLost: (n: number) =>
      plural(n, {
        one: '1 link with Microsoft that ended with the import does not come back.',
        other: `${number(n)} links with Microsoft that ended with the import do not come back.`,
      }),
  },
  notBroughtBack: 'Undoing the import later does not bring back these passwords and links.',
  undone: (removed: number, restored: number) =>
    [
      plural(removed, {
        none: '',
        one: '1 user was removed.',
        other: `${number(removed)} users were removed.`,
      }),
      plural(restored, {
        none: '',
        one: '1 user has the former values again.',
        other: `${number(restored)} users have the former values again.`,
      }),
    ]
      .filter(Boolean)
      .join(' ') || 'Nothing was left to undo.',
  undoKept: (n: number, names: string) =>
    plural(n, {
      none: '',
      one: `1 user stays as they are: ${names}`,
      other: `${number(n)} users stay as they are: ${names}`,
    }),
  outOfReach: 'someone who is no longer yours to change',
  tooLate: 'This import can no longer be undone: it was made more than an hour ago.',
  notUndone: 'The import was not undone. Try again.',
  seeThem: 'Go to Manage User Accounts',
  changedMeanwhile: 'Users have changed while you were looking at this. The rows were checked again.',
  lost: 'The connection was lost, and whether everything was saved was not answered. The rows were checked again: below is what is still to be saved.',
  lostButSaved: 'The connection was lost for a moment, but everything was saved.',
  unknown:
    'The connection was lost, and it is not known whether everything was saved. Once it is back, import again: nothing is saved twice.',
  unreadable: {
    ...sheetImport.unreadable,
    no_columns: 'The first line of this file names no column Username, which says whom each row is about.',
    has_passwords:
      'This file has a column of passwords. People set their own password, by a link that they get by e-mail. Delete the column, and choose the file again.',
  },
}

export type UserImportMessages = typeof userImport
