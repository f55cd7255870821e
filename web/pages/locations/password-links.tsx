import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { useMessages } from '../../language.ts'

/** The way back in one click: everyone in this chain who has no password is mailed a link to set one. */
export function PasswordLinks({ chainId }: { chainId: string }) {
  const messages = useMessages().locations.passwordLinks
  const mailing = useMutation({
    mutationFn: () =>
      parseResponse(api.locations[':id'].advanced['password-links'].$post({ param: { id: chainId } })),
  })
  return (
    <Stack gap="xs" align="flex-start">
      {!mailing.isSuccess && (
        <Button variant="default" loading={mailing.isPending} onClick={() => mailing.mutate()}>
          {messages.send}
        </Button>
      )}
      <div role="status">
        {mailing.isSuccess && (
          <Text size="sm">
            {mailing.data.count === 0 ? messages.nobody : messages.sent(mailing.data.count)}
          </Text>
        )}
      </div>
      <Text size="sm">{messages.hint}</Text>
      {mailing.isError && <Alert color="red" role="alert" title={messages.failed} />}
    </Stack>
  )
}
