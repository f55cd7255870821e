import { countsIn } from './counts.ts'

const { number, plural } = countsIn('en')

/**
 * The second factor of who keeps a password (R30): the page after the password, the account settings, the console,
 * mails.
 */
export const secondFactor = {
  title: 'Second factor',
  /** The page between the password and the home. */
  door: {
    title: 'Confirm that it’s you',
    hint: 'Your password was correct. Your account also requires a second factor.',
    code: 'Code from your authenticator app',
    submit: 'Sign in',
    passkey: 'Use a passkey',
    passkeyWaiting: 'Waiting for your passkey…',
    passkeyFailed: 'The passkey was not used. Try again, or choose another way.',
    recovery: 'Use a recovery code instead',
    recoveryCode: 'Recovery code',
    recoveryHint: 'One of the ten codes you were shown when you set up your second factor. Each works once.',
    lost: 'Don’t have either with you? Another manager in your company can remove your second factor. If you are the only one, ask TMAS support.',
    back: 'Sign in as someone else',
    wrongTitle: 'That didn’t work',
    wrong:
      'A code changes every 30 seconds and works once. Wait for the next one, and check that your phone sets its clock automatically.',
  },
  /** Set up between the password and the home, because the chain requires one. */
  setUp: {
    title: 'Set up a second factor',
    why: (day: string) =>
      `Your password was correct. Since ${day}, your chain requires its managers to have a second factor as well.`,
    hint: 'Set up one of these now. It takes two minutes, and then you are signed in. You can add the other one later in your account.',
    withPasskey: 'A passkey',
    makePasskey: 'Create a passkey',
    withApp: 'An authenticator app',
    submit: 'Confirm and sign in',
    wrongCode: 'This code is incorrect. Enter the one that the app shows now.',
    ready: 'Your second factor is set up',
    continue: 'I have saved them. Continue',
    unknownDevice: 'Confirm this device',
    unknownDeviceWhy:
      'You have not signed in on this device before. Because anyone who found out your password could set up a second factor in your place, TMAS first mails you a link.',
    send: 'Send me the link',
    sent: 'The link is on its way. Open it on the device on which you want to sign in. It works for 60 minutes.',
    noMail:
      'Nothing arrives? Sign in on a device that you have used before, or ask TMAS support for a recovery link.',
    notHere: 'Not on a shared computer',
    notHereWhy:
      'This computer is shared. Set up your second factor on a device of your own: sign in to TMAS there with your password. After that, you can sign in here too.',
    deviceTitle: 'Is this your device?',
    deviceHint: (username: string) =>
      `Continue only if you asked for this link yourself, while signing in to TMAS as ${username}. This browser can then be used to set up the second factor of this account.`,
    deviceConfirm: 'Yes, this is my device',
    linkEnded: 'This link no longer works',
    linkEndedHint: 'It has expired or was used already. Sign in with your password to get another one.',
    toSignIn: 'Go to sign-in',
    held: 'Your chain now requires a second factor from its managers. Sign in again with your password: you will set one up on the way.',
  },
  /** What the API says to a program that signs in. */
  problems: {
    second_factor_required:
      'Your password was correct. Your account also requires a second factor: send a `code`.',
    second_factor_setup_required:
      'Your password was correct. Your chain requires a second factor from its managers, and you have none yet. Sign in on the sign-in page to set one up.',
    second_factor_failed: 'The code is incorrect, or was used before.',
  },
  account: {
    hint: 'With a second factor, your password alone gives no access: signing in with username and password also requires a code from your phone, or a passkey.',
    help: 'How a second factor works',
    none: 'You don’t have one yet.',
    notWithoutPassword: 'A second factor goes with a password, and you don’t have one.',
    notAllowed:
      'Your chain signs in with Microsoft only. Microsoft asks for a second factor if your company requires one.',
    app: 'Authenticator app',
    appHint:
      'An app on your phone, such as Microsoft Authenticator or Google Authenticator, shows a code that changes every 30 seconds.',
    appSince: (when: string) => `Set up on ${when}.`,
    setUpApp: 'Set up an authenticator app',
    setUpAppAnew: 'Set up on another phone',
    removeApp: 'Remove the authenticator app',
    scan: '1. Scan this picture with the app.',
    picture: 'QR code for the authenticator app',
    typeIt: 'No camera? Enter this key in the app instead:',
    enterCode: '2. Enter the code that the app shows now.',
    code: 'Code',
    confirm: 'Confirm',
    passkeys: 'Passkeys',
    passkeysHint:
      'Your fingerprint, your face, a PIN or a security key, instead of a code. A passkey works only on this site, so no fake page can ask for it.',
    addPasskey: 'Add a passkey',
    passkeyName: 'Name of the passkey',
    passkeyNameHint: 'To help you recognize it, for example “Office laptop”.',
    added: (when: string) => `Added on ${when}`,
    lastUsed: (when: string) => `last used on ${when}`,
    neverUsed: 'not used yet',
    removePasskey: (name: string) => `Remove the passkey ${name}`,
    remove: 'Remove',
    recoveryCodes: 'Recovery codes',
    codesLeft: (n: number) =>
      plural(n, {
        none: 'You have no recovery codes left. Create new ones.',
        one: 'You have 1 recovery code left. Create new ones soon.',
        other: `You have ${number(n)} recovery codes left, for when you have neither your phone nor your passkey with you.`,
      }),
    newCodes: 'Create new recovery codes',
    codesTitle: 'Your recovery codes',
    codesHint:
      'Each works once, in place of your second factor. Print them or write them down, and keep them apart from your phone. They will not be shown again.',
    codesKept: 'I have saved them',
    copyCodes: 'Copy',
    copied: 'Copied',
    removeAppHint: 'Unless you have a passkey, your password alone then opens your account.',
    removePasskeyHint: 'It can no longer be used to sign in. You can add it again later.',
    lastOne:
      'Your chain requires a second factor from its managers. Set up another one first; then this one can be removed.',
    newCodesHint: 'The recovery codes that you have now stop working.',
    continue: 'Continue',
    cancel: 'Cancel',
    othersSignedOut: 'Your other devices have been signed out.',
    wrongCode: 'This code is incorrect. Enter the one the app shows now.',
    tooManyTries: 'Too many attempts. Wait a minute and try again.',
    expired: 'This took too long. Start again.',
    passkeyFailed:
      'The passkey was not created. This device may not support passkeys, or may have this one already.',
    notDone: 'Something went wrong. Try again.',
  },
  console: {
    column: 'Second factor',
    none: 'No second factor',
    app: 'App',
    passkeys: (n: number) => plural(n, { one: '1 passkey', other: `${number(n)} passkeys` }),
    filterNone: 'Managers without one',
    filterSet: 'With one',
    remove: 'Remove second factor',
    removeTitle: (name: string) => `Remove the second factor of ${name}?`,
    removeHint:
      'For someone who has lost their phone. Until they set up another second factor, the password alone opens their account. Their sessions end at once, and they and every manager are told by e-mail. Make sure it is really them asking.',
    removed: (name: string) => `The second factor of ${name} was removed.`,
    readiness: 'Who has a second factor',
    allHaveOne: 'Every manager with a password has one.',
    exemptWithoutFactor: (n: number) =>
      plural(n, {
        one: '1 manager has no second factor.',
        other: `${number(n)} managers have no second factor.`,
      }),
  },
  /** On the page of a recovery link. */
  recoveryLink:
    'This is a recovery link. Setting the password also removes your second factor. Set up a new one after you have signed in.',
  letters: {
    trace: 'If this was not you, change your password at once and tell your TMAS manager.',
    added: {
      subject: 'TMAS: a second factor was added',
      app: 'An authenticator app was set up for your account.',
      passkey: (name: string) => `The passkey “${name}” was added to your account.`,
    },
    device: {
      subject: 'TMAS: confirm your device',
      text: 'Someone entered your TMAS password on a device that you had not used before, and now has to set up a second factor. If that was you, open this link on the device on which you want to sign in. It works for 60 minutes.',
      button: 'Confirm this device',
    },
    removed: {
      subject: 'TMAS: a second factor was removed',
      app: 'The authenticator app was removed from your account.',
      passkey: (name: string) => `The passkey “${name}” was removed from your account.`,
      all: 'Your second factor was removed: authenticator app, passkeys and recovery codes. Until you set up another, your password alone opens your account.',
    },
    codesMade: {
      subject: 'TMAS: new recovery codes',
      text: 'New recovery codes were created for your account. The old ones no longer work.',
    },
    codeUsed: {
      subject: 'TMAS: a recovery code was used',
      text: (left: number) =>
        plural(left, {
          one: 'Someone used your password and one of your recovery codes. 1 code is left.',
          other: `Someone used your password and one of your recovery codes. ${number(left)} codes are left.`,
        }),
    },
    guessed: {
      subject: 'TMAS: someone knows your password',
      text: 'Someone entered your correct password, and then wrong codes again and again. They did not get in. If this was not you, change your password now.',
    },
  },
  setUpNotice: (person: string) => ({
    subject: `TMAS: ${person} set up a second factor`,
    text: `${person} set up a second factor for the first time. If you did not expect this, ask them: someone who found out their password could have done it.`,
  }),
  requiredNotice: (chain: string, day: string, hasNone: boolean) => ({
    subject: `TMAS: managers of ${chain} need a second factor from ${day}`,
    text: [
      `From ${day}, managers of ${chain} who sign in with a password also need a second factor: an authenticator app or a passkey. Signing in with Microsoft stays as it is.`,
      ...(hasNone
        ? [
            'You do not have one yet. Set it up now in your account; otherwise you will be asked to while signing in, from that day on.',
          ]
        : []),
    ].join(' '),
  }),
  notRequiredNotice: (chain: string) => ({
    subject: `TMAS: managers of ${chain} no longer need a second factor`,
    text: `${chain} no longer requires its managers to have a second factor. Those who have one still use it.`,
  }),
  notice: (person: string) => ({
    subject: `TMAS: the second factor of ${person} was removed`,
    text: `The second factor of ${person} was removed. Until they set up another, the password alone opens their account.`,
  }),
}
