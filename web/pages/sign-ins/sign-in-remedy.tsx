import { Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../../language.ts'
import { explainQuery } from '../users/explain.queries.ts'
import { Remedy } from '../users/remedy.tsx'
import { nameOf, userQuery } from '../users/users.queries.ts'
import { type OneSignIn, signInsKey } from './sign-ins.queries.ts'

/** The remedy of a sign-in, at the user whose attempt it was, at whomever the account could be, or at the chain. */
export function SignInRemedy({ signIn }: { signIn: OneSignIn }) {
  const { signIns } = useMessages()
  const { remedy, person, code, loginId } = signIn
  const { action = null, mayAct = false } = remedy ?? {}
  const isAtUser =
    action === 'switch_on' ||
    action === 'change_end_date' ||
    action === 'remove_link' ||
    action === 'send_password_link' ||
    action === 'mail_instructions'
  const isOfAddress = action === 'correct_address'
  const personId = person?.id ?? ''
  const { data: user } = useQuery({
    ...userQuery(personId),
    enabled: personId !== '' && mayAct && (isAtUser || isOfAddress),
    retry: false,
  })
  // The mail is written already, with the address of the person's own chain: a guest signs in through no other.
  const isMail = action === 'mail_instructions' && user !== undefined
  // A tenant ID is proposed only where Microsoft says that the person's address is at home there: anyone's tenant can
  // have tried.
  const isTenant = code === 'tenant_mismatch' && personId !== '' && mayAct
  const explained = useQuery({ ...explainQuery(personId), enabled: isMail || isTenant, retry: false })
  const [isDone, setDone] = useState(false)
  const queryClient = useQueryClient()
  const lookAgain = async () => {
    setDone(true)
    await queryClient.invalidateQueries({ queryKey: ['users'] })
    await queryClient.invalidateQueries({ queryKey: signInsKey })
  }
  if (!remedy || ((isMail || isTenant) && explained.isPending)) return null
  return (
    <>
      <Remedy
        remedy={remedy}
        user={user}
        loginId={isOfAddress ? loginId : null}
        addsUser
        reference={code === 'unknown_user' && signIn.objectId ? signIn.reference : undefined}
        tenantId={explained.data?.remedy.tenantId ?? null}
        mail={explained.data?.remedy.mail ?? undefined}
        onDone={lookAgain}
      />
      {isAtUser && user && (
        <div role="status">{isDone && <Text size="sm">{signIns.remedies.done(nameOf(user))}</Text>}</div>
      )}
    </>
  )
}
