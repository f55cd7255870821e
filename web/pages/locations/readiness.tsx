import { List, Paper, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sayDay } from '#shared/end-date.ts'
import { Address } from '../../components/address.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { LastRefusal } from './last-refusal.tsx'
import { readinessQuery } from './locations.queries.ts'

/** People who are not ready come first. Beyond this many, a number stands for the rest. */
const shown = 50
const order = ['refused', 'never_tried', 'linked'] as const

/** Before mandatory authentication is turned on: who would be affected, and how far each has come (R15). */
export function Readiness({ chainId }: { chainId: string }) {
  const messages = useMessages()
  const texts = messages.locations.readiness
  const language = useLanguage()
  const { data } = useQuery({ ...readinessQuery(chainId), throwOnError: true })
  if (!data) return <Text role="status">{messages.home.loading}</Text>
  const { counts } = data
  const withoutFactor = data.exempt.filter(({ hasSecondFactor }) => !hasSecondFactor).length
  const affected = data.affected.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const isEmpty = counts.affected + data.excepted.length === 0
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="readiness">
      <Title order={3} size="h5" id="readiness">
        {texts.title}
      </Title>
      <Text size="sm" mt="xs">
        {isEmpty && texts.nobody}
        {counts.affected > 0 && texts.summary(counts.linked, counts.affected)} {texts.exempt(counts.exempt)}{' '}
        {counts.exemptWithoutPassword > 0 && texts.exemptWithoutPassword(counts.exemptWithoutPassword)}{' '}
        {withoutFactor > 0 && messages.secondFactor.console.exemptWithoutFactor(withoutFactor)}
      </Text>
      {affected.length > 0 && (
        <Table mt="sm" aria-labelledby="readiness">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{texts.user}</Table.Th>
              <Table.Th scope="col">{texts.state}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {affected.slice(0, shown).map(({ userId, username, email, endsOn, state, lastAttempt }) => (
              <Table.Tr key={userId}>
                <Table.Td>
                  {username}
                  <Text size="xs" c="dimmed">
                    <Address of={email} />
                  </Text>
                </Table.Td>
                <Table.Td>
                  {texts.states[state]}
                  {endsOn && (
                    <Text size="xs" c="dimmed">
                      {messages.users.endsOn(sayDay(endsOn, language))}
                    </Text>
                  )}
                  <LastRefusal attempt={lastAttempt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {affected.length > shown && <Text size="sm">{texts.more(affected.length - shown)}</Text>}
      {data.excepted.length > 0 && <Excepted people={data.excepted} />}
    </Paper>
  )
}

/** People with an exception by name, and until when it holds. They are not counted among the others. */
function Excepted({
  people,
}: {
  people: readonly { userId: string; username: string; exceptionEndsOn: string }[]
}) {
  const { locations } = useMessages()
  const texts = locations.readiness
  const language = useLanguage()
  return (
    <>
      <Text size="sm" mt="sm" id="readiness-excepted">
        {texts.excepted(people.length)}
      </Text>
      <List size="sm" aria-labelledby="readiness-excepted">
        {people.slice(0, shown).map(({ userId, username, exceptionEndsOn }) => (
          <List.Item key={userId}>
            {username} ({locations.exceptions.until(sayDay(exceptionEndsOn, language))})
          </List.Item>
        ))}
      </List>
      {people.length > shown && <Text size="sm">{texts.more(people.length - shown)}</Text>}
    </>
  )
}
