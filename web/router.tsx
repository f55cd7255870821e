import { Text } from '@mantine/core'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
} from '@tanstack/react-router'
import { Failure, ShellFailure } from './components/failure.tsx'
import { leaveForConfirmation } from './confirmation.ts'
import { useFirstMessages } from './language.ts'
import { forgetOverlays, loadOverlays } from './load-overlays.ts'
import { loadMoreMessages } from './messages.ts'
import { accountQuery, devicesQuery } from './pages/account/account.queries.ts'
import { apiKeysQuery, readApiKeysSearch } from './pages/api-keys/api-keys.queries.ts'
import { readAuditSearch } from './pages/audit/audit-search.ts'
import { readDevicesSearch, sharedDevicesQuery } from './pages/devices/devices.queries.ts'
import { HomePage } from './pages/home/home.tsx'
import { readLocationsSearch } from './pages/locations/locations-search.ts'
import { NotFoundPage } from './pages/not-found.tsx'
import { signInQuery, signInsQuery } from './pages/sign-ins/sign-ins.queries.ts'
import { readSignInsSearch } from './pages/sign-ins/sign-ins-search.ts'
import type { HistoryKind } from './pages/users/user-history.queries.ts'
import { matrixQuery, readUsersSearch, userQuery, usersQuery } from './pages/users/users.queries.ts'
import { secondFactorQuery } from './second-factor.ts'
import { sessionQuery } from './session.ts'
import { Shell } from './shell.tsx'

/** A page that is loaded when it is opened, with its words and with what opens over it. */
function page<Page extends Record<string, unknown>, Name extends keyof Page>(
  load: () => Promise<Page>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    const [loaded] = await Promise.all([load(), import('./controls.ts'), loadMoreMessages(), loadOverlays()])
    return loaded
  }, name)
}

/** What a route's loader may use: it warms the queries of its page. */
type Context = { queryClient: QueryClient }

const root = createRootRouteWithContext<Context>()({
  loader: async ({ context }) => {
    const { sharedDevice } = await context.queryClient.ensureQueryData(sessionQuery)
    // A shared computer shows no page without the bar that says who is signed in.
    if (sharedDevice && !(await loadOverlays())) {
      forgetOverlays()
      throw new Error('the bar of a shared computer could not be loaded')
    }
  },
  component: Shell,
  errorComponent: ShellFailure,
})

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })

/**
 * A list keeps its page while another search is loaded. A page in its place that says “Loading” would take away the field
 * in which the person is typing.
 */
const staysWhileLoading = { pendingMs: Number.POSITIVE_INFINITY }

/** Loaded with what makes a tree of it, which no other page needs. */
const loadingTree = () => import('./pages/locations/locations.queries.ts')

const locations = createRoute({
  getParentRoute: () => root,
  path: '/administration/locations',
  ...staysWhileLoading,
  validateSearch: readLocationsSearch,
  loaderDeps: ({ search: { location, sort } }) => ({ location, sort }),
  loader: async ({ context: { queryClient }, deps }) =>
    (await loadingTree()).loadLocations(queryClient, deps),
  component: page(() => import('./pages/locations/locations.tsx'), 'LocationsPage'),
})

const importLocations = createRoute({
  getParentRoute: () => root,
  path: '/administration/locations/import',
  validateSearch: ({ under }: Record<string, unknown>): { under?: string | undefined } =>
    typeof under === 'string' && /^[0-9a-f-]{36}$/.test(under) ? { under } : {},
  loader: async ({ context: { queryClient } }) => (await loadingTree()).loadTree(queryClient),
  component: page(() => import('./pages/locations/location-import.tsx'), 'ImportLocationsPage'),
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  loader: ({ context: { queryClient } }) =>
    Promise.all([
      queryClient.ensureQueryData(accountQuery),
      queryClient.ensureQueryData(secondFactorQuery),
      queryClient.ensureQueryData(devicesQuery),
    ]),
  component: page(() => import('./pages/account/account.tsx'), 'AccountPage'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/administration/audit',
  ...staysWhileLoading,
  validateSearch: readAuditSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queryClient }, deps }) => {
    const { auditQuery } = await import('./pages/audit/audit.queries.ts')
    await queryClient.ensureQueryData(auditQuery(deps))
  },
  component: page(() => import('./pages/audit/audit.tsx'), 'AuditPage'),
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/administration/users',
  ...staysWhileLoading,
  validateSearch: readUsersSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => queryClient.ensureQueryData(usersQuery(deps)),
  component: page(() => import('./pages/users/users.tsx'), 'UsersPage'),
})

const newUser = createRoute({
  getParentRoute: () => root,
  path: '/administration/users/new',
  validateSearch: ({ email }: Record<string, unknown>): { email?: string | undefined } =>
    typeof email === 'string' ? { email: email.slice(0, 320) } : {},
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(matrixQuery),
  component: page(() => import('./pages/users/user.tsx'), 'NewUserPage'),
})

const importUsers = createRoute({
  getParentRoute: () => root,
  path: '/administration/users/import',
  component: page(() => import('./pages/users/user-import.tsx'), 'ImportUsersPage'),
})

const user = createRoute({
  getParentRoute: () => root,
  path: '/administration/users/$userId',
  validateSearch: ({ history }: Record<string, unknown>): { history?: HistoryKind | undefined } =>
    typeof history === 'string' && /^(?:sign_in|session|change|mail)$/.test(history)
      ? { history: history as HistoryKind }
      : {},
  loader: ({ context: { queryClient }, params: { userId } }) =>
    queryClient.ensureQueryData(userQuery(userId)),
  component: page(() => import('./pages/users/user.tsx'), 'UserPage'),
})

const editUser = createRoute({
  getParentRoute: () => root,
  path: '/administration/users/$userId/edit',
  loader: ({ context: { queryClient }, params: { userId } }) =>
    Promise.all([queryClient.ensureQueryData(matrixQuery), queryClient.ensureQueryData(userQuery(userId))]),
  component: page(() => import('./pages/users/user.tsx'), 'EditUserPage'),
})

const apiKeys = createRoute({
  getParentRoute: () => root,
  path: '/administration/api-keys',
  ...staysWhileLoading,
  validateSearch: readApiKeysSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => queryClient.ensureQueryData(apiKeysQuery(deps)),
  component: page(() => import('./pages/api-keys/api-keys.tsx'), 'ApiKeysPage'),
})

const devices = createRoute({
  getParentRoute: () => root,
  path: '/administration/devices',
  ...staysWhileLoading,
  validateSearch: readDevicesSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => queryClient.ensureQueryData(sharedDevicesQuery(deps)),
  component: page(() => import('./pages/devices/devices.tsx'), 'DevicesPage'),
})

const signIns = createRoute({
  getParentRoute: () => root,
  path: '/administration/sign-ins',
  ...staysWhileLoading,
  validateSearch: readSignInsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) =>
    deps.reference
      ? queryClient.prefetchQuery(signInQuery(deps.reference))
      : queryClient.ensureQueryData(signInsQuery(deps)),
  component: page(() => import('./pages/sign-ins/sign-ins.tsx'), 'SignInsPage'),
})

/** `JSON.parse` takes a reference such as 23E45678 for a number that does not exist. */
function parseSearchValue(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return typeof value === 'number' && String(value) !== text ? text : value
}

/**
 * The console's pages. Each one except the home page is loaded when it is opened. The addresses are the contract's;
 * the server sends them all the same document.
 */
export function createConsoleRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree: root.addChildren([
      home,
      locations,
      importLocations,
      users,
      newUser,
      importUsers,
      user,
      editUser,
      account,
      audit,
      apiKeys,
      devices,
      signIns,
    ]),
    context: { queryClient },
    parseSearch: parseSearchWith(parseSearchValue),
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
  })
  // The style sheet of the frame draws a line at the top meanwhile, so that what was clicked is seen to be heard.
  const showLoading = (isLoading: boolean) => () =>
    document.documentElement.toggleAttribute('data-loading', isLoading)
  router.subscribe('onBeforeNavigate', showLoading(true))
  router.subscribe('onResolved', showLoading(false))
  router.subscribe('onBeforeLoad', ({ pathChanged, fromLocation, toLocation }) => {
    if (pathChanged && fromLocation) leaveForConfirmation(toLocation.href)
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}

function Loading() {
  return (
    <Text role="status" p="md">
      {useFirstMessages().home.loading}
    </Text>
  )
}
