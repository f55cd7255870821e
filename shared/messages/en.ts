import type { PasswordFault } from '../passwords.ts'
import type { WhoMustAct } from '../refusals.ts'
import { advancedSettings } from './advanced-settings.en.ts'
import { apiKeys } from './api-keys.en.ts'
import { audit } from './audit.en.ts'
import { connect } from './connect.en.ts'
import { consentKit } from './consent-kit.en.ts'
import { correctAddress } from './correct-address.en.ts'
import { countsIn } from './counts.ts'
import { disturbance } from './disturbance.en.ts'
import { explain } from './explain.en.ts'
import { explainPerson } from './explain-person.en.ts'
import { faults } from './faults.en.ts'
import { find } from './find.en.ts'
import type { FirstMessages } from './first.en.ts'
import { help } from './help.en.ts'
import { locationImport } from './location-import.en.ts'
import { manyUsers } from './many-users.en.ts'
import { meanwhile } from './meanwhile.en.ts'
import { ownAddress } from './own-address.en.ts'
import { proof } from './proof.en.ts'
import { refusalWords } from './refusals.en.ts'
import { renewal } from './renewal.en.ts'
import { returned } from './returned.en.ts'
import { rollOut } from './roll-out.en.ts'
import { safeguards } from './safeguards.en.ts'
import { secondFactor } from './second-factor.en.ts'
import { setup } from './setup.en.ts'
import { sharedComputers } from './shared-computers.en.ts'
import { signIns } from './sign-ins.en.ts'
import { userImport } from './user-import.en.ts'
import { users } from './users.en.ts'
import { wasThisYou } from './was-this-you.en.ts'

const { number, plural } = countsIn('en')

/**
 * The source of the messages, all but the first (`first.en.ts`): the other languages have the same shape, or do not
 * compile.
 */
export const en = {
  home: {
    sessionEnded: 'Your session has ended.',
    leftWithMicrosoft:
      'Your chain now signs in with Microsoft only, so your session has ended. Press “Sign in with Microsoft” and use your work or school account.',
  },
  signIn: {
    title: 'Sign in',
    username: 'Username',
    password: 'Password',
    submit: 'Sign in',
    or: 'or',
    microsoftHint: 'Use your work or school account, with the e\u2011mail address that TMAS has for you.',
    language: 'Language',
    lastTime: (loginId: string) => `Last time you signed in here as ${loginId}.`,
    workAddress: 'Your work e\u2011mail address (optional)',
    workAddressHint: 'If Microsoft stops you, your manager can then see why.',
    signedOut: 'You are signed out.',
    microsoftStays: 'You may still be signed in to Microsoft in this browser.',
  },
  refused: {
    title: 'You are not signed in',
    whoMustAct: 'Who needs to act',
    whatToDo: 'What to do',
    usedAccount: (loginId: string) => `You signed in to Microsoft as ${loginId}.`,
    tryAgain: 'Try again',
    otherAccount: 'Use another Microsoft account',
    actors: {
      person: 'You',
      manager: 'Your TMAS manager',
      it: 'Your company’s IT administrator',
      operator: 'TMAS support',
    } satisfies Record<WhoMustAct, string>,
  },
  popup: {
    waiting: 'Waiting for the Microsoft window…',
    waitingHint: 'Complete the sign-in there. Can’t see the window, or closed it?',
    openAgain: 'Open it again',
    continueHere: 'Continue in this window',
    cancel: 'Cancel',
    done: 'You are signed in',
    doneHint: 'You can close this window.',
    continueToTmas: 'Continue to TMAS',
    failed: 'You are not signed in',
    failedHint: 'The reason is shown in the TMAS window. You can close this one.',
    showReasonHere: 'Show the reason here',
  },
  choose: {
    title: 'Where do you want to sign in?',
    hint: (loginId: string | null) =>
      `${loginId === null ? 'This Microsoft account' : `The Microsoft account ${loginId}`} has access to several TMAS customers.`,
    oneHint: (loginId: string | null) =>
      `${loginId === null ? 'This Microsoft account' : `The Microsoft account ${loginId}`} is a user of another TMAS customer.`,
    endsSession: (name: string) =>
      `In this browser you are signed in at ${name}. If you continue, you are signed out there.`,
  },
  consentVisit: {
    grantedTitle: 'Consent has been given',
    grantedText:
      'According to Microsoft, an administrator has accepted TMAS for the organization. People whom TMAS knows can sign in now, and no one is asked again.',
    check: 'Sign in to check it',
    checkHint:
      'TMAS relies only on a sign-in, not on this address. The first one through your organization marks the step as done for your TMAS manager.',
    help: 'How a chain is connected',
    refusedTitle: 'Consent has not been given',
    refusedText:
      'Nothing was changed in TMAS. An administrator can try again in the Microsoft Entra admin center.',
    explain: 'Explain a Microsoft error',
  },
  confirmSession: {
    title: 'Microsoft asks you to confirm that it is you',
    why: 'From time to time, TMAS checks with Microsoft that your account is still active. This time Microsoft needs you, for example to sign in again or to approve a request on your phone. After that, you continue where you were.',
    account: (loginId: string) => `Continue with ${loginId}. No other account can confirm this session.`,
    go: 'Continue with Microsoft',
  },
  confirmStart: {
    title: (name: string) => `Sign in at ${name}?`,
    hint: (name: string) =>
      `A link outside TMAS leads to the sign-in of ${name}. Continue only if you meant to sign in there.`,
    go: 'Continue',
    back: 'Go to the sign-in page',
  },
  problem: {
    notFoundTitle: 'This page does not exist',
    notFoundHint: 'The address may be mistyped, or the page may have moved.',
    unavailableTitle: 'TMAS is currently unavailable',
    unavailableHint: 'Nothing was lost. Wait a moment and reload the page.',
    badRequestTitle: 'This address is incomplete',
    badRequestHint: 'Start again from the sign-in page.',
    tooLargeHint: 'What your browser sent is too large. Start again from the sign-in page.',
    forbiddenTitle: 'This request was not accepted',
    forbiddenHint: 'It did not come from a page of TMAS. Start again from the sign-in page.',
    backToSignIn: 'Go to the sign-in page',
  },
  locations: {
    administration: 'Administration',
    tree: 'Locations',
    search: 'Search locations',
    noMatch: 'No locations match.',
    all: 'All locations',
    count: (n: number) => plural(n, { one: '1 location', other: `${number(n)} locations` }),
    more: 'Show more',
    general: 'General',
    contact: 'Contact',
    advanced: 'Advanced',
    name: 'Name',
    code: 'Location ID',
    codeHint:
      'Your own number or short name for it, such as 117. User imports refer to locations by this ID.',
    onlyTheChain:
      'So far there is only your chain. Open it to add its stores. If you need regions or districts, add them first and put the stores in them.',
    type: 'Type',
    country: 'Country',
    region: 'State',
    contactEmail: 'E-mail',
    contactPhone: 'Phone',
    add: 'Add a location',
    addUnder: (name: string) => `Add a location under ${name}`,
    users: 'Show users',
    move: 'Move',
    moveTitle: (name: string) => `Move ${name}`,
    moveTo: 'New parent location',
    dragHint: 'Drag a location to its new parent, or cut it with Ctrl X and paste it with Ctrl V.',
    pickedUp: (name: string) => `${name} is cut. Go to its new parent and press Ctrl V. Escape puts it back.`,
    putUnder: (name: string, parent: string) => `${name} can be moved to ${parent}.`,
    notUnder: (name: string, parent: string) => `${name} can’t be moved to ${parent}.`,
    addAnother: 'Save and add another',
    path: 'Path',
    moveHint: 'Everything below it moves with it.',
    remove: 'Delete',
    removeTitle: (name: string) => `Delete ${name}?`,
    removeHint: 'Only an empty location can be deleted. This can’t be undone.',
    save: 'Save',
    added: (name: string) => `${name} was added.`,
    moved: (name: string) => `${name} was moved.`,
    removed: (name: string) => `${name} was deleted.`,
    saved: 'Saved.',
    cancel: 'Cancel',
    carryOut: 'Confirm',
    confirmTitle: 'Confirm this change',
    questions: {
      move: (name: string, parent: string) => `Move ${name} to ${parent}?`,
      changeTenant: (chain: string) => `Change the tenant ID of ${chain}?`,
      removeTenant: (chain: string) => `Remove the tenant ID of ${chain}?`,
      mandatoryOn: (chain: string) => `Turn on mandatory authentication for ${chain}?`,
      mandatoryOff: (chain: string) => `Turn off mandatory authentication for ${chain}?`,
      factorRequired: (chain: string) => `Require a second factor of the managers of ${chain}?`,
      factorNotRequired: (chain: string) => `Change when the managers of ${chain} need a second factor?`,
      settings: (chain: string) => `Change the settings of ${chain}?`,
    },
    consequences: {
      locations: (n: number) =>
        plural(n, { one: '1 location will move.', other: `${number(n)} locations will move.` }),
      usersWhoseDoorsChange: (n: number) =>
        plural(n, {
          one: '1 user will sign in a different way.',
          other: `${number(n)} users will sign in a different way.`,
        }),
      usersGainingAccess: (n: number) =>
        plural(n, { one: '1 user will gain access.', other: `${number(n)} users will gain access.` }),
      usersLosingAccess: (n: number) =>
        plural(n, { one: '1 user will lose access.', other: `${number(n)} users will lose access.` }),
      sessionsThatEnd: (n: number) =>
        plural(n, { one: '1 open session will end.', other: `${number(n)} open sessions will end.` }),
      linkedUsers: (n: number) =>
        plural(n, {
          one: '1 user is linked to an account in the current tenant. The link stays on record but no longer gives access.',
          other: `${number(n)} users are linked to accounts in the current tenant. The links stay on record but no longer give access.`,
        }),
      usersWithoutPassword: (n: number) =>
        plural(n, {
          one: '1 user has no password and could not sign in at all.',
          other: `${number(n)} users have no password and could not sign in at all.`,
        }),
      usersWithMicrosoftOnly: (n: number) =>
        plural(n, {
          one: '1 user will be able to sign in with Microsoft only.',
          other: `${number(n)} users will be able to sign in with Microsoft only.`,
        }),
      usersReady: (n: number) =>
        plural(n, {
          none: 'None of them has signed in with Microsoft yet.',
          one: '1 of them has already signed in with Microsoft.',
          other: `${number(n)} of them have already signed in with Microsoft.`,
        }),
      usersNeverTried: (n: number) =>
        plural(n, {
          one: 'For 1 of them, TMAS has seen no attempt to sign in with Microsoft.',
          other: `For ${number(n)} of them, TMAS has seen no attempt to sign in with Microsoft.`,
        }),
      usersRefused: (n: number) =>
        plural(n, {
          one: '1 of them was refused at the last attempt.',
          other: `${number(n)} of them were refused at the last attempt.`,
        }),
      usersWithPasswordAgain: (n: number) =>
        plural(n, {
          none: 'No user has a password that would work again.',
          one: '1 user can sign in with a password again.',
          other: `${number(n)} users can sign in with a password again.`,
        }),
      managersWithSecondFactor: (n: number) =>
        plural(n, {
          one: '1 manager already has a second factor.',
          other: `${number(n)} managers already have a second factor.`,
        }),
      managersWithoutSecondFactor: (n: number) =>
        plural(n, {
          one: '1 manager has none, and will set one up when signing in from that day on.',
          other: `${number(n)} managers have none, and will set one up when signing in from that day on.`,
        }),
      managersNotRequired: (n: number) =>
        plural(n, {
          one: '1 manager no longer needs a second factor from the previous date on.',
          other: `${number(n)} managers no longer need a second factor from the previous date on.`,
        }),
      usersStillWithoutPassword: (n: number) =>
        plural(n, {
          one: '1 user has no password and keeps signing in with Microsoft only.',
          other: `${number(n)} users have no password and keep signing in with Microsoft only.`,
        }),
    },
    inside: {
      locations: (n: number) =>
        plural(n, {
          one: '1 location is below it.',
          other: `${number(n)} locations are below it.`,
        }),
      users: (n: number) =>
        plural(n, {
          one: '1 user has a permission type here.',
          other: `${number(n)} users have a permission type here.`,
        }),
      apiKeys: (n: number) =>
        plural(n, {
          one: '1 API key is for this location.',
          other: `${number(n)} API keys are for this location.`,
        }),
      devices: (n: number) =>
        plural(n, {
          one: '1 shared computer is here, or is about to be.',
          other: `${number(n)} shared computers are here, or are about to be.`,
        }),
      waves: (n: number) =>
        plural(n, {
          one: '1 wave of a roll-out names it.',
          other: `${number(n)} waves of roll-outs name it.`,
        }),
    },
    passwordLinks: {
      withoutPassword: 'Users without a password keep signing in with Microsoft only, until they set one.',
      nobody: 'Everyone to whom you may send a link has a password, so none was sent.',
      send: 'E-mail them a link to set a password',
      sent: (n: number) =>
        plural(n, {
          one: 'A link is on its way to 1 user.',
          other: `Links are on their way to ${number(n)} users.`,
        }),
      hint: 'The links expire after 7 days. They start working as soon as passwords are allowed.',
      failed: 'The links could not be sent. Try again.',
    },
    problems: {
      forbidden: 'Your permission type does not allow this here.',
      not_found: 'This location no longer exists.',
      code_taken: 'Another location already has this location ID.',
      not_empty: 'This location is not empty. Move or delete what is in it first.',
      tenant_required: 'Mandatory authentication needs a tenant ID. Enter the Azure Tenant ID first.',
      mandatory_authentication_is_on:
        'Mandatory authentication depends on this tenant ID, here or at a chain below. Turn it off there first.',
      set_above: 'This is set at a chain above this one, and can only be changed there.',
      invalid_request: 'Something in this form is not valid. Check what you entered.',
      other: 'Something went wrong, and this was not saved. Try again.',
    },
    notATenant: {
      otherCloud: (cloud: string) =>
        `This tenant is in another Microsoft cloud: ${cloud}. Its accounts cannot sign in to this TMAS. Check whether your organization has another tenant, or contact TMAS support.`,
      clouds: {
        global: 'the global cloud',
        us_government: 'US Government',
        china: 'China (21Vianet)',
        bleu: 'Bleu (France)',
        delos: 'Delos (Germany)',
        govsg: 'GovSG (Singapore)',
      },
      malformed:
        'This is neither a tenant ID (a GUID such as 3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b) nor a domain name. Copy the tenant ID from the overview page of the Microsoft Entra admin center.',
      personal:
        'This is the tenant of personal Microsoft accounts. Enter the tenant ID of your own organization.',
      application:
        'This is an application (client) ID, either of TMAS or of one of Microsoft’s own services. Copy the value called “Tenant ID” from the overview page of the Microsoft Entra admin center.',
      unknownId: (asked: string) =>
        `Microsoft has no tenant ${asked}. Application (client) IDs and object IDs look just the same: copy the value called “Tenant ID” from the overview page of the Microsoft Entra admin center.`,
      unknownDomain: (asked: string) =>
        `Microsoft has no tenant with the domain ${asked}. Check the spelling, or paste the tenant ID.`,
      unreachable:
        'Microsoft cannot be reached to look up this domain. Enter the tenant ID itself, or try again later.',
    },
    settings: {
      lookingUp: 'Asking Microsoft…',
      found: (tenantId: string) => `Microsoft knows this tenant: ${tenantId}`,
      foundUnverified:
        'Microsoft cannot be reached at the moment. You can save the tenant ID anyway; it will be marked “Not verified”.',
      status: {
        unset: 'No tenant ID',
        not_verified: 'Not verified',
        verified: 'Verified: Microsoft knows this tenant',
        confirmed: 'Confirmed',
      },
      confirmedAt: (when: string) => `Confirmed by the first sign-in on ${when}`,
      inheritedFrom: (name: string) => `Inherited from ${name}`,
      aboveYou: 'a chain above',
      setItsOwn: 'Use its own settings',
      onAbove: (name: string) => `On, set by ${name}. It can only be turned off there.`,
      startedAbove: (name: string) => `Started at ${name}. It can only be ended there.`,
      below: {
        title: 'Chains below that differ',
        hint: 'Every other chain below goes by what is set here or above.',
        chain: 'Chain',
        difference: 'Difference',
        ownTenant: (tenantId: string) => `Has its own tenant ID: ${tenantId}`,
        ownMandatory: 'Has turned on mandatory authentication for itself',
        more: (n: number) => `and ${number(n)} more`,
      },
      address: 'Sign-in address of this chain',
      addressHint: 'It goes straight to your tenant. Guests in your tenant need it.',
      copy: 'Copy',
      copied: 'Copied',
    },
    /** Who may keep a password under mandatory authentication, by name. */
    exceptions: {
      title: 'Exceptions by name',
      hint: 'These users keep their username and password while mandatory authentication is on, for example a consultant or a shared mailbox. Every manager of this chain is e-mailed when an exception is made or removed, and a week before it ends.',
      help: 'How exceptions work',
      none: 'There are no exceptions.',
      add: 'Add an exception',
      person: 'Person',
      reason: 'Reason',
      reasonHint: 'Every manager of this chain reads this.',
      endsOn: 'End date',
      endsOnHint: 'The first day (UTC) on which this person signs in with Microsoft only.',
      ended: (day: string) => `Ended on ${day}`,
      until: (day: string) => `until ${day}`,
      by: (name: string) => `by ${name}`,
      change: 'Change',
      remove: 'Remove',
      ask: (name: string) => `Remove the exception for ${name}?`,
      askHint: 'Where mandatory authentication is on, this person signs in with Microsoft only, at once.',
      save: 'Add',
      cancel: 'Cancel',
      setAbove:
        'Mandatory authentication is turned on at a chain above. Add the exception there, or ask a manager of that chain.',
      removedMeanwhile: 'removed, or not made',
      noPerson: 'Choose a person.',
      failed: {
        invalid_request:
          'Enter a reason on one line, without links, and an end date between tomorrow and a year from now.',
        not_found: 'This person is not in this chain, or keeps a password as a manager anyway.',
        set_above:
          'Mandatory authentication is turned on at a chain above. Add the exception there, or ask a manager of that chain.',
        changed_meanwhile: 'This exception was changed meanwhile. Close this, look at it again, and decide.',
        other: 'The exception could not be saved. Try again.',
      },
    },
    readiness: {
      title: 'Who would be affected',
      summary: (linked: number, affected: number) =>
        plural(affected, {
          one: `${number(linked)} of 1 user has already signed in with Microsoft.`,
          other: plural(linked, {
            one: `1 of ${number(affected)} users has already signed in with Microsoft.`,
            other: `${number(linked)} of ${number(affected)} users have already signed in with Microsoft.`,
          }),
        }),
      nobody: 'This chain has no users below the manager levels yet.',
      states: {
        linked: 'Has signed in',
        never_tried: 'No attempt seen',
        refused: 'Last attempt failed',
      },
      user: 'User',
      state: 'Microsoft',
      more: (n: number) => `and ${number(n)} more`,
      excepted: (n: number) =>
        plural(n, {
          one: '1 user keeps a password through an exception:',
          other: `${number(n)} users keep a password through an exception:`,
        }),
      exempt: (n: number) =>
        plural(n, {
          one: '1 manager keeps their password.',
          other: `${number(n)} managers keep their passwords.`,
        }),
      exemptWithoutPassword: (n: number) =>
        plural(n, {
          one: '1 manager has no password yet.',
          other: `${number(n)} managers have no password yet.`,
        }),
    },
  },
  /** The filters of a list: one line, with a chip for each filter in force. */
  columns: {
    title: 'Columns',
    hidden: (n: number) => plural(n, { one: '1 hidden', other: `${number(n)} hidden` }),
    reset: 'Fit to the window',
  },
  filterLine: {
    add: 'Add filter',
    clear: 'Clear filters',
    chip: (filter: string, value: string) => `${filter}: ${value}`,
    today: 'Today',
    lastDays: (n: number) => `Last ${number(n)} days`,
    otherDay: 'Another day…',
    remove: (chip: string) => `Remove the filter “${chip}”`,
  },
  locationImport,
  account: {
    language: 'Language',
    browsersLanguage: (language: string) => `Your browser’s language (currently ${language})`,
    helpMails: 'Messages about sign-ins',
    helpMailsLabel: 'E-mail me when someone asks for help to sign in',
    helpMailsHint: 'At most one message an hour. The requests are on your home page in any case.',
    languageHint: 'Used for TMAS’s pages and e-mails.',
    password: 'Password',
    currentPassword: 'Current password',
    newPassword: 'New password',
    changePassword: 'Change password',
    passwordChanged: 'Your password was changed. Your other devices have been signed out.',
    wrongPassword: 'The current password is incorrect.',
    tooManyTries: 'Too many attempts. Wait a minute and try again.',
    noPassword:
      'You don’t have a password yet. Use “Forgot password?” on the sign-in page to get a link to set one.',
    passwordNotAllowed: 'Your chain signs in with Microsoft only, so you don’t need a password here.',
    microsoft: 'Microsoft account',
    linkMicrosoft: 'Link my Microsoft account',
    linkMicrosoftHint:
      'If your organization uses Microsoft, sign in with it once in this browser. From then on you can sign in with it.',
    linkedWith: (loginId: string) => `Linked with ${loginId}`,
    devices: 'Devices',
    devicesHint:
      'Where you are signed in now. Sign out any device you don’t recognize, then change your password.',
    device: 'Device',
    address: 'Address',
    signedInWith: 'Signed in with',
    lastUsed: 'Last used',
    thisDevice: 'This device',
    unknownDevice: 'Unknown device',
    signOut: 'Sign out',
    signOutDevice: (device: string) => `Sign out: ${device}`,
    signOutOthers: 'Sign out all other devices',
    notDone: 'Something went wrong. Try again.',
    saved: 'Saved.',
  },
  apiKeys,
  audit,
  disturbance,
  connect,
  consentKit,
  correctAddress,
  explain,
  explainPerson,
  faults,
  find,
  help,
  advancedSettings,
  manyUsers,
  meanwhile,
  setup,
  sharedComputers,
  proof,
  ownAddress,
  refusalWords,
  rollOut,
  renewal,
  returned,
  wasThisYou,
  passwordDoor: {
    forgot: 'Forgot password?',
    forgotTitle: 'Forgot password',
    forgotHint: 'Enter your username or e-mail address. We’ll send you a link to set a new password.',
    name: 'Username or e-mail address',
    sendLink: 'Send link',
    microsoftHint: (button: string) => `If your company uses “${button}”, you don’t need a password here.`,
    asked: 'If an account matches, we’ve e-mailed a link.',
    askedHint:
      'It may take a few minutes. If nothing arrives, check your spam folder or ask your TMAS manager.',
    backToSignIn: 'Go to the sign-in page',
    setTitle: 'Set your password',
    username: 'Username',
    newPassword: 'New password',
    repeat: 'Repeat new password',
    save: 'Set password',
    notSet: 'Your password was not set',
    mistyped: 'The two passwords don’t match.',
    rules: {
      too_short: 'At least 8 characters',
      no_capital: 'A capital letter',
      no_number: 'A number',
      no_special: 'A special character',
      common: 'Not a commonly used password, and not a name of yours or your company’s',
    },
    kept: '(done)',
    faults: {
      too_short: 'It needs at least 8 characters.',
      too_long: 'It can have at most 200 characters.',
      no_capital: 'It needs a capital letter.',
      no_number: 'It needs a number.',
      no_special: 'It needs a special character.',
      common:
        'This password is too common, or only a name or a row of keys. Choose one that is harder to guess.',
    } satisfies Record<PasswordFault, string>,
    isSet: 'Your password is set. Sign in below with your username and this password.',
    deadTitle: 'This link doesn’t work',
    deadHint:
      'A link works once, for a limited time, and only while you are allowed to sign in with a password. A newer link replaces an older one.',
    askAgain: 'Request a new link',
  },
  signIns,
  userImport,
  users,
  safeguards,
  secondFactor,
  apiDocs: {
    title: 'The HTTP API',
    intro:
      'Every route, with its parameters and responses. For programs, the same as an OpenAPI 3.1 document:',
    authentication:
      'Programs send an API key with every request: “Authorization: Bearer …”. TMAS’s own pages use their session cookie.',
    failures:
      'An error is application/problem+json with a stable code, a reference, and the fields that are wrong.',
    areas: 'Areas',
    types: 'Types',
    parameters: 'Parameters',
    body: 'Body',
    answers: 'Responses',
    required: 'required',
    inPath: 'in the path',
    inQuery: 'in the query',
  },
}

export type OtherMessages = typeof en

/** Every sentence. The other languages have the same shape, or do not compile. */
export type Messages = FirstMessages & OtherMessages
