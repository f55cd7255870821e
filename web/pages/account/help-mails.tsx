import { Paper, Switch, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { canSomewhere } from '#shared/permissions.ts'
import { api } from '../../api.ts'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import { accountQuery } from './account.queries.ts'

/** Whether a manager of users is mailed when someone asks for help to sign in (R17). It is saved at once. */
export function HelpMailsSection() {
  const { memberships } = useSession()
  return canSomewhere(memberships, 'user.change') ? <Choice /> : null
}

function Choice() {
  const words = useMessages().account
  const { helpMails } = useSuspenseQuery(accountQuery).data
  const queryClient = useQueryClient()
  const save = useMutation({
    mutationFn: (wish: boolean) => api.account.$patch({ json: { helpMails: wish } }),
    onSuccess: () => queryClient.invalidateQueries(accountQuery),
  })
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="help-mails">
      <Title order={2} size="h4" mb="md" id="help-mails">
        {words.helpMails}
      </Title>
      <Switch
        label={words.helpMailsLabel}
        description={words.helpMailsHint}
        checked={save.isPending ? save.variables : helpMails}
        disabled={save.isPending}
        error={save.isError && words.notDone}
        onChange={(event) => save.mutate(event.currentTarget.checked)}
      />
      <Text role="status" size="sm" mt="xs">
        {save.isSuccess && words.saved}
      </Text>
    </Paper>
  )
}
