import { List, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMessages } from '../../language.ts'
import { readinessQuery } from './locations.queries.ts'

/** Beyond this many, a number stands for the rest. */
const shown = 50

/** Before managers need a second factor: who of those with a password has none (R30). */
export function FactorReadiness({ chainId }: { chainId: string }) {
  const messages = useMessages()
  const words = messages.secondFactor.console
  const { data } = useQuery({ ...readinessQuery(chainId), throwOnError: true })
  if (!data) return <Text role="status">{messages.home.loading}</Text>
  const without = data.exempt.filter(({ hasPassword, hasSecondFactor }) => hasPassword && !hasSecondFactor)
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="factor-readiness">
      <Title order={3} size="h5" id="factor-readiness">
        {words.readiness}
      </Title>
      <Text size="sm" mt="xs">
        {without.length === 0 ? words.allHaveOne : words.exemptWithoutFactor(without.length)}
      </Text>
      {without.length > 0 && (
        <List size="sm" mt="xs">
          {without.slice(0, shown).map(({ userId, username, role }) => (
            <List.Item key={userId}>
              {username}{' '}
              <Text span c="dimmed" size="sm">
                {messages.roles[role]}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {without.length > shown && (
        <Text size="sm">{messages.locations.readiness.more(without.length - shown)}</Text>
      )}
    </Paper>
  )
}
