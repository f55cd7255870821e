import { Alert, Group, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { readable } from '../users/explanation.tsx'
import { Remedy } from '../users/remedy.tsx'
import { type Pattern, patternsQuery } from './sign-ins.queries.ts'

/**
 * What fails in the same way again and again, above the list: the one cause behind many rows. Empty if there is none.
 */
export function Patterns() {
  const { data } = useQuery(patternsQuery)
  const words = useMessages().signIns.patterns
  if (!data || data.items.length === 0) return null
  return (
    <Stack component="section" gap="sm" aria-label={words.title}>
      {data.items.map((pattern) => (
        <PatternNotice
          key={JSON.stringify([pattern.chain.id, pattern.code, pattern.tenantId])}
          pattern={pattern}
        />
      ))}
    </Stack>
  )
}

function PatternNotice({ pattern }: { pattern: Pattern }) {
  const { refusalWords, signIns } = useMessages()
  const { patterns } = signIns
  const time = useTime()
  const { chain, code, tenantId, count, people, since, causes, remedy } = pattern
  return (
    <Alert color="orange" variant="outline" styles={{ title: readable }} title={refusalWords[code].short}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {patterns.times(count, chain.name, time(since))}
          {people > 0 && ` ${patterns.people(people)}`}.
        </Text>
        {tenantId && <Text size="sm">{patterns.tenant(tenantId)}</Text>}
        {causes.length > 1 && (
          <div>
            <Text size="sm">{patterns.typicalOf}</Text>
            <List size="sm">
              {causes.map((cause) => (
                <List.Item key={cause}>{refusalWords[cause].short}</List.Item>
              ))}
            </List>
          </div>
        )}
        {causes.length === 1 && <Text size="sm">{remedy.text}</Text>}
        <Group gap="md">
          <Remedy
            remedy={remedy}
            user={undefined}
            loginId={null}
            tenantId={tenantId}
            mail={undefined}
            onDone={() => {}}
          />
          <TextLink to="/administration/sign-ins" search={{ code }} underline="always" size="sm">
            {patterns.show(refusalWords[code].short)}
          </TextLink>
        </Group>
      </Stack>
    </Alert>
  )
}
