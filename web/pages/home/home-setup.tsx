import { Group, Paper, Text, Title } from '@mantine/core'
import { ButtonLink } from '../../components/button-link.tsx'
import { useFirstMessages } from '../../language.ts'
import { ConnectButton } from '../locations/connect-button.tsx'
import type { Home } from './home.queries.ts'

/** For managers of a chain that is not connected yet: how far it has come, and a link to its guide. */
export function SetupInvitation({ setup }: { setup: NonNullable<Home['setup']> }) {
  const {
    connect,
    setup: { home, guide },
  } = useFirstMessages()
  const { chainId, chainName: name, hasTenant, done, next } = setup
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="connect-your-chain">
      <Title order={2} size="h4" mb="xs" id="connect-your-chain">
        {hasTenant ? home.title : home.begin(name)}
      </Title>
      <Text mb="md">
        {hasTenant ? home.progress(name, done) : connect.lead}{' '}
        {hasTenant && next && home.next(guide.steps[next].title)}
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
