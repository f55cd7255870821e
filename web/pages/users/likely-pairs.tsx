import { Alert, Button, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMessages } from '../../language.ts'
import classes from './correct-address.module.css'
import { decideNearMiss, type NearMiss } from './explain.queries.ts'
import { isSameAddress } from './user-row.tsx'
import { nameOf, usersKey } from './users.queries.ts'

/** An account that is no user here, and a user that it could be. */
export type LikelyPair = {
  /** Of the account's newest attempt. */
  reference: string
  loginId: string
  user: NearMiss['users'][number]
}

/** The pairs of one user or of one account, the newest account and the likeliest user first. */
export function pairsOf(
  nearMisses: readonly NearMiss[],
  asked: { userId: string | undefined; loginId: string | null },
): LikelyPair[] {
  return nearMisses.flatMap(({ reference, loginId, users }) =>
    asked.loginId === null || isSameAddress(asked.loginId, loginId)
      ? users
          .filter(({ id }) => asked.userId === undefined || asked.userId === id)
          .map((user) => ({ reference, loginId, user }))
      : [],
  )
}

/** One click takes a pair, or says that the two are not the same person. Empty if there are none. */
export function LikelyPairs({
  pairs,
  show,
  chosen,
  onChoose,
}: {
  pairs: readonly LikelyPair[]
  /** Which half of a pair is to be chosen. */
  show: 'users' | 'accounts'
  chosen: LikelyPair | undefined
  onChoose: (pair: LikelyPair | undefined) => void
}) {
  const { colon, correctAddress: words, explainPerson, roles } = useMessages()
  const { why, notTheSameOf } = explainPerson.nearMisses
  const queryClient = useQueryClient()
  const dismissing = useMutation({
    mutationFn: (pair: LikelyPair) => decideNearMiss(pair, 'not_the_same_person'),
    onSuccess: (_, pair) => {
      if (chosen && keyOf(chosen) === keyOf(pair)) onChoose(undefined)
      return queryClient.invalidateQueries({ queryKey: [...usersKey, 'near-misses'] })
    },
  })
  const { isSuccess, isPending, variables } = dismissing
  return (
    <>
      {pairs.length > 0 && (
        <Radio.Group
          label={words.alike[show]}
          value={chosen ? keyOf(chosen) : null}
          onChange={(key) => onChoose(pairs.find((pair) => keyOf(pair) === key))}
        >
          <Stack gap="xs" mt="xs">
            {pairs.map((pair) => (
              <div key={keyOf(pair)} className={classes.pair}>
                <Radio
                  value={keyOf(pair)}
                  label={show === 'users' ? `${nameOf(pair.user)}, ${pair.user.email}` : pair.loginId}
                  description={`${pair.user.roles.map((role) => roles[role]).join(', ')} · ${why[pair.user.why]}`}
                />
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${words.notTheSame}${colon} ${notTheSameOf(nameOf(pair.user), pair.loginId)}`}
                  loading={isPending && keyOf(variables) === keyOf(pair)}
                  onClick={() => dismissing.mutate(pair)}
                >
                  {words.notTheSame}
                </Button>
              </div>
            ))}
          </Stack>
        </Radio.Group>
      )}
      <div role="status">
        {isSuccess && <Text size="sm">{words.noted(variables.loginId, nameOf(variables.user))}</Text>}
      </div>
      {dismissing.error && <Alert color="red" role="alert" title={words.failed} />}
    </>
  )
}

function keyOf({ reference, user }: LikelyPair): string {
  return `${reference} ${user.id}`
}
