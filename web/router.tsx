import { Text } from '@mantine/core'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter } from '@tanstack/react-router'
import { Failure, ShellFailure } from './failure.tsx'
import { useMessages } from './language.ts'
import { AccountPage } from './pages/account/account.tsx'
import { devicesQuery } from './pages/account/devices.tsx'
import { accountQuery } from './pages/account/password.tsx'
import { AuditPage, auditQuery, readAuditSearch } from './pages/administration/audit.tsx'
import { HomePage } from './pages/home.tsx'
import { LocationsPage, readLocationsSearch } from './pages/locations/locations.tsx'
import { treeQuery } from './pages/locations/queries.ts'
import { NotFoundPage } from './pages/not-found.tsx'
import { ImportUsersPage } from './pages/users/import.tsx'
import { NewUserPage, UserPage } from './pages/users/user.tsx'
import { matrixQuery, readUsersSearch, userQuery, usersQuery } from './pages/users/users.queries.ts'
import { UsersPage } from './pages/users/users.tsx'
import { sessionQuery } from './session.ts'
import { Shell } from './shell.tsx'

/** What a route's loader may use: it warms the queries of its page. */
type Context = { queryClient: QueryClient }

const root = createRootRouteWithContext<Context>()({
  loader: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
  component: Shell,
  errorComponent: ShellFailure,
})

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })

const locations = createRoute({
  getParentRoute: () => root,
  path: '/administration/locations',
  validateSearch: readLocationsSearch,
  loader: ({ context }) => context.queryClient.ensureQueryData(treeQuery),
  component: LocationsPage,
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  loader: ({ context: { queryClient } }) =>
    Promise.all([queryClient.ensureQueryData(accountQuery), queryClient.ensureQueryData(devicesQuery)]),
  component: AccountPage,
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/administration/audit',
  validateSearch: readAuditSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => queryClient.ensureQueryData(auditQuery(deps)),
  component: () => <AuditPage search={audit.useSearch()} />,
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/administration/users',
  validateSearch: readUsersSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => queryClient.ensureQueryData(usersQuery(deps)),
  component: UsersPage,
})

const newUser = createRoute({
  getParentRoute: () => root,
  path: '/administration/users/new',
  loader: ({ context: { queryClient } }) => queryClient.ensureQueryData(matrixQuery),
  component: NewUserPage,
})

const importUsers = createRoute({
  getParentRoute: () => root,
  path: '/administration/users/import',
  component: ImportUsersPage,
})

const user = createRoute({
  getParentRoute: () => root,
  path: '/administration/users/$userId',
  loader: ({ context: { queryClient }, params: { userId } }) =>
    Promise.all([queryClient.ensureQueryData(matrixQuery), queryClient.ensureQueryData(userQuery(userId))]),
  component: UserPage,
})

/** The console's pages. The addresses are the contract's; the server sends them all the same document. */
export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([home, locations, users, newUser, importUsers, user, account, audit]),
    context: { queryClient },
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}

function Loading() {
  return (
    <Text role="status" p="md">
      {useMessages().home.loading}
    </Text>
  )
}
