import { Paper, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { canSomewhere } from '#shared/permissions.ts'
import { PlainTable } from '../../components/plain-table.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { WhenSeen } from '../../components/when-seen.tsx'
import { useFirstMessages } from '../../language.ts'
import { personName, type Session, useSession } from '../../session.ts'
import { useTime } from '../../use-time.ts'
import { HelpRequests } from './help-requests.tsx'
import classes from './home.module.css'
import { homeQuery } from './home.queries.ts'
import { SetupInvitation } from './home-setup.tsx'
import { MicrosoftSoon } from './home-soon.tsx'
import { overviewQuery } from './overview.queries.ts'
import { Overview } from './overview.tsx'
import { SecondFactorOffer } from './second-factor-offer.tsx'

/** At the end, because it is loaded when it is seen. Where it cannot be loaded, the page is complete without it. */
const ConnectionHealth = lazy(
  (): Promise<{ default: () => ReactNode }> =>
    import('./connection-health.tsx').then(
      ({ ConnectionHealth }) => ({ default: ConnectionHealth }),
      () => ({ default: () => null }),
    ),
)

/** The signed-in home page: who I am, how I signed in, and which locations I reach with which role. */
export function HomePage() {
  const messages = useFirstMessages()
  const session = useSession()
  // The page is complete without what it offers and asks, so a failure to load that is not shown.
  const { data: home } = useQuery(homeQuery)
  const readsRecords = canSomewhere(session.memberships, 'records.read')
  // Until the page has its height, everything below would be seen.
  const { data: numbers } = useQuery({ ...overviewQuery, enabled: readsRecords })
  useDocumentTitle(`${messages.home.title} · ${messages.product}`)
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {messages.home.welcome(personName(session.user))}
      </Title>
      {home?.helpRequests && <HelpRequests asked={home.helpRequests} />}
      {home?.setup && <SetupInvitation setup={home.setup} />}
      {readsRecords && <Overview patterns={home?.patterns ?? []} />}
      {session.signedInWith === 'password' && home?.microsoftSoon && (
        <MicrosoftSoon email={session.user.email} from={home.microsoftFrom} />
      )}
      {home?.secondFactor.offered && <SecondFactorOffer requiredFrom={home.secondFactor.requiredFrom} />}
      <Identity session={session} />
      <Locations memberships={session.memberships} />
      {home && numbers && (
        <WhenSeen minHeight="8rem">
          <Suspense>
            <ConnectionHealth />
          </Suspense>
        </WhenSeen>
      )}
    </Stack>
  )
}

function Identity({ session: { user, customer, signedInWith, expiresAt } }: { session: Session }) {
  const messages = useFirstMessages().home
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
      <dl className={classes.facts}>
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Paper>
  )
}

function Locations({ memberships }: Pick<Session, 'memberships'>) {
  const messages = useFirstMessages()
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="your-locations">
      <Title order={2} size="h4" mb="md" id="your-locations">
        {messages.home.locations}
      </Title>
      {memberships.length === 0 ? (
        <Text>{messages.home.noLocations}</Text>
      ) : (
        <PlainTable aria-labelledby="your-locations">
          <thead>
            <tr>
              <th scope="col">{messages.home.location}</th>
              <th scope="col">{messages.home.locationType}</th>
              <th scope="col">{messages.home.permission}</th>
            </tr>
          </thead>
          <tbody>
            {memberships.map(({ locationId, locationName, locationType, role }) => (
              <tr key={`${locationId} ${role}`}>
                <td>
                  <TextLink inherit to="/administration/locations" search={{ location: locationId }}>
                    {locationName}
                  </TextLink>
                </td>
                <td className={classes.type}>{messages.locationTypes[locationType]}</td>
                <td>{messages.roles[role]}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </Paper>
  )
}
