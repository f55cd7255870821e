import { Button, Paper, Text, Title } from '@mantine/core'
import { sayDay } from '#shared/end-date.ts'
import { useFirstMessages, useLanguage } from '../../language.ts'

/**
 * For people who signed in with a password while mandatory authentication is rehearsed or planned: nothing stops them, and they
 * may try Microsoft (R24).
 */
export function MicrosoftSoon({ email, from }: { email: string; from: string | null }) {
  const messages = useFirstMessages()
  const language = useLanguage()
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="microsoft-soon">
      <Title order={2} size="h4" mb="xs" id="microsoft-soon">
        {messages.setup.home.soonTitle}
      </Title>
      <Text mb="md">
        {from && `${messages.setup.home.from(sayDay(from, language))} `}
        {messages.setup.home.soon(email)}
      </Text>
      <Button
        component="a"
        href={`/sign-in/microsoft?${new URLSearchParams({ login_hint: email, return_to: '/' })}`}
      >
        {messages.signIn.microsoft}
      </Button>
    </Paper>
  )
}
