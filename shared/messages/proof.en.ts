/** What is asked before a sensitive change (R33), over the form that it is for. */
export const proof = {
  title: 'Confirm that it’s you',
  hint: 'For a change like this, TMAS makes sure that it’s really you. Nothing you have entered is lost.',
  password: 'Your password',
  code: 'Code from your authenticator app, or a recovery code',
  passkeyOrCode: 'Leave it empty to use your passkey.',
  confirm: 'Confirm',
  or: 'or',
  microsoft: 'Confirm with Microsoft',
  microsoftHint: 'Microsoft asks you to sign in again, in a window of its own.',
  cancel: 'Cancel',
  noWay: 'There is nothing to confirm it with. Sign out, sign in again and repeat the change.',
  /** On a shared computer, which takes no passkey (R38). */
  noWayShared:
    'There is nothing to confirm it with on this shared computer, because passkeys don’t work here. Make the change on your own computer. If you set up an authenticator app there, you can also confirm with its code here.',
  wrongPassword: 'The password is incorrect.',
  wrongCode: 'The code is incorrect, or was used before. Wait for the next one.',
  codeNeeded: 'Enter the code that your app shows now.',
  passkeyFailed: 'The passkey was not used. Try again, or enter a code.',
  tooManyTries: 'Too many attempts. Wait a minute and try again.',
  notDone: 'Something went wrong. Try again.',
  otherAccount:
    'You signed in with a Microsoft account that isn’t the one linked to your TMAS account. Try again.',
  notFresh:
    'Microsoft didn’t say that it asked you to sign in just now. Try again, or confirm with your password.',
  microsoftStopped: 'The sign-in with Microsoft was not completed. Try again.',
  /** Where the form says why nothing was changed. */
  notConfirmed: 'Nothing was changed, because you didn’t confirm that it’s you.',
  /** The last page of Microsoft's window. */
  landing: {
    proved: {
      title: 'Thank you, it’s you',
      hint: 'The change continues in the TMAS window. You can close this one.',
      link: 'Continue to TMAS',
    },
    not_proved: {
      title: 'You have not confirmed that it’s you',
      hint: 'The reason is shown in the TMAS window. You can close this one.',
      link: 'Continue to TMAS',
    },
  },
}
