import { countsIn } from './counts.ts'
import { overview } from './overview.en.ts'
import { refusalNames } from './refusal-names.en.ts'

const { number, plural } = countsIn('en')

/**
 * The words of the console's frame and of its home page. The console loads them first, and all others with the first
 * page that needs them (web/messages.ts). English, the source, is the type of the other languages.
 */
export const first = {
  product: 'TMAS',
  /** Between a label and its value: French sets a space before it. */
  colon: ':',
  signIn: {
    microsoft: 'Sign in with Microsoft',
    signOutOfMicrosoft: 'Sign out of Microsoft too',
  },
  refused: {
    reference: 'Reference',
  },
  home: {
    title: 'Home',
    welcome: (name: string) => `Welcome, ${name}`,
    youAre: 'Your details',
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
    noLocations: 'You don’t have any locations yet. Ask your TMAS manager.',
    signOut: 'Sign out',
    accountMenu: 'Account menu',
    menu: 'Menu',
    skipToContent: 'Skip to content',
    loading: 'Loading…',
    failed: 'This could not be loaded.',
    retry: 'Try again',
    notFound: 'This page does not exist.',
    colorScheme: 'Light or dark',
  },
  locations: {
    title: 'Manage Locations',
  },
  users: {
    title: 'Manage User Accounts',
    mailing: {
      close: 'Close',
    },
  },
  signIns: {
    title: 'Sign-ins',
    helpRequests: {
      title: (count: number) =>
        plural(count, {
          one: '1 person asks for help to sign in',
          other: `${number(count)} people ask for help to sign in`,
        }),
      showAll: 'Show all of them',
    },
    nobody: 'Unknown',
    typed: (address: string) => `${address} (not confirmed)`,
    unprovenName: (name: string) => `${name}? (not confirmed)`,
  },
  audit: {
    title: 'Audit log',
  },
  apiKeys: {
    title: 'API keys',
  },
  sharedComputers: {
    list: {
      title: 'Shared computers',
    },
  },
  account: {
    title: 'Account settings',
  },
  help: {
    toHelp: 'Help',
  },
  find: {
    open: 'Find',
  },
  roles: {
    chain_and_user_manager: 'Chain and User Manager',
    chain_manager: 'Chain Manager',
    user_manager: 'User Manager',
    location_manager: 'Location Manager',
    viewer: 'Viewer',
  },
  locationTypes: { chain: 'Chain', district: 'District', region: 'Region', store: 'Store' },
  overview,
  connect: {
    start: 'Connect with Microsoft',
    lead: 'Sign in at Microsoft with your work account and confirm your organization.',
    failedToStart: 'Microsoft’s page could not be opened. Try again.',
    throttled: 'Too many attempts in a short time. Wait a few minutes.',
  },
  setup: {
    guide: {
      steps: {
        find_tenant: {
          title: 'Find your tenant ID',
        },
        paste_tenant: {
          title: 'Paste it into TMAS',
        },
        sign_in: {
          title: 'Sign in with Microsoft',
        },
        accept: {
          title: 'Accept Microsoft’s request',
        },
        confirm: {
          title: 'Confirm it in Entra',
        },
      },
    },
    home: {
      title: 'Connect your chain to Microsoft Entra ID: 5 steps',
      begin: (chain: string) => `Connect ${chain} to Microsoft`,
      progress: (chain: string, done: number) =>
        plural(done, {
          one: `${chain}: 1 of 5 steps is done.`,
          other: `${chain}: ${number(done)} of 5 steps are done.`,
        }),
      next: (step: string) => `Next: ${step}`,
      open: 'Open the setup guide',
      soonTitle: 'You will soon sign in with Microsoft only',
      soonGoOn: 'Continue to TMAS',
      from: (day: string) => `From ${day}, you will sign in with Microsoft only.`,
      soon: (email: string) =>
        `Try it now, while your password still works. Sign in with your work account ${email}.`,
    },
  },
  secondFactor: {
    offer: {
      title: 'Protect your access with a second factor',
      text: 'You manage people or locations, and a password is all it takes to open your account. An authenticator app or a passkey takes two minutes to set up.',
      setUp: 'Set it up',
      later: 'Not now',
      requiredTitle: (day: string) => `From ${day}, your chain requires a second factor`,
      requiredText:
        'From that day on, managers can no longer sign in with a password alone. An authenticator app or a passkey takes two minutes to set up.',
      setUpNow: 'Set up now',
      notYet: 'Later',
    },
  },
  returned: {
    manager: {
      asSaid: (cause: string) => `${cause} (as the person says)`,
    },
  },
  refusalWords: refusalNames,
}

export type FirstMessages = typeof first
