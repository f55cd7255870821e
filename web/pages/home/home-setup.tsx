import { Group, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { canSomewhere } from '#shared/permissions.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { useMessages } from '../../language.ts'
import type { Session } from '../../session.ts'
import { ConnectButton } from '../locations/connect-button.tsx'
import { setupQuery } from '../locations/setup.queries.ts'

/** For managers of a chain that is not connected yet: how far it has come, and a link to its guide. */
export function SetupInvitation({ memberships }: Pick<Session, 'memberships'>) {
  const chain = memberships.find((held) => canSomewhere([held], 'settings.change'))
  return chain ? <Invitation chainId={chain.locationId} name={chain.locationName} /> : null
}

function Invitation({ chainId, name }: { chainId: string; name: string }) {
  const {
    connect,
    setup: { home, guide },
  } = useMessages()
  // The page is complete without the invitation, so a failure to load it is not shown.
  const { data: setup } = useQuery(setupQuery(chainId))
  if (!setup || setup.confirmed) return null
  const hasTenant = setup.tenantId !== null
  const next = setup.steps.find(({ state }) => state === 'next')
  const done = setup.steps.filter(({ state }) => state === 'done').length
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="connect-your-chain">
      <Title order={2} size="h4" mb="xs" id="connect-your-chain">
        {hasTenant ? home.title : home.begin(name)}
      </Title>
      <Text mb="md">
        {hasTenant ? home.progress(name, done) : connect.lead}{' '}
        {hasTenant && next && home.next(guide.steps[next.step].title)}
      </Text>
      <Group gap="xs">
        {!hasTenant && <ConnectButton chainId={chainId} />}
        <ButtonLink
          variant={hasTenant ? 'filled' : 'default'}
          to="/administration/locations"
          search={{ location: chainId, section: 'advanced' }}
        >
          {home.open}
        </ButtonLink>
      </Group>
    </Paper>
  )
}
