/** The second factor of who keeps a password (R30): the page after the password, the account settings, the console, mails. */
export const secondFactor = {
  title: 'Second factor',
  /** The page between the password and the home. */
  door: {
    title: 'Confirm that it is you',
    hint: 'Your password was right. Your account asks for a second factor besides.',
    code: 'Code from your authenticator app',
    submit: 'Sign in',
    passkey: 'Use a passkey',
    passkeyWaiting: 'Waiting for your passkey…',
    passkeyFailed: 'The passkey was not used. Try again, or choose another way.',
    recovery: 'Use a recovery code instead',
    recoveryCode: 'Recovery code',
    recoveryHint:
      'One of the ten codes that you were shown when you set up your second factor. Each works once.',
    lost: 'Nothing at hand? Another manager of your company can remove your second factor. If you are the only one, ask TMAS support.',
    back: 'Sign in as somebody else',
    wrongTitle: 'That was not right',
    wrong:
      'A code changes every 30 seconds and works once. Wait for the next one, and check that the clock of your phone is set automatically.',
  },
  /** What the API says to a program that signs in. */
  problems: {
    second_factor_required:
      'Your password was right. Your account asks for a second factor besides: send a `code`.',
    second_factor_failed: 'The code is not right, or was used before.',
  },
  account: {
    hint: 'With a second factor your password alone opens nothing: a sign-in with username and password also asks for a code from your phone, or for a passkey.',
    none: 'You have none yet.',
    notWithoutPassword: 'A second factor belongs to a password, and you have none.',
    notAllowed:
      'Your chain signs in with Microsoft only. Microsoft asks for a second factor where your company wants one.',
    app: 'Authenticator app',
    appHint:
      'An app on your phone, such as Microsoft Authenticator or Google Authenticator, shows a code that changes every 30 seconds.',
    appSince: (when: string) => `Set up on ${when}.`,
    setUpApp: 'Set up an authenticator app',
    setUpAppAnew: 'Set it up on another phone',
    removeApp: 'Remove the authenticator app',
    scan: '1. Scan this picture with the app.',
    picture: 'QR code for the authenticator app',
    typeIt: 'No camera? Enter this key in the app instead:',
    enterCode: '2. Enter the code that the app shows now.',
    code: 'Code',
    confirm: 'Confirm',
    passkeys: 'Passkeys',
    passkeysHint:
      'Your fingerprint, your face, a PIN or a security key, instead of a code. It works only on this site, so no false page can ask for it.',
    addPasskey: 'Add a passkey',
    passkeyName: 'Name of the passkey',
    passkeyNameHint: 'So that you recognise it, for instance “Office laptop”.',
    added: (when: string) => `Added on ${when}`,
    lastUsed: (when: string) => `last used on ${when}`,
    neverUsed: 'not used yet',
    removePasskey: (name: string) => `Remove the passkey ${name}`,
    remove: 'Remove',
    recoveryCodes: 'Recovery codes',
    codesLeft: (n: number) =>
      n === 0
        ? 'You have no recovery code left. Make new ones.'
        : n === 1
          ? 'You have 1 recovery code left. Make new ones soon.'
          : `You have ${n} recovery codes left, for the day when phone and passkey are not at hand.`,
    newCodes: 'Make new recovery codes',
    codesTitle: 'Your recovery codes',
    codesHint:
      'Each works once, in the place of your second factor. Print them or write them down, and keep them apart from your phone. They are not shown again.',
    codesKept: 'I have kept them',
    copyCodes: 'Copy',
    copied: 'Copied',
    password: 'Your password',
    passwordHint: 'To be sure that it is you.',
    goOn: 'Continue',
    cancel: 'Cancel',
    othersSignedOut: 'Your other devices are signed out.',
    wrongPassword: 'The password is not right.',
    wrongCode: 'This code is not right. Enter the one that the app shows now.',
    tooManyTries: 'There were too many tries. Wait a minute and try again.',
    expired: 'This took too long. Begin again.',
    passkeyFailed: 'The passkey was not made. This device may have none, or have this one already.',
    notDone: 'This could not be done. Try again.',
  },
  offer: {
    title: 'Protect your access with a second factor',
    text: 'You manage people or locations, and a password is all that opens your account. An authenticator app or a passkey takes two minutes.',
    setUp: 'Set it up',
    later: 'Not now',
  },
  console: {
    column: 'Second factor',
    none: 'No second factor',
    app: 'App',
    passkeys: (n: number) => (n === 1 ? '1 passkey' : `${n} passkeys`),
    filterNone: 'Managers without one',
    filterSet: 'With one',
    remove: 'Remove second factor',
    removeTitle: (name: string) => `Remove the second factor of ${name}?`,
    removeHint:
      'For somebody who has lost the phone. The password alone then opens their account until they set up another; their sessions end at once. They and every manager are told by mail. Be sure that it is really they who ask.',
    removed: (name: string) => `The second factor of ${name} is removed.`,
    exemptWithoutFactor: (n: number) =>
      n === 1 ? '1 manager has no second factor.' : `${n} managers have no second factor.`,
  },
  /** On the page of a recovery link. */
  recoveryLink:
    'This is a recovery link: setting the password also removes your second factor. Set up a new one after you have signed in.',
  letters: {
    trace: 'If it was not you, change your password at once and tell your TMAS manager.',
    added: {
      subject: 'TMAS: a second factor was added',
      app: 'An authenticator app was set up for your account.',
      passkey: (name: string) => `The passkey “${name}” was added to your account.`,
    },
    removed: {
      subject: 'TMAS: a second factor was removed',
      app: 'The authenticator app was removed from your account.',
      passkey: (name: string) => `The passkey “${name}” was removed from your account.`,
      all: 'Your second factor was removed: authenticator app, passkeys and recovery codes. Until you set up another, your password alone opens your account.',
    },
    codesMade: {
      subject: 'TMAS: new recovery codes',
      text: 'New recovery codes were made for your account. The old ones do not work any more.',
    },
    codeUsed: {
      subject: 'TMAS: a recovery code was used',
      text: (left: number) =>
        left === 1
          ? 'Somebody signed in to your account with your password and one of your recovery codes. 1 code is left.'
          : `Somebody signed in to your account with your password and one of your recovery codes. ${left} codes are left.`,
    },
    guessed: {
      subject: 'TMAS: somebody knows your password',
      text: 'Somebody entered your right password, and then wrong codes again and again. Nobody came in. If it was not you, change your password now.',
    },
  },
  notice: (person: string) => ({
    subject: `TMAS: the second factor of ${person} was removed`,
    text: `The second factor of ${person} was removed. Until they set up another, the password alone opens their account.`,
  }),
}
