/** What is asked beside a form over which the session has ended (R32). */
export const renewal = {
  title: 'Your session has ended',
  hint: (name: string) =>
    `Sign in again as ${name} to continue where you left off. Nothing you have entered is lost.`,
  confirmTitle: 'Confirm with Microsoft that it is you',
  confirmHint: (name: string) =>
    `TMAS has to check with Microsoft that your account is still active. Sign in as ${name} to continue where you left off. Nothing you have entered is lost.`,
  idleHint:
    'This page was open for a while. TMAS has to check with Microsoft that your account is still active, and then shows the page again.',
  otherTitle: 'Someone else is now signed in',
  other: (now: string, before: string) =>
    `${now} is now signed in to TMAS in this browser. Nothing on this page was sent, because it was entered by ${before}. To send it, sign in again as ${before}.`,
  password: 'Your password',
  code: 'Code from your authenticator app, or a recovery code',
  signIn: 'Sign in again',
  or: 'or',
  microsoft: 'Sign in with Microsoft',
  elsewhere: 'Use another tab to sign in, for example with a passkey',
  leave: 'Leave without saving',
  notNow: 'Not now',
  problems: {
    wrong_password: 'The password is incorrect.',
    second_factor_required: 'Enter the code too.',
    second_factor_setup_required:
      'Your chain now requires a second factor, and you have none yet. Set one up in another tab, then return to this page.',
    second_factor_failed: 'The code is incorrect or has already been used.',
    throttled: 'Too many attempts. Wait a minute and try again.',
    account_disabled: 'This account is disabled.',
    customer_suspended: 'Your company’s access to TMAS is suspended.',
    microsoft_required: 'Your chain uses only “Sign in with Microsoft”.',
    other: 'You are not signed in yet. Try again.',
  },
}
