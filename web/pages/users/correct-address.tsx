import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { sayFieldFault } from '#shared/messages/field-faults.ts'
import { type FieldFault, faultsOfTexts } from '#shared/user-fields.ts'
import { api, RefusedRequest } from '../../api.ts'
import { compare } from '../../components/compare.ts'
import { Compared } from '../../components/compared.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import classes from './correct-address.module.css'
import { decideNearMiss, nearMissesQuery } from './explain.queries.ts'
import { type LikelyPair, LikelyPairs, pairsOf } from './likely-pairs.tsx'
import { isSameAddress } from './user-row.tsx'
import { UserSearch } from './user-search.tsx'
import { nameOf, type User, usersKey } from './users.queries.ts'

/** The user whose address is corrected. For a near miss, one whom the reader may change. */
export type Bearer = Pick<User, 'id' | 'email' | 'username' | 'firstName' | 'lastName'> & {
  mayChange?: boolean
}

/**
 * Makes a user's e-mail address the login ID that someone used, so that this account can sign in as this user. If the
 * user or the account is not known, the near misses are offered, to be taken or turned down with one click; none is
 * chosen in advance. It stays open to show the result.
 *
 * @param loginId of the account that was used; null if it has to be found, or typed
 * @param onDone the address was corrected and the dialog closed: what shows it has to be loaded again
 */
export function CorrectAddress({
  user,
  loginId,
  onClose,
  onDone,
}: {
  user: Bearer | undefined
  loginId: string | null
  onClose: () => void
  onDone: () => unknown
}) {
  const { correctAddress: words, home, users, signIns } = useMessages()
  const [chosen, setChosen] = useState(user)
  const [address, setAddress] = useState(loginId ?? '')
  const [fault, setFault] = useState<FieldFault>()
  const { data: nearMisses = [], isPending } = useQuery(nearMissesQuery(user?.id))
  const pairs = pairsOf(nearMisses, { userId: user?.id, loginId })
  const pair = pairs.find(
    (likely) => likely.user.id === chosen?.id && isSameAddress(likely.loginId, address.trim()),
  )
  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: (bearer: Bearer) => correct(bearer, address.trim(), pair),
    // Nothing below is loaded again before the dialog closes, because the part that opened it may be gone then.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersKey, refetchType: 'none' }),
  })
  useUnsaved(address.trim() !== (loginId ?? '') && !saving.isSuccess)
  const leave = () => {
    onClose()
    if (!saving.isSuccess) return
    void queryClient.invalidateQueries({ queryKey: usersKey })
    void onDone()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const { email } = faultsOfTexts({ email: address })
    setFault(email)
    if (!email && chosen) saving.mutate(chosen)
  }
  const isTaken = saving.error instanceof RefusedRequest && saving.error.code === 'email_taken'
  const isOutOfReach = chosen?.mayChange === false
  const isAsking = user === undefined || loginId === null
  return (
    <Dialog title={user ? words.titleOf(nameOf(user)) : words.title} onClose={leave}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {!saving.isSuccess && (
            <>
              {loginId !== null && <Text size="sm">{words.hint(loginId)}</Text>}
              {isAsking && isPending && <Text size="sm">{home.loading}</Text>}
              {isAsking && (
                <LikelyPairs
                  pairs={pairs}
                  show={user ? 'accounts' : 'users'}
                  chosen={pair}
                  onChoose={(likely) => {
                    setChosen(user ?? likely?.user)
                    setAddress(loginId ?? likely?.loginId ?? '')
                  }}
                />
              )}
              {!user && !isPending && (
                <UserSearch
                  label={pairs.length > 0 ? words.findElse : words.find}
                  guess={pairs.length > 0 ? '' : (loginId?.split(/[@._-]/)[0] ?? '')}
                  chosen={pair ? undefined : chosen}
                  onChoose={setChosen}
                />
              )}
              {loginId === null && !isPending && (
                <TextInput
                  label={words.newAddress}
                  description={words.newAddressHint}
                  type="email"
                  value={address}
                  error={fault && sayFieldFault(users, fault, { field: 'email', text: address })}
                  autoComplete="off"
                  data-autofocus
                  onChange={(event) => setAddress(event.currentTarget.value)}
                />
              )}
              {chosen && isOutOfReach && (
                <Alert color="yellow">{signIns.remedies.notMine(nameOf(chosen))}</Alert>
              )}
              {chosen && !isOutOfReach && address.trim() && (
                <Change from={chosen.email} to={address.trim()} />
              )}
            </>
          )}
          <div role="status">{saving.isSuccess && chosen && <Text>{words.saved(nameOf(chosen))}</Text>}</div>
          {saving.error && <Alert color="red" role="alert" title={isTaken ? words.taken : words.failed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              {saving.isSuccess ? words.close : words.cancel}
            </Button>
            {!saving.isSuccess && (
              <Button type="submit" loading={saving.isPending} disabled={!chosen || isOutOfReach}>
                {words.save}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/**
 * A near miss is decided as one, so that two managers do not decide it twice. Any other address is set as in the form.
 */
async function correct({ id }: Bearer, email: string, pair: LikelyPair | undefined): Promise<void> {
  if (pair) await decideNearMiss(pair, 'correct_address')
  else await api.users[':id'].$patch({ param: { id }, json: { email } })
}

function Change({ from, to }: { from: string; to: string }) {
  const words = useMessages().correctAddress
  const { one, other } = compare(from, to)
  return (
    <Stack gap="xs">
      <dl className={classes.change}>
        <dt>{words.before}</dt>
        <dd>
          <Compared pieces={one} />
        </dd>
        <dt>{words.after}</dt>
        <dd>
          <Compared pieces={other} />
        </dd>
      </dl>
      <Text size="sm">{words.warning}</Text>
    </Stack>
  )
}
