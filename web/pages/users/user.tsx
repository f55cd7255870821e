import { Stack } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useSession } from '../../session.ts'
import { ExplainSection } from './explanation.tsx'
import { MailingButtons } from './mailing.tsx'
import { NearMissesOf } from './near-misses.tsx'
import { PersonData } from './person-data.tsx'
import { UserForm } from './user-form.tsx'
import { userQuery } from './users.queries.ts'

const route = getRouteApi('/administration/users/$userId')
const newUserRoute = getRouteApi('/administration/users/new')

/** Administration > Manage User Accounts > one user. */
export function UserPage() {
  const { userId } = route.useParams()
  const { data: user } = useSuspenseQuery(userQuery(userId))
  const { user: self } = useSession()
  return (
    <Stack>
      <UserForm key={user.id} user={user} />
      {user.mayChange && user.id !== self.id && <MailingButtons user={user} />}
      <NearMissesOf userId={user.id} />
      <ExplainSection user={user} />
      <PersonData user={user} />
    </Stack>
  )
}

/** Administration > Manage User Accounts > add. */
export function NewUserPage() {
  const { email } = newUserRoute.useSearch()
  return <UserForm user={undefined} email={email} />
}
