import { DataList, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { canSomewhere } from '#shared/permissions.ts'
import { useMessages } from '../../language.ts'
import { managesUsers, personName, type Session, useSession } from '../../session.ts'
import { useTime } from '../../use-time.ts'
import { HelpRequests } from './help-requests.tsx'
import classes from './home.module.css'
import { SetupInvitation } from './home-setup.tsx'
import { MicrosoftSoon } from './home-soon.tsx'
import { SecondFactorOffer } from './second-factor-offer.tsx'

/** Loaded for those who manage something. The page is complete without it. */
const Overview = lazy(() =>
  import('./overview.tsx').then(
    ({ Overview }) => ({ default: Overview }),
    () => ({ default: () => null }),
  ),
)

/** The signed-in home page: who I am, how I signed in, and which locations I reach with which role. */
export function HomePage() {
  const messages = useMessages()
  const session = useSession()
  useDocumentTitle(`${messages.home.title} · ${messages.product}`)
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {messages.home.welcome(personName(session.user))}
      </Title>
      {managesUsers(session) && <HelpRequests />}
      <SetupInvitation memberships={session.memberships} />
      {canSomewhere(session.memberships, 'records.read') && (
        <Suspense>
          <Overview />
        </Suspense>
      )}
      {session.signedInWith === 'password' && <MicrosoftSoon email={session.user.email} />}
      <SecondFactorOffer />
      <Identity session={session} />
      <Locations memberships={session.memberships} />
    </Stack>
  )
}

function Identity({ session: { user, customer, signedInWith, expiresAt } }: { session: Session }) {
  const messages = useMessages().home
  const time = useTime('sentence')
  const facts = [
    [messages.name, personName(user)],
    [messages.username, user.username],
    [messages.email, user.email],
    [messages.customer, customer.name],
    [messages.signedInWith, messages.doors[signedInWith]],
    [messages.linkedAccount, user.microsoftLink?.loginId],
    [messages.expiresAt, time(expiresAt)],
  ]
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="who-you-are">
      <Title order={2} size="h4" mb="md" id="who-you-are">
        {messages.youAre}
      </Title>
      <DataList labelWidth="8.5rem">
        {facts.map(
          ([label, value]) =>
            value && (
              <DataList.Item key={label}>
                <DataList.ItemLabel>{label}</DataList.ItemLabel>
                <DataList.ItemValue>{value}</DataList.ItemValue>
              </DataList.Item>
            ),
        )}
      </DataList>
    </Paper>
  )
}

function Locations({ memberships }: Pick<Session, 'memberships'>) {
  const messages = useMessages()
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="your-locations">
      <Title order={2} size="h4" mb="md" id="your-locations">
        {messages.home.locations}
      </Title>
      {memberships.length === 0 ? (
        <Text>{messages.home.noLocations}</Text>
      ) : (
        <Table aria-labelledby="your-locations">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{messages.home.location}</Table.Th>
              <Table.Th scope="col">{messages.home.locationType}</Table.Th>
              <Table.Th scope="col">{messages.home.permission}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {memberships.map(({ locationId, locationName, locationType, role }) => (
              <Table.Tr key={`${locationId} ${role}`}>
                <Table.Td>{locationName}</Table.Td>
                <Table.Td className={classes.type}>{messages.locationTypes[locationType]}</Table.Td>
                <Table.Td>{messages.roles[role]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  )
}
