import { mostMemberships } from '../permissions.ts'
import type { FieldFault } from '../user-fields.ts'
import type { OddCharacter } from '../usernames.ts'
import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

type Faults = Record<FieldFault | 'twice_on_one_location', string>

/** Administration > Manage User Accounts. */
export const users = {
  count: (n: number) => plural(n, { one: '1 user', other: `${number(n)} users` }),
  range: (from: number, to: number, total: number) => `${number(from)} to ${number(to)} of ${number(total)}`,
  alone:
    'You are the only one so far. Add people one by one, or import a file. Each person gets an e-mail that says how to sign in.',
  none: 'No users match.',
  columns: {
    username: 'Username',
    name: 'Name',
    email: 'E-mail',
    role: 'Permission type',
    chain: 'Chain',
    status: 'Status',
    lastSignIn: 'Last sign-in',
    link: 'Microsoft link',
    actions: 'Actions',
  },
  status: { enabled: 'Enabled', disabled: 'Disabled' },
  endsOn: (day: string) => `Ends on ${day}`,
  endedOn: (day: string) => `Ended on ${day}`,
  ends: { within_30_days: 'Ends within 30 days', ended: 'Has ended' },
  never: 'Never',
  linked: 'Linked',
  neverTried: 'Not linked, never tried',
  refusedLast: 'Not linked, refused last time',
  notLinked: 'Not linked',
  search: 'Search',
  searchHint: 'Start of a username, name or e-mail',
  location: 'With access to',
  includeBelow: 'Including those below it',
  role: 'Permission type',
  perPage: 'Users per page',
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  add: 'Add a user',
  import_: 'Import',
  export_: 'Export',
  edit: 'Edit',
  editUser: (name: string) => `Edit ${name}`,
  actionsOn: (name: string) => `Actions for ${name}`,
  enable: 'Enable',
  disable: 'Disable',
  remove: 'Delete',
  unlink: 'Unlink from Microsoft',
  signOutEverywhere: 'Sign out everywhere',
  cancel: 'Cancel',
  save: 'Save',
  saved: (name: string) => `${name} was saved.`,
  added: (name: string) => `${name} was added. No welcome e-mail was sent.`,
  addedAndMailed: (name: string, address: string) =>
    `${name} was added. The welcome e-mail is on its way to ${address}.`,
  done: {
    enable: (name: string) => `${name} can sign in again.`,
    disable: (name: string, sessions: number) =>
      plural(sessions, {
        none: `${name} was disabled.`,
        one: `${name} was disabled. 1 session ended.`,
        other: `${name} was disabled. ${number(sessions)} sessions ended.`,
      }),
    remove: (name: string) => `${name} was deleted.`,
    unlink: (name: string) => `${name} was unlinked from Microsoft.`,
    signOut: (name: string, { sessions, apiKeys }: { sessions: number; apiKeys: number }) =>
      [
        plural(sessions, {
          none: `${name} was not signed in.`,
          one: `${name} was signed out: 1 session ended.`,
          other: `${name} was signed out: ${number(sessions)} sessions ended.`,
        }),
        plural(apiKeys, {
          none: '',
          one: '1 API key was revoked.',
          other: `${number(apiKeys)} API keys were revoked.`,
        }),
      ]
        .join(' ')
        .trim(),
  },
  confirm: {
    disable: (name: string) => `Disable ${name}?`,
    disableHint:
      'All of this user’s sessions end at once, and they cannot sign in until you enable them again.',
    remove: (name: string) => `Delete ${name}?`,
    removeHint:
      'This deletes the user, with their permission types and their Microsoft link. It can’t be undone. What they did stays in the records.',
    unlink: (name: string) => `Unlink ${name} from Microsoft?`,
    unlinkHint:
      'Sessions opened with Microsoft end at once. The next sign-in with this user’s address makes a new link: check with IT first that the address is still theirs.',
    signOut: (name: string) => `Sign ${name} out everywhere?`,
    signOutHint:
      'All of this user’s sessions end at once, and every API key that they have created is revoked. They can sign in again. To prevent that, disable them.',
  },
  /** The page of one user. */
  page: {
    canTheySignIn: 'Can this person sign in?',
    facts: 'About this person',
    showForm: 'Show the form',
    history: 'History',
    allSignIns: 'All sign-ins of this person',
    kinds: {
      all: 'Everything',
      sign_in: 'Sign-ins',
      session: 'Sessions',
      change: 'Changes',
      mail: 'E-mails',
    },
    nothing: 'Nothing yet.',
    more: 'Show more',
    openSignIn: (reference: string) => `Open the sign-in ${reference}`,
    sessions: 'Signed in on',
    noSessions: 'Not signed in anywhere.',
    signOutHint: 'Ends every session at once and revokes their API keys. They can sign in again.',
    noMails: 'No e-mails yet.',
    pendingEmail: 'New e-mail, not confirmed yet',
    linkedAt: 'Linked',
    lastUsedAt: 'Last used',
  },
  personData: {
    title: 'Personal data',
    hint: 'If this person asks for their data, or asks to be erased.',
    download: 'Download their data',
    erase: 'Erase this person',
    eraseTitle: (name: string) => `Erase ${name}?`,
    eraseHint:
      'This deletes the user, their sign-ins and the e-mails to them, and takes their name and addresses out of the audit log. What happened stays on record, without them. It can’t be undone.',
    typeUsername: (username: string) => `To confirm, type the username: ${username}`,
    otherUsername: 'This is not the username.',
    failed: {
      last_manager:
        'This is the last person who can manage your company here. Give someone else the same permission first.',
      forbidden: 'Your permission type does not allow this.',
      not_found: 'This user no longer exists.',
      other: 'Nothing was erased. Try again.',
    },
  },
  mailing: {
    resetPassword: 'Reset password',
    mail: 'Send e-mail',
    resetPasswordTitle: (name: string) => `E-mail ${name} a link to set a new password?`,
    resetPasswordHint:
      'The link works once, for one hour. The current password keeps working until a new one is set.',
    mailTitle: (name: string) => `E-mail to ${name}`,
    mailHint: 'Leave both empty to send the welcome e-mail again.',
    subject: 'Subject',
    message: 'Message',
    send: 'Send',
    sent: (email: string) =>
      `An e-mail to ${email} is on its way. The history on the user’s page shows whether it has been sent.`,
    failed: {
      forbidden: 'Your permission type does not allow this.',
      not_found: 'This user no longer exists.',
      account_disabled:
        'This user is disabled, or their account has ended. Enable the user or change the date first.',
      microsoft_required: 'This user signs in with Microsoft only, so there is no password to set.',
      too_many_mails:
        'Too many e-mails were sent today, to this user or to all users together. Try again later.',
      not_welcomed:
        'TMAS has not written to this address yet. Send the welcome e-mail first: leave subject and message empty.',
      invalid_request:
        'This cannot be sent: it contains a link, an e-mail address, or characters that are not allowed in an e-mail.',
      other: 'The e-mail could not be sent. Try again.',
    },
  },
  form: {
    account: 'Account information',
    person: 'User information',
    membership: 'Membership',
    username: 'Username',
    email: 'E-mail',
    emailHint: 'Exactly the address that this person uses to sign in to Microsoft.',
    language: 'Language',
    browsersLanguage: 'Their browser’s language',
    languageHint: (mails: string) =>
      `No language has been chosen. Pages follow their browser, and e-mails start in ${mails}.`,
    description: 'Description',
    enabled: 'Enabled',
    endsOn: 'End date',
    endsOnHint:
      'From this day on (UTC), this person can no longer sign in. Leave it empty if the account has no end date.',
    endsOnHelp: 'How end dates work',
    sendWelcome: 'Send welcome e-mail',
    firstName: 'First name',
    lastName: 'Last name',
    title: 'Title',
    mobilePhone: 'Mobile phone',
    location: 'Location',
    role: 'Permission type',
    addLocation: 'Add a location',
    removeLocation: (name: string) => `Remove ${name}`,
    noLocation: 'Choose a location.',
    own: 'Your own permission type, location and status can only be changed by someone else.',
    notYours:
      'This user has a permission type above yours, or access outside your branch. You cannot change them.',
    emailEndsLink: 'Changing the address removes the link to the Microsoft account.',
    matrix: 'Who may do what',
    allowed: 'Allowed',
    notAllowed: 'Not allowed',
    right: 'Right',
  },
  rights: {
    'location.read': 'View locations',
    'location.change': 'Manage locations',
    'settings.change': 'Change Advanced settings',
    'user.read': 'View users',
    'user.change': 'Manage users',
    'records.read': 'View sign-ins and the audit log',
    'api-key.change': 'Manage API keys',
    'device.change': 'Mark shared computers',
    'user.erase': 'Export and erase the data of users',
    'consent-kit.send': 'Send the consent kit to the company’s IT',
  },
  address: {
    duplicate: 'Another user of this customer has this address.',
    lookAlike: (email: string, username: string) =>
      `Is this a different person from ${username}, whose address is ${email}?`,
    newDomain: (domain: string) => `No user here has an address at ${domain} yet. Is it spelled correctly?`,
  },
  failed: {
    proof_required: 'Nothing was changed, because you didn’t confirm that it’s you.',
    forbidden: 'Your permission type does not allow this.',
    not_found: 'This user no longer exists.',
    last_manager:
      'This would leave no one at the top who can manage the chain and its users and sign in with a password. First make someone else a Chain and User Manager, and have them set a password.',
    too_many_mails:
      'Nothing was done, because too many e-mails were sent today: at most 10 a day to one address, and 5,000 to addresses that have not been linked with Microsoft. Try again later, or without an e-mail.',
    too_many_taken_names:
      'Too many usernames were already taken. TMAS says so only a limited number of times a day, so that no one can list the usernames of other companies. Try again later; a username that starts with your company’s name is rarely taken.',
    other: 'Something went wrong, and this was not saved. Try again.',
  },
  oddCharacter: {
    invisible_character: ({ code, place }: OddCharacter) =>
      `Character ${number(place)} (${code}) cannot be seen. Delete it, or type the text instead of pasting it.`,
    mixed_scripts: ({ character, code, place }: OddCharacter) =>
      `Character ${number(place)}, “${character}” (${code}), is from another script than the rest of the word, or from one that isn’t in use today. Enter each word in one script.`,
  },
  faults: {
    missing: 'This is required.',
    too_long: 'This is too long.',
    invisible_character: 'This contains a character that cannot be seen.',
    mixed_scripts:
      'This mixes scripts in one word, such as Latin and Cyrillic letters. Enter each word in one script.',
    not_own_address: 'A username contains no @, unless it is exactly this user’s e-mail address.',
    not_an_address: 'This is not an e-mail address such as ada@north.example.',
    not_a_language: 'The languages are English, French and Spanish.',
    not_a_day: 'This is not a date such as 2026-12-31.',
    not_a_role:
      'This is not a permission type: Chain and User Manager, Chain Manager, User Manager, Location Manager, or Viewer.',
    link: 'This contains a link. Enter it without the link.',
    not_text: 'This contains characters that cannot be saved.',
    no_such_location: 'This location does not exist.',
    needs_a_chain: 'This permission type can only be given on a chain.',
    beyond_your_role: 'You cannot give this permission type there.',
    username_taken: 'This username, or one that looks like it, is taken. Choose another.',
    email_taken: 'Another user of this customer has this address.',
    not_checked:
      'This was not checked, because too many usernames were taken. Correct the others, and check the file again later.',
    twice_in_file: 'This appears twice in the file.',
    too_many_roles: `A user has permission types on at most ${number(mostMemberships)} locations.`,
    twice_on_one_location: 'A user has only one permission type on a location.',
    formula: 'This starts like a spreadsheet formula.',
    scientific:
      'The spreadsheet has shortened this number. Format its column as text, and enter the number again.',
    damaged: 'This was damaged in the spreadsheet. Enter it again.',
    several_locations:
      'Several locations have this name. Enter the path, such as “North › Coast”, or the location ID.',
    yourself:
      'No one changes this of their own account in an import. Your address is changed under My account, everything else by another manager.',
    beyond_your_reach:
      'You cannot change this user: they hold something above your permission type or outside your locations.',
    surplus_cells:
      'This row has more cells than the first line has columns. Put any text that contains the separator in quotation marks.',
    broken_quotes:
      'From this row on, the quotation marks do not match. Check that each cell opened with one is also closed with one.',
  } satisfies Faults as Faults,
}

export type UserMessages = typeof users
