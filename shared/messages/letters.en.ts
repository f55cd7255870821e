/** What mails say (R24). A subject is one line; a text is a paragraph. */
export const letters = {
  greeting: (name: string) => `Hello ${name},`,
  sentBy: 'This message was sent by TMAS. Answers to it are not read.',
  ifNoButton: 'If the button does not work, copy this address into your browser:',
  setPassword: 'Set your password',
  goToSignIn: 'Go to the sign-in page',
  linkLasts: {
    reset: 'The link works once, within 60 minutes.',
    welcome: 'The link works once, within 7 days.',
  },
  welcome: {
    subject: 'Welcome to TMAS',
    withPassword: (username: string) =>
      `You have an account in TMAS. Your username is ${username}. Set your password, then sign in with both.`,
    alsoMicrosoft: (email: string) =>
      `You can also press “Sign in with Microsoft” and use your Microsoft account ${email}. Then you need no password of TMAS.`,
    withMicrosoft: (email: string) =>
      `You have an account in TMAS. Press “Sign in with Microsoft” on the sign-in page and use your work or school account ${email}. You need no password of TMAS.`,
  },
  reset: {
    subject: 'Set a new password for TMAS',
    text: (username: string) => `With this link you can set a new password for the username ${username}.`,
    notAsked: 'If you did not ask for this, there is nothing to do: your password stays as it is.',
  },
  useMicrosoft: {
    subject: 'How to sign in to TMAS',
    text: (email: string) =>
      `A new password was asked for, but your chain signs in with Microsoft only. Press “Sign in with Microsoft” and use your work or school account ${email}.`,
  },
  wayBack: {
    subject: 'Set a password for TMAS',
    text: (chain: string, username: string) =>
      `${chain} may soon sign in to TMAS with username and password. You have no password yet: your username is ${username}. The link works as soon as passwords are allowed.`,
  },
  fromManager: (sender: string) => `${sender} has sent you this message through TMAS.`,
  notices: {
    tenantChanged: (chain: string, before: string | null, after: string | null) => ({
      subject: `TMAS: the tenant ID of ${chain} was changed`,
      text: `The Azure Tenant ID of ${chain} was changed from ${before ?? 'none'} to ${after ?? 'none'}. It decides whose Microsoft accounts come in.`,
    }),
    mandatoryOn: (chain: string) => ({
      subject: `TMAS: mandatory authentication was switched on for ${chain}`,
      text: `Mandatory authentication was switched on for ${chain}. Users below the manager levels now sign in with Microsoft only.`,
    }),
    mandatoryOff: (chain: string) => ({
      subject: `TMAS: mandatory authentication was switched off for ${chain}`,
      text: `Mandatory authentication was switched off for ${chain}. Users may sign in with username and password again.`,
    }),
    rehearsalBegun: (chain: string) => ({
      subject: `TMAS: a rehearsal of mandatory authentication has begun for ${chain}`,
      text: `Mandatory authentication is rehearsed for ${chain}. Nobody is refused: TMAS notes who would have been, under Manage Locations > Advanced.`,
    }),
    rehearsalEnded: (chain: string) => ({
      subject: `TMAS: the rehearsal of mandatory authentication has ended for ${chain}`,
      text: `The rehearsal of mandatory authentication for ${chain} was ended. Mandatory authentication stays off.`,
    }),
    managerMade: (person: string, role: string) => ({
      subject: `TMAS: ${person} is now a manager`,
      text: `${person} has been given the permission type ${role}.`,
    }),
    managersImported: (count: number, names: string) => ({
      subject:
        count === 1 ? 'TMAS: an import has made a manager' : `TMAS: an import has made ${count} managers`,
      text: `A file of users was imported. Given the permission type of a manager: ${names}.`,
    }),
    managerRecovered: (person: string) => ({
      subject: `TMAS: a recovery link was made for ${person}`,
      text: `A one-time link was made with which ${person} can set a new password. It works for 15 minutes.`,
    }),
    managerAddressChanged: (person: string, before: string, after: string) => ({
      subject: `TMAS: the e-mail address of ${person} was changed`,
      text: `The e-mail address of ${person}, a manager, was changed from ${before} to ${after}. Links to set a password now go there, and the Microsoft account of this name comes in as ${person}.`,
    }),
    trace: (who: string, when: string, where: string) => `Who: ${who}\nWhen: ${when}\nFrom: ${where}`,
    apiKey: (name: string) => `the API key “${name}”`,
    operator: 'the operator of TMAS',
    commandLine: 'the command line of the server',
    notExpected: 'If you did not expect this, ask the person named above, or TMAS support.',
  },
}
