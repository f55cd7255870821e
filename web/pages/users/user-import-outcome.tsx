import { Alert, Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import { useState } from 'react'
import { mostSelected } from '#shared/many-users.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { useMessages } from '../../language.ts'
import type { Saved } from './user-import.queries.ts'

const Link = createLink(Anchor<'a'>)

/** Names that are drawn at first, and with each press of the button. */
const portion = 100

/** What was saved, and who was added. */
export function ImportOutcome({
  saved: { added, changed, newUsers },
  isWelcomed,
  onAgain,
}: {
  saved: Saved
  isWelcomed: boolean
  onAgain: () => void
}) {
  const messages = useMessages().userImport
  const [most, setMost] = useState(portion)
  const isKnown = added + changed > 0
  return (
    <Stack align="flex-start">
      <Alert color="green" role="status">
        <Text fw={600}>
          {isKnown
            ? [messages.added(added), messages.changed(changed)].filter(Boolean).join(' ')
            : messages.lostButSaved}
        </Text>
        {isKnown && isWelcomed && added > 0 && (
          <Text size="sm">
            {messages.mailed} {added > mostSelected && messages.mailedOverDays(mostSelected)}
          </Text>
        )}
      </Alert>
      <Group>
        <ButtonLink to="/administration/users">{messages.seeThem}</ButtonLink>
        <Button variant="default" onClick={onAgain}>
          {messages.again}
        </Button>
      </Group>
      {newUsers.length > 0 && (
        <section aria-labelledby="who-was-added">
          <Title order={2} size="h4" id="who-was-added">
            {messages.counted(messages.whoWasAdded, newUsers.length)}
          </Title>
          <List size="sm">
            {newUsers.slice(0, most).map(({ id, username }) => (
              <List.Item key={id}>
                <Link to="/administration/users/$userId" params={{ userId: id }}>
                  {username}
                </Link>
              </List.Item>
            ))}
          </List>
          {newUsers.length > most && (
            <Button variant="default" size="xs" onClick={() => setMost(most + portion)}>
              {messages.showMore}
            </Button>
          )}
        </section>
      )}
    </Stack>
  )
}
