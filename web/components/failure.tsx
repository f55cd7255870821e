import { Box, Button, Stack, Text, Title } from '@mantine/core'
import { type ErrorComponentProps, Navigate, useRouter } from '@tanstack/react-router'
import { RefusedRequest } from '../api.ts'
import { useFirstMessages } from '../language.ts'
import { isSharedComputer } from '../shared-computer.ts'
import { Notice } from './notice.tsx'

/**
 * What a page shows if its data did not load: that it failed, the reference if there is one, and a button to try
 * again.
 */
export function Failure({ error }: ErrorComponentProps) {
  const messages = useFirstMessages()
  const router = useRouter()
  const reference = error instanceof RefusedRequest ? error.reference : undefined
  // The page of the person before, which is not for the next one at a shared computer.
  const isNotTheirs = error instanceof RefusedRequest && (error.status === 403 || error.status === 404)
  if (isNotTheirs && isSharedComputer()) return <Navigate to="/" replace />
  return (
    <Notice tone="bad" role="alert">
      <Stack align="flex-start" gap="sm">
        <Title order={1} size="h4">
          {messages.home.failed}
        </Title>
        {reference && (
          <Text size="sm">
            {messages.refused.reference}
            {messages.colon} <strong>{reference}</strong>
          </Text>
        )}
        <Button variant="default" onClick={() => router.invalidate()}>
          {messages.home.retry}
        </Button>
      </Stack>
    </Notice>
  )
}

/** The same without a shell around it, because not even the session could be loaded. */
export function ShellFailure(props: ErrorComponentProps) {
  return (
    <Box component="main" p="md">
      <Failure {...props} />
    </Box>
  )
}
