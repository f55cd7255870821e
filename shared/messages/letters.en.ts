import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/** What mails say (R24). A subject is one line; a text is a paragraph. */
export const letters = {
  greeting: (name: string) => `Hello ${name},`,
  sentBy: 'This message was sent by TMAS. Replies to this address are not read.',
  ifNoButton: 'If the button doesn’t work, copy this address into your browser:',
  setPassword: 'Set your password',
  goToSignIn: 'Go to the sign-in page',
  signInAt: (address: string) => `Your sign-in page: ${address}`,
  linkLasts: {
    reset: 'The link works once and expires after 60 minutes.',
    welcome: 'The link works once and expires after 7 days.',
  },
  welcome: {
    subject: 'Welcome to TMAS',
    withPassword: (username: string) =>
      `You now have a TMAS account. Your username is ${username}. Set your password, then sign in with both.`,
    alsoMicrosoft: (email: string) =>
      `You can also press “Sign in with Microsoft” and use your Microsoft account ${email}. You then don’t need a TMAS password.`,
    withMicrosoft: (email: string) =>
      `You now have a TMAS account. Press “Sign in with Microsoft” on the sign-in page and use your work or school account ${email}. You don’t need a TMAS password.`,
  },
  reset: {
    subject: 'Set a new TMAS password',
    text: (username: string) => `Use this link to set a new password for the username ${username}.`,
    notAsked: 'If you did not ask for this, you can ignore this message: your password stays as it is.',
  },
  useMicrosoft: {
    subject: 'How to sign in to TMAS',
    text: (email: string) =>
      `A new password was requested, but your chain signs in with Microsoft only. Press “Sign in with Microsoft” and use your work or school account ${email}.`,
  },
  rollOutNotice: {
    subject: (day: string) => `From ${day}, sign in to TMAS with Microsoft`,
    linked: (chain: string, day: string) =>
      `From ${day}, you will sign in to ${chain} with Microsoft only, and your TMAS password will no longer work. You have signed in with Microsoft before, so there is nothing to prepare: use “Sign in with Microsoft”, as you did before.`,
    signIn: (chain: string, day: string, email: string) =>
      `From ${day}, you will sign in to ${chain} with Microsoft only, and your TMAS password will no longer work. Please sign in with Microsoft once before that day, with your work account ${email}. It takes a minute.`,
    noMatch: (chain: string, day: string, email: string) =>
      `From ${day}, you will sign in to ${chain} with Microsoft only, and your TMAS password will no longer work. TMAS knows you by the address ${email}, which does not look like a Microsoft work account of your company. Your TMAS manager knows about this. Please tell your manager which address you use to sign in to Microsoft.`,
  },
  wayBack: {
    subject: 'Set a TMAS password',
    text: (chain: string, username: string) =>
      `${chain} may soon sign in to TMAS with username and password. You don’t have a password yet. Your username is ${username}. The link works as soon as passwords are allowed.`,
  },
  helpRequests: {
    subject: (count: number) =>
      plural(count, {
        one: 'TMAS: someone needs help to sign in',
        other: `TMAS: ${number(count)} people need help to sign in`,
      }),
    text: (count: number) =>
      plural(count, {
        one: 'Someone could not sign in with Microsoft and asked TMAS to tell you:',
        other: 'These people could not sign in with Microsoft and asked TMAS to tell you:',
      }),
    line: (person: string, cause: string, reference: string) => `${person}: ${cause}, reference ${reference}`,
    more: (count: number) => plural(count, { one: 'and 1 more', other: `and ${number(count)} more` }),
    open: 'Show them',
    unproven:
      'Nothing proves who they are: they entered an address of one of your users. Ask the person before you change anything.',
    turnOff: (address: string) => `You can turn these messages off in your account settings: ${address}`,
  },
  endingAccounts: {
    subject: (count: number) =>
      plural(count, {
        one: 'TMAS: an account ends soon',
        other: `TMAS: ${number(count)} accounts end soon`,
      }),
    text: (count: number) =>
      plural(count, {
        one: 'From the day shown (UTC), this person can no longer sign in to TMAS, and their open sessions end:',
        other:
          'From the day shown (UTC), each of these people can no longer sign in to TMAS, and their open sessions end:',
      }),
    line: (person: string, day: string) => `${person}: ${day}`,
    more: (count: number) => plural(count, { one: 'and 1 more', other: `and ${number(count)} more` }),
    whatToDo:
      'If the date is right, you don’t need to do anything. If someone is staying longer, open their account under Manage User Accounts, and change or remove the end date.',
    open: (count: number) => plural(count, { one: 'Open the account', other: 'Open Manage User Accounts' }),
  },
  wasThisYou: {
    subject: 'TMAS: was this sign-in yours?',
    text: (manager: string | null, reference: string) =>
      `${manager ?? 'Your TMAS manager'} was given the reference ${reference} of a sign-in to TMAS that did not succeed, and asks whether it was yours.`,
    why: 'TMAS was not told whose it was. If you confirm it, your managers can see why it failed, and help you.',
    open: 'Look at it',
    lasts: 'The link works once and expires after 24 hours. It signs no one in.',
    notYou: 'If it was not you, you can ignore this message.',
  },
  managersSubject: (subject: string) => `Message through TMAS: ${subject}`,
  fromManager: (sender: string) => `${sender} sent you this message through TMAS.`,
  notices: {
    tenantChanged: (chain: string, before: string | null, after: string | null) => ({
      subject: `TMAS: the tenant ID of ${chain} was changed`,
      text: `The Azure Tenant ID of ${chain} was changed from ${before ?? 'none'} to ${after ?? 'none'}. It decides which Microsoft accounts can sign in.`,
    }),
    mandatoryOn: (chain: string) => ({
      subject: `TMAS: mandatory authentication was turned on for ${chain}`,
      text: `Mandatory authentication was turned on for ${chain}. Users below the manager levels now sign in with Microsoft only.`,
    }),
    mandatoryOff: (chain: string) => ({
      subject: `TMAS: mandatory authentication was turned off for ${chain}`,
      text: `Mandatory authentication was turned off for ${chain}. Users can sign in with username and password again.`,
    }),
    confirmationOn: (chain: string) => ({
      subject: `TMAS: the confirmation of sessions was turned on for ${chain}`,
      text: `For ${chain}, sessions that were opened with Microsoft are now confirmed with Microsoft while they are used. Anyone who is blocked or deleted in Microsoft Entra ID is signed out of TMAS within 15 minutes of use.`,
    }),
    confirmationOff: (chain: string) => ({
      subject: `TMAS: the confirmation of sessions was turned off for ${chain}`,
      text: `For ${chain}, sessions that were opened with Microsoft are no longer confirmed with Microsoft. Anyone who is blocked or deleted in Microsoft Entra ID stays signed in to TMAS until their session ends, which is after 12 hours at most.`,
    }),
    rehearsalBegun: (chain: string) => ({
      subject: `TMAS: a rehearsal of mandatory authentication was started for ${chain}`,
      text: `A rehearsal of mandatory authentication is running for ${chain}. No one is refused: TMAS notes who would have been, under Manage Locations > Advanced.`,
    }),
    rehearsalEnded: (chain: string) => ({
      subject: `TMAS: the rehearsal of mandatory authentication was ended for ${chain}`,
      text: `The rehearsal of mandatory authentication for ${chain} was ended. Mandatory authentication stays off.`,
    }),
    rollOutPlanned: (chain: string, waves: string) => ({
      subject: `TMAS: mandatory authentication is planned for ${chain}`,
      text: `Mandatory authentication will be turned on in waves for ${chain}. From the day shown, users below the manager levels in these branches sign in with Microsoft only:\n\n${waves}`,
    }),
    rollOutRemoved: (chain: string) => ({
      subject: `TMAS: the roll-out of mandatory authentication was deleted for ${chain}`,
      text: `The roll-out of mandatory authentication was deleted for ${chain}. Where it had begun, users can sign in with username and password again.`,
    }),
    rollOutBegun: (chain: string, branches: string) => ({
      subject: `TMAS: mandatory authentication is now on in part of ${chain}`,
      text: `As planned, mandatory authentication is now on in ${branches}. Users there who are below the manager levels now sign in with Microsoft only.`,
    }),
    rollOutPaused: (chain: string, branches: string) => ({
      subject: `TMAS: the roll-out of mandatory authentication was paused for ${chain}`,
      text: `Mandatory authentication was paused in ${branches}. Users there can sign in with username and password again, and no further wave begins until the roll-out is resumed under Manage Locations > Advanced.`,
    }),
    rollOutRefused: (count: number) =>
      plural(count, {
        one: 'TMAS paused the wave automatically, because one person could not sign in with Microsoft:',
        other: `TMAS paused the wave automatically, because ${number(count)} people could not sign in with Microsoft:`,
      }),
    rollOutResumed: (chain: string) => ({
      subject: `TMAS: the roll-out of mandatory authentication was resumed for ${chain}`,
      text: `The roll-out of mandatory authentication was resumed for ${chain}. In the branches whose day has come, users below the manager levels sign in with Microsoft only.`,
    }),
    rollOutUnmatched: (chain: string, day: string, names: string) => ({
      subject: `TMAS: check addresses in ${chain} before ${day}`,
      text: `From ${day}, mandatory authentication applies, and anyone listed here may be unable to sign in, because the address in TMAS does not look like a work account of your company: ${names}. Before that day, ask which address they use to sign in to Microsoft, and correct it under Manage User Accounts.`,
    }),
    managerMade: (person: string, role: string) => ({
      subject: `TMAS: ${person} is now a manager`,
      text: `${person} was given the permission type ${role}.`,
    }),
    managersMade: (count: number, names: string) => ({
      subject: plural(count, {
        one: 'TMAS: 1 person is now a manager',
        other: `TMAS: ${number(count)} people are now managers`,
      }),
      text: `These people were given a manager’s permission type: ${names}.`,
    }),
    managersImported: (count: number, names: string) => ({
      subject: plural(count, {
        one: 'TMAS: an import added a manager',
        other: `TMAS: an import added ${number(count)} managers`,
      }),
      text: `A file of users was imported. These people were given a manager’s permission type: ${names}.`,
    }),
    passwordUsed: (person: string) => ({
      subject: `TMAS: ${person} signed in with a password`,
      text: `${person} signed in with username and password, although mandatory authentication is on. Managers keep this way to sign in, so TMAS tells the others. If it was not ${person}, disable the account under Manage User Accounts. Once it is safe, enable it again and send a link to set a new password.`,
    }),
    exceptionMade: (person: string, chain: string, reason: string, day: string) => ({
      subject: `TMAS: ${person} may keep a password`,
      text: `${person} may keep username and password at ${chain} under mandatory authentication. From ${day} (UTC), this person signs in with Microsoft only. Reason given: ${reason}`,
    }),
    exceptionRemoved: (person: string, chain: string) => ({
      subject: `TMAS: ${person} can no longer keep a password`,
      text: `The exception for ${person} at ${chain} was removed. Where mandatory authentication is on, they sign in with Microsoft only.`,
    }),
    exceptionsElsewhere: (chain: string) => ({
      subject: `TMAS: the exceptions at ${chain} have changed`,
      text: `At ${chain}, an exception by name from mandatory authentication was added, changed or removed. Your permission type does not cover that chain, so this e-mail does not say who it is for. The managers of that chain were told.`,
    }),
    exceptionEnds: (person: string, chain: string, reason: string, day: string) => ({
      subject: `TMAS: the exception for ${person} ends on ${day}`,
      text: `On ${day}, the exception from mandatory authentication for ${person} at ${chain} ends. From then on, this person signs in with Microsoft only. If they need the password longer, change the end date under Manage Locations > Advanced. Reason given: ${reason}`,
    }),
    apiKeyMade: (name: string, role: string, until: string) => ({
      subject: `TMAS: the API key ${name} was created`,
      text: `The API key ${name} was created, with the permission type ${role}. A program that has it can use these rights until ${until}, or until the key is revoked under Administration > API keys.`,
    }),
    managerRecovered: (person: string) => ({
      subject: `TMAS: a recovery link was created for ${person}`,
      text: `A one-time link was created with which ${person} can set a new password. It works for 15 minutes.`,
    }),
    managerAddressChanged: (person: string, before: string, after: string) => ({
      subject: `TMAS: the e-mail address of ${person} was changed`,
      text: `The e-mail address of ${person}, a manager, was changed from ${before} to ${after}. Links to set a password now go there, and the Microsoft account with this name signs in as ${person}.`,
    }),
    managersAddressesChanged: (count: number, changes: string) => ({
      subject: `TMAS: the e-mail addresses of ${number(count)} managers were changed`,
      text: `A file of users was imported. It changed the e-mail addresses of these managers:\n${changes}\nLinks to set a password now go to the new addresses, and the Microsoft accounts with these names sign in as them.`,
    }),
    trace: (who: string, when: string, where: string) => `Who: ${who}\nWhen: ${when}\nFrom: ${where}`,
    apiKey: (name: string) => `the API key “${name}”`,
    operator: 'the operator of TMAS',
    commandLine: 'the command line of the server',
    notExpected: 'If you did not expect this, ask the person named above, or TMAS support.',
  },
}
