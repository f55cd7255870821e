import { Button, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sayDay } from '#shared/end-date.ts'
import { useLanguage, useMessages } from '../../language.ts'
import { accountQuery } from '../account/account.queries.ts'

/**
 * For people who signed in with a password while mandatory authentication is rehearsed or planned: nothing stops them, and they
 * may try Microsoft (R24).
 */
export function MicrosoftSoon({ email }: { email: string }) {
  const messages = useMessages()
  const language = useLanguage()
  const { data: account } = useQuery(accountQuery)
  if (!account?.microsoftSoon) return null
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="microsoft-soon">
      <Title order={2} size="h4" mb="xs" id="microsoft-soon">
        {messages.setup.home.soonTitle}
      </Title>
      <Text mb="md">
        {account.microsoftFrom && `${messages.setup.home.from(sayDay(account.microsoftFrom, language))} `}
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
