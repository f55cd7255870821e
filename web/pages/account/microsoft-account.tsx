import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'

/** The person's Microsoft account. To link it here, while signed in with a password, is proof of who they are (R22). */
export function MicrosoftAccountSection() {
  const words = useMessages().account
  const { user } = useSession()
  const start = `/sign-in/microsoft?${new URLSearchParams({ return_to: '/account', login_hint: user.email })}`
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="microsoft-account">
      <Stack gap="md" align="flex-start">
        <Title order={2} size="h4" id="microsoft-account">
          {words.microsoft}
        </Title>
        {user.microsoftLink ? (
          <Text size="sm">{words.linkedWith(user.microsoftLink.loginId)}</Text>
        ) : (
          <>
            <Text size="sm">{words.linkMicrosoftHint}</Text>
            <Button component="a" href={start} variant="default">
              {words.linkMicrosoft}
            </Button>
          </>
        )}
      </Stack>
    </Paper>
  )
}
