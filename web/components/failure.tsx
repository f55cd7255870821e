import { Alert, Box, Button, Stack, Text, Title } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { RefusedRequest } from '../api.ts'
import { useMessages } from '../language.ts'

/** What a page shows when its data did not come: that it failed, the reference if there is one, and another try. */
export function Failure({ error }: ErrorComponentProps) {
  const messages = useMessages()
  const router = useRouter()
  const reference = error instanceof RefusedRequest ? error.reference : undefined
  return (
    <Alert color="red">
      <Stack align="flex-start" gap="sm">
        <Title order={1} size="h4">
          {messages.home.failed}
        </Title>
        {reference && (
          <Text size="sm">
            {messages.refused.reference}: <strong>{reference}</strong>
          </Text>
        )}
        <Button variant="default" onClick={() => router.invalidate()}>
          {messages.home.retry}
        </Button>
      </Stack>
    </Alert>
  )
}

/** The same where there is no shell around it: not even who is signed in could be asked. */
export function ShellFailure(props: ErrorComponentProps) {
  return (
    <Box component="main" p="md">
      <Failure {...props} />
    </Box>
  )
}
