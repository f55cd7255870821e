import type { Actor, Refusal, refusals } from '../refusals.ts'
import { users } from './users.en.ts'

/** What a refusal says to the person: what happened, and what to do. */
export type RefusalText = { sentence: string; remedy: string }

/** Only what a person may be told has a sentence for them (R18). */
export type ToldRefusal = (typeof refusals)[Refusal]['told']

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
    microsoftHint: 'Use your work or school account, with the e-mail address that TMAS knows.',
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
    codes: {
      unknown_user: {
        sentence: 'TMAS has no access for this Microsoft account.',
        remedy:
          'Ask your TMAS manager to check three things: that your TMAS account exists, that its e-mail address is exactly your Microsoft sign-in address, and that the tenant ID of your chain is right. Give them the reference.',
      },
      wrong_password: {
        sentence: 'The username or the password is not right.',
        remedy: 'Check both and try again, or use “Sign in with Microsoft” if your company does.',
      },
      account_disabled: {
        sentence: 'Your TMAS account is switched off.',
        remedy: 'Ask your TMAS manager to switch it on again, and give them the reference.',
      },
      microsoft_required: {
        sentence: 'Your chain signs in with Microsoft only.',
        remedy: 'Use the button “Sign in with Microsoft” and your work or school account.',
      },
      linked_to_other_account: {
        sentence: 'Your TMAS account is linked with another Microsoft account.',
        remedy:
          'If your Microsoft account was made anew, ask your TMAS manager to remove the old link. Give them the reference.',
      },
      personal_account: {
        sentence: 'This is a personal Microsoft account.',
        remedy: 'Sign in with the work or school account that your company gave you.',
      },
      consent_declined: {
        sentence: 'The sign-in at Microsoft was cancelled, or the permission request was not accepted.',
        remedy: 'Try again and choose “Accept” when Microsoft asks. TMAS only reads your name and address.',
      },
      admin_consent_required: {
        sentence: 'Your company lets only its IT administrators approve new applications.',
        remedy: 'Ask your IT administrator to approve TMAS in Microsoft Entra, and give them the reference.',
      },
      not_assigned: {
        sentence: 'Your company has not assigned TMAS to you in Microsoft Entra.',
        remedy: 'Ask your IT administrator to assign you, or your group, to the application TMAS.',
      },
      blocked_by_policy: {
        sentence: 'A security policy of your company stopped this sign-in.',
        remedy:
          'Try from a company device or network. If it happens again, give your IT administrator the reference.',
      },
      account_problem_at_microsoft: {
        sentence: 'Microsoft could not sign this account in.',
        remedy:
          'Follow what Microsoft’s page says about your account or password, or choose another account. Then try again.',
      },
      tenant_not_found: {
        sentence: 'Microsoft does not know the tenant ID of your chain.',
        remedy:
          'Ask your TMAS manager to correct the Azure Tenant ID under Administration > Manage Locations > Advanced.',
      },
      popup_blocked: {
        sentence: 'Your browser blocked the Microsoft window.',
        remedy: 'Allow pop-up windows for TMAS, or continue in this window.',
      },
      popup_closed: {
        sentence: 'The Microsoft window was closed before the sign-in was complete.',
        remedy: 'Try again, and leave the window open until it closes by itself.',
      },
      not_returned: {
        sentence: 'The sign-in did not come back from Microsoft.',
        remedy:
          'Try again. If Microsoft’s page shows an error, send its text and the reference to your IT administrator.',
      },
      expired: {
        sentence: 'This sign-in took too long.',
        remedy: 'Start again: a sign-in can take 15 minutes at the most.',
      },
      replayed: {
        sentence: 'This sign-in has already been used.',
        remedy: 'Start again with “Sign in with Microsoft”.',
      },
      invalid_response: {
        sentence: 'The answer to this sign-in could not be accepted.',
        remedy:
          'Start again in this window, with cookies allowed. If it happens again, give TMAS support the reference.',
      },
      microsoft_unreachable: {
        sentence: 'Microsoft is not answering at the moment.',
        remedy: 'Wait a minute and try again.',
      },
      throttled: {
        sentence: 'There were too many tries in a short time.',
        remedy: 'Wait a minute and try again.',
      },
      operator_configuration: {
        sentence: 'TMAS and Microsoft do not understand each other at the moment.',
        remedy: 'This is ours to repair. Give TMAS support the reference.',
      },
      internal: {
        sentence: 'Something went wrong in TMAS.',
        remedy: 'Try again. If it happens again, give TMAS support the reference.',
      },
    } satisfies Record<ToldRefusal, RefusalText>,
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
    colorScheme: 'Light or dark',
  },
  roles: {
    chain_and_user_manager: 'Chain and User Manager',
    chain_manager: 'Chain Manager',
    user_manager: 'User Manager',
    location_manager: 'Location Manager',
    viewer: 'Viewer',
  },
  locationTypes: { chain: 'Chain', district: 'District', region: 'Region', store: 'Store' },
  users,
}

export type Messages = typeof en
