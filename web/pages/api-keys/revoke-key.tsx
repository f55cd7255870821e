import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { useMessages } from '../../language.ts'
import { type ApiKey, apiKeysKey } from './api-keys.queries.ts'

/** Asks before a key is revoked, and revokes it. @param onDone is told what happened, in a sentence. */
export function RevokeKey({
  apiKey,
  onClose,
  onDone,
}: {
  apiKey: ApiKey
  onClose: () => void
  onDone: (said: string) => void
}) {
  const { apiKeys: messages } = useMessages()
  const queryClient = useQueryClient()
  const revoking = useMutation({
    mutationFn: () => api['api-keys'][':id'].$delete({ param: { id: apiKey.id } }),
    onSettled: async (_, error) => {
      await queryClient.invalidateQueries({ queryKey: apiKeysKey })
      onDone(error ? messages.failed.other : messages.revoked(apiKey.name))
    },
  })
  return (
    <ConfirmDialog
      title={messages.revokeTitle(apiKey.name)}
      hint={messages.revokeHint}
      answer={messages.revoke}
      isBusy={revoking.isPending}
      onConfirm={() => revoking.mutate()}
      onClose={onClose}
    />
  )
}
