import { Alert, Button, Group, List, Text } from '@mantine/core'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { RefusedRequest } from '../../api.ts'
import { Dialog } from '../../components/dialog.tsx'
import { type Meanwhile, meanwhileOf } from '../../components/meanwhile.tsx'
import { useMessages } from '../../language.ts'
import { locationsKey } from './locations.queries.ts'

export type Change<Input> = {
  carryOut(input: Input): void
  isBusy: boolean
  isDone: boolean
  /** Whether it was refused, and there is nothing to confirm. */
  isRefused: boolean
  /** Field → what is wrong with it, as the server says. */
  errors: Record<string, string>
  /** What else to show: that it was saved, why not, or what has to be confirmed. */
  outcome: ReactNode
}

/**
 * A change of a location: asks the server, shows what has to be confirmed with its consequences, makes the change, and
 * loads everything about locations again.
 *
 * @param onDone gets the server's answer.
 * @param stale the queries to load again, if not all of them.
 * @param remedy what can be done about the consequences before the change is made.
 * @param meanwhile lets the person decide where someone else has changed the same thing since.
 * @param question asks for the change by name, if it has one: the dialog then says what is confirmed.
 * @param onCancel hears that the person does not confirm it.
 */
export function useChange<Input, Output>(
  send: (input: Input, confirm: boolean) => Promise<Output>,
  onDone?: (output: Output) => void,
  {
    stale = [locationsKey],
    remedy,
    question,
    onCancel,
    meanwhile,
  }: {
    stale?: readonly QueryKey[]
    remedy?: (consequences: Record<string, number>) => ReactNode
    question?: (input: Input) => string
    onCancel?: () => void
    meanwhile?: (other: Meanwhile, close: () => void) => ReactNode
  } = {},
): Change<Input> {
  const messages = useMessages().locations
  const queryClient = useQueryClient()
  const mutation = useMutation({
    mutationFn: ({ input, confirm }: { input: Input; confirm: boolean }) => send(input, confirm),
    onSuccess: async (output) => {
      await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
      onDone?.(output)
    },
  })
  const refused = mutation.error instanceof RefusedRequest ? mutation.error : undefined
  const isAsked = refused?.code === 'confirmation_required'
  const confirm = () => mutation.variables && mutation.mutate({ ...mutation.variables, confirm: true })
  const cancel = () => {
    mutation.reset()
    onCancel?.()
  }
  const other = meanwhile && meanwhileOf(mutation.error)
  const title = (mutation.variables && question?.(mutation.variables.input)) ?? messages.confirmTitle

  return {
    carryOut: (input) => mutation.mutate({ input, confirm: false }),
    isBusy: mutation.isPending,
    isDone: mutation.isSuccess,
    isRefused: mutation.isError && !isAsked,
    errors: refused?.errors ?? {},
    outcome: (
      <>
        <div role="status">{mutation.isSuccess && <Text size="sm">{messages.saved}</Text>}</div>
        {mutation.error && !isAsked && !other && <Refusal error={mutation.error} />}
        {other && meanwhile?.(other, mutation.reset)}
        {isAsked && (
          <Dialog title={title} onClose={cancel}>
            <Consequences of={refused.consequences} />
            {remedy?.(refused.consequences)}
            <Group justify="flex-end">
              <Button variant="default" onClick={cancel}>
                {messages.cancel}
              </Button>
              <Button color="red" onClick={confirm}>
                {messages.carryOut}
              </Button>
            </Group>
          </Dialog>
        )}
      </>
    ),
  }
}

function Refusal({ error }: { error: Error }) {
  const messages = useMessages()
  const { problems } = messages.locations
  const refused = error instanceof RefusedRequest ? error : undefined
  const code = refused?.code ?? ''
  // The server says what is wrong with the tenant, in the person's language, and its field shows it.
  if (code === 'not_a_tenant') return null
  return (
    <Alert color="red" role="alert">
      {Object.hasOwn(problems, code) ? problems[code as keyof typeof problems] : problems.other}
      {refused?.code === 'not_empty' && <Counted of={refused.consequences} as={messages.locations.inside} />}
      {refused && refused.status >= 500 && (
        <Text size="sm">
          {messages.refused.reference}
          {messages.colon} <strong>{refused.reference}</strong>
        </Text>
      )}
    </Alert>
  )
}

/** That these are none is worth a sentence, too. */
const saidOfNone = ['usersReady', 'usersWithPasswordAgain']

/** What a change affects, one sentence each. What it does not affect is not mentioned. */
export function Consequences({ of: consequences }: { of: Record<string, number> }) {
  return <Counted of={consequences} as={useMessages().locations.consequences} />
}

/** One sentence for each count. What is none is not mentioned. */
function Counted({
  of: counts,
  as: sentences,
}: {
  of: Record<string, number>
  as: Record<string, (count: number) => string>
}) {
  const said = Object.entries(counts).filter(([name, count]) => {
    return Object.hasOwn(sentences, name) && (count > 0 || saidOfNone.includes(name))
  })
  return (
    <List size="sm">
      {said.map(([name, count]) => (
        <List.Item key={name}>{sentences[name]?.(count)}</List.Item>
      ))}
    </List>
  )
}
