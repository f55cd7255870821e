import type { PasswordFault } from '../passwords.ts'
import type { Actor } from '../refusals.ts'
import { apiKeys } from './api-keys.en.ts'
import { audit } from './audit.en.ts'
import { consentKit } from './consent-kit.en.ts'
import { correctAddress } from './correct-address.en.ts'
import { disturbance } from './disturbance.en.ts'
import { explain } from './explain.en.ts'
import { explainPerson } from './explain-person.en.ts'
import { help } from './help.en.ts'
import { refusalWords } from './refusals.en.ts'
import { secondFactor } from './second-factor.en.ts'
import { setup } from './setup.en.ts'
import { signIns } from './sign-ins.en.ts'
import { users } from './users.en.ts'

/** The source of the messages: the other languages have the same shape, or do not compile. */
export const en = {
  product: 'TMAS',
  signIn: {
    title: 'Sign in',
    username: 'Username',
    password: 'Password',
    submit: 'Sign in',
    or: 'or',
    microsoft: 'Sign in with Microsoft',
    microsoftHint: 'Use your work or school account, with the e\u2011mail address that TMAS knows.',
    language: 'Language',
    signedOut: 'You are signed out.',
  },
  refused: {
    title: 'You are not signed in',
    whoMustAct: 'Who must act',
    whatToDo: 'What to do',
    reference: 'Reference',
    usedAccount: (loginId: string) => `You signed in to Microsoft as ${loginId}.`,
    tryAgain: 'Try again',
    otherAccount: 'Use another Microsoft account',
    actors: {
      person: 'You',
      manager: 'Your TMAS manager',
      it: 'Your company’s IT administrator',
      operator: 'TMAS support',
    } satisfies Record<Actor, string>,
  },
  popup: {
    waiting: 'Waiting for the Microsoft window…',
    waitingHint: 'Complete the sign-in there. Has the window disappeared, or was it closed?',
    openAgain: 'Open it again',
    continueHere: 'Continue in this window',
    cancel: 'Cancel',
    done: 'You are signed in',
    doneHint: 'You can close this window.',
    goOn: 'Go on to TMAS',
    failed: 'You are not signed in',
    failedHint: 'The reason is shown in the TMAS window. You can close this one.',
    failedGoOn: 'Show the reason here',
  },
  choose: {
    title: 'Where do you want to sign in?',
    hint: (loginId: string) => `The Microsoft account ${loginId} has access to several customers of TMAS.`,
  },
  problem: {
    notFoundTitle: 'This page does not exist',
    notFoundHint: 'The address may be mistyped, or the page has moved.',
    unavailableTitle: 'TMAS is not available at the moment',
    unavailableHint: 'Nothing was lost. Wait a moment and load the page again.',
    badRequestTitle: 'This address is not complete',
    badRequestHint: 'Start again from the sign-in page.',
    tooLargeHint: 'What your browser sent is too large. Start again from the sign-in page.',
    forbiddenTitle: 'This request was not accepted',
    forbiddenHint: 'It did not come from a page of TMAS. Start again from the sign-in page.',
    backToSignIn: 'Go to the sign-in page',
  },
  home: {
    title: 'Home',
    welcome: (name: string) => `Welcome, ${name}`,
    youAre: 'Who you are',
    name: 'Name',
    username: 'Username',
    email: 'E-mail',
    customer: 'Customer',
    signedInWith: 'Signed in with',
    doors: { microsoft: 'Microsoft', password: 'Username and password' },
    linkedAccount: 'Microsoft account',
    expiresAt: 'This session ends',
    locations: 'Your locations',
    location: 'Location',
    locationType: 'Type',
    permission: 'Permission type',
    noLocations: 'No location has been given to you yet. Ask your TMAS manager.',
    signOut: 'Sign out',
    menu: 'Menu',
    skipToContent: 'Skip to the content',
    loading: 'Loading…',
    failed: 'This could not be loaded.',
    retry: 'Try again',
    notFound: 'This page does not exist.',
    sessionEnded: 'Your session has ended.',
    leftWithMicrosoft:
      'Your chain signs in with Microsoft only from now on, so your session has ended. Press “Sign in with Microsoft” and use your work or school account.',
    colorScheme: 'Light or dark',
  },
  locations: {
    title: 'Manage Locations',
    administration: 'Administration',
    tree: 'Locations',
    search: 'Search locations',
    noMatch: 'No location fits these words.',
    all: 'All locations',
    count: (n: number) => (n === 1 ? '1 location' : `${n} locations`),
    more: 'Show more',
    general: 'General',
    contact: 'Contact',
    advanced: 'Advanced',
    name: 'Name',
    code: 'Location ID',
    codeHint: 'Your own number or short name for it, such as 117. An import of users names locations by it.',
    onlyTheChain:
      'So far there is only your chain. Open it to add its stores; regions and districts, if you need them, come first and hold the stores.',
    type: 'Type',
    country: 'Country',
    region: 'State',
    contactEmail: 'E-mail',
    contactPhone: 'Phone',
    add: 'Add a location',
    addUnder: (name: string) => `Add a location under ${name}`,
    move: 'Move',
    moveTitle: (name: string) => `Move ${name}`,
    moveTo: 'Under which location',
    moveHint: 'All that hangs under it moves with it.',
    remove: 'Delete',
    removeTitle: (name: string) => `Delete ${name}?`,
    removeHint: 'Only an empty location can be deleted. This cannot be undone.',
    save: 'Save',
    added: (name: string) => `${name} is added.`,
    moved: (name: string) => `${name} is moved.`,
    removed: (name: string) => `${name} is deleted.`,
    saved: 'Saved.',
    cancel: 'Cancel',
    carryOut: 'Carry it out',
    confirmTitle: 'This changes what people can do',
    consequences: {
      locations: (n: number) => (n === 1 ? '1 location moves.' : `${n} locations move.`),
      usersWhoseDoorsChange: (n: number) =>
        n === 1 ? '1 user will sign in another way.' : `${n} users will sign in another way.`,
      usersGainingAccess: (n: number) =>
        n === 1 ? '1 user gains access to it.' : `${n} users gain access to it.`,
      usersLosingAccess: (n: number) =>
        n === 1 ? '1 user loses access to it.' : `${n} users lose access to it.`,
      sessionsThatEnd: (n: number) =>
        n === 1 ? '1 session that is open now ends.' : `${n} sessions that are open now end.`,
      linkedUsers: (n: number) =>
        n === 1
          ? '1 user is linked with an account of the present tenant. The link stays on record, but opens nothing.'
          : `${n} users are linked with accounts of the present tenant. The links stay on record, but open nothing.`,
      usersWithoutPassword: (n: number) =>
        n === 1
          ? '1 user has no password, and could not sign in at all.'
          : `${n} users have no password, and could not sign in at all.`,
      usersWithMicrosoftOnly: (n: number) =>
        n === 1
          ? 'Nobody of this chain has signed in with Microsoft yet. 1 user would have no other way in.'
          : `Nobody of this chain has signed in with Microsoft yet. ${n} users would have no other way in.`,
      users: (n: number) => (n === 1 ? '1 user has a role here.' : `${n} users have a role here.`),
    },
    passwordLinks: {
      withoutPassword: 'Users without a password go on with Microsoft alone, until they set one.',
      nobody: 'Everybody here has a password: no link was mailed.',
      send: 'Mail them the link to set a password',
      sent: (n: number) =>
        n === 1 ? 'A link is on its way to 1 user.' : `Links are on their way to ${n} users.`,
      hint: 'The links work for 7 days, as soon as passwords are allowed.',
      failed: 'The links could not be mailed. Try again.',
    },
    problems: {
      forbidden: 'Your role does not allow this here.',
      not_found: 'This location does not exist any more.',
      code_taken: 'Another location has this location ID.',
      not_empty: 'There is still something in this location. Move or remove it first.',
      tenant_required: 'Mandatory authentication needs a tenant ID. Enter the Azure Tenant ID first.',
      mandatory_authentication_is_on:
        'Mandatory authentication depends on this tenant ID. Switch it off first.',
      invalid_request: 'Something in this form cannot be right. Check what you entered.',
      other: 'This did not succeed. Try again.',
    },
    notATenant: {
      malformed:
        'This is neither a tenant ID (a GUID such as 3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b) nor a domain name. Copy the tenant ID from the overview page of the Microsoft Entra admin center.',
      personal:
        'This is the tenant of personal Microsoft accounts. Take the tenant ID of your own organisation.',
      application:
        'This is an application (client) ID: that of TMAS or of Microsoft’s own services. Take the value that is called “Tenant ID” on the overview page of the Microsoft Entra admin center.',
      unknownId: (asked: string) =>
        `Microsoft knows no tenant ${asked}. An application (client) ID and an object ID look just the same: take the value that is called “Tenant ID” on the overview page of the Microsoft Entra admin center.`,
      unknownDomain: (asked: string) =>
        `Microsoft knows no tenant with the domain ${asked}. Check its spelling, or paste the tenant ID.`,
      unreachable:
        'Microsoft cannot be reached to look this domain up. Enter the tenant ID itself, or try again later.',
    },
    settings: {
      azureTenantId: 'Azure Tenant ID',
      azureTenantIdHint:
        'The tenant ID (directory ID) of your Microsoft Entra ID, or one of your domain names.',
      lookingUp: 'Asking Microsoft…',
      found: (tenantId: string) => `Microsoft knows this tenant: ${tenantId}`,
      foundUnverified: 'Microsoft cannot be asked at the moment. You can save it; it is then “not verified”.',
      mandatory: 'Mandatory authentication',
      mandatoryHint:
        'All users below the Chain Manager and User Manager levels then sign in with Microsoft only.',
      status: {
        unset: 'No tenant',
        not_verified: 'Not verified',
        verified: 'Verified: Microsoft knows this tenant',
        confirmed: 'Confirmed',
      },
      confirmedAt: (when: string) => `Confirmed by the first sign-in, ${when}`,
      inheritedFrom: (name: string) => `From ${name}`,
      aboveYou: 'a chain above',
      setItsOwn: 'Set its own',
      address: 'Sign-in address of this chain',
      addressHint: 'It leads straight to your tenant. Guests of your tenant need it.',
      copy: 'Copy',
      copied: 'Copied',
    },
    readiness: {
      title: 'Whom this would concern',
      summary: (linked: number, affected: number) =>
        affected === 1
          ? `${linked} of 1 user has signed in with Microsoft already.`
          : `${linked} of ${affected} users ${linked === 1 ? 'has' : 'have'} signed in with Microsoft already.`,
      nobody: 'Nobody below the manager levels is in this chain yet.',
      states: {
        linked: 'Has signed in',
        never_tried: 'Never tried',
        refused: 'Last attempt failed',
      },
      user: 'User',
      state: 'Microsoft',
      more: (n: number) => `and ${n} more`,
      exempt: (n: number) =>
        n === 1 ? '1 manager keeps the password.' : `${n} managers keep their password.`,
      exemptWithoutPassword: (n: number) =>
        n === 1 ? '1 manager has no password yet.' : `${n} managers have no password yet.`,
    },
  },
  roles: {
    chain_and_user_manager: 'Chain and User Manager',
    chain_manager: 'Chain Manager',
    user_manager: 'User Manager',
    location_manager: 'Location Manager',
    viewer: 'Viewer',
  },
  locationTypes: { chain: 'Chain', district: 'District', region: 'Region', store: 'Store' },
  account: {
    title: 'Account settings',
    language: 'Language',
    browsersLanguage: (language: string) => `That of the browser (now ${language})`,
    languageHint: 'For the pages and the mails of TMAS.',
    password: 'Password',
    currentPassword: 'Current password',
    newPassword: 'New password',
    changePassword: 'Change the password',
    passwordChanged: 'Your password is changed. Your other devices are signed out.',
    wrongPassword: 'The current password is not right.',
    tooManyTries: 'There were too many tries. Wait a minute and try again.',
    noPassword:
      'You have no password yet. “Forgot password?” on the sign-in page mails you a link to set one.',
    passwordNotAllowed: 'Your chain signs in with Microsoft only, so you need no password here.',
    devices: 'Devices',
    devicesHint: 'Where you are signed in now. Sign out what you do not know, then change your password.',
    device: 'Device',
    address: 'Address',
    signedInWith: 'Signed in with',
    lastUsed: 'Last used',
    thisDevice: 'This device',
    unknownDevice: 'Unknown device',
    signOut: 'Sign out',
    signOutDevice: (device: string) => `Sign out: ${device}`,
    signOutOthers: 'Sign out all other devices',
    notDone: 'This could not be done. Try again.',
    saved: 'Saved.',
  },
  apiKeys,
  audit,
  disturbance,
  consentKit,
  correctAddress,
  explain,
  explainPerson,
  help,
  setup,
  refusalWords,
  passwordDoor: {
    forgot: 'Forgot password?',
    forgotTitle: 'Forgot password',
    forgotHint: 'Enter your username or your e-mail address. We send you a link to set a new password.',
    name: 'Username or e-mail address',
    sendLink: 'Send the link',
    microsoftHint: (button: string) => `If your company uses “${button}”, you need no password here.`,
    asked: 'If there is an account of this name, a mail is on its way.',
    askedHint:
      'It may take a few minutes. If nothing comes, look in the spam folder, or ask your TMAS manager.',
    backToSignIn: 'Go to the sign-in page',
    setTitle: 'Configure your Password',
    username: 'Username',
    newPassword: 'New password',
    repeat: 'New password again',
    save: 'Save the password',
    notSet: 'The password was not saved',
    mistyped: 'The two passwords are not the same.',
    rules: {
      too_short: 'At least 8 characters',
      no_capital: 'A capital letter',
      no_number: 'A number',
      no_special: 'A special character',
      common: 'Not a well-known password',
    },
    kept: '(done)',
    faults: {
      too_short: 'It needs at least 8 characters.',
      too_long: 'It may have at most 200 characters.',
      no_capital: 'It needs a capital letter.',
      no_number: 'It needs a number.',
      no_special: 'It needs a special character.',
      common: 'It is a well-known password. Choose one that nobody would guess.',
    } satisfies Record<PasswordFault, string>,
    isSet: 'Your password is set. Enter your username and this password below to sign in.',
    deadTitle: 'This link does not work',
    deadHint:
      'A link works once, for a limited time, and only while you may sign in with a password. A newer link ends an older one.',
    askAgain: 'Ask for a new link',
  },
  signIns,
  users,
  secondFactor,
  apiDocs: {
    title: 'The HTTP API',
    intro: 'Every route, with what it takes and answers. For programs, the same as an OpenAPI 3.1 document:',
    authentication:
      'Programs send an API key with every request: “Authorization: Bearer …”. The pages of TMAS use their session cookie.',
    failures:
      'An error is application/problem+json with a stable code, a reference, and the fields at fault.',
    areas: 'Areas',
    types: 'Types',
    parameters: 'Parameters',
    body: 'Body',
    answers: 'Answers',
    required: 'required',
    inPath: 'in the path',
    inQuery: 'in the query',
  },
}

export type Messages = typeof en
