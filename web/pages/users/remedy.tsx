import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { ButtonLink } from '../../components/button-link.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { consentKitHash } from '../locations/consent-kit.tsx'
import { AdmitButton } from './admit.tsx'
import { type Bearer, CorrectAddress } from './correct-address.tsx'
import type { Explanation } from './explain.queries.ts'
import { UserRemedy } from './user-remedy.tsx'
import type { User } from './users.queries.ts'

type Props = {
  /** What is to be done, and who may do it, as the server says. */
  remedy: Pick<Explanation['remedy'], 'action' | 'mayAct' | 'whoMay' | 'chain' | 'text'>
  user: User | undefined
  /** Who is probably meant by an address that no user has. */
  probable?: Bearer | undefined
  /** The login ID of the account that came, or the address that was asked for, where it is known. */
  loginId: string | null
  /** Whether the account may be someone new, who can be added instead. */
  addsUser?: boolean
  /** The sign-in whose account can be added with one click, if that is someone new. */
  reference?: string | undefined
  /** A tenant ID to propose for the chain. */
  tenantId?: string | null
  /** What a mail to the user begins with. */
  mail: { subject: string; message: string } | undefined
  /** The remedy was carried out: things are to be looked at again. */
  onDone: () => unknown
}

/** The button that does the one thing; where the reader may not do it, the roles that may. Wherever a remedy is offered. */
export function Remedy({
  remedy,
  user,
  probable,
  loginId,
  addsUser = false,
  reference,
  tenantId = null,
  mail,
  onDone,
}: Props) {
  const { action, mayAct, whoMay, chain } = remedy
  const { actions } = useMessages().explain
  if (action === null) return null
  if (!mayAct) return <WhoMay roles={whoMay} />
  const newcomer =
    reference !== undefined && loginId !== null ? { reference, loginId, hint: remedy.text } : undefined
  if (action === 'create_user') return <AddUser {...{ newcomer, onDone }} email={loginId} />
  if (action === 'set_tenant_id' || action === 'correct_tenant_id' || action === 'send_consent_kit') {
    const leadsToKit = action === 'send_consent_kit'
    return (
      <Group>
        <ButtonLink
          to="/administration/locations"
          search={{
            ...(chain && { location: chain.id }),
            ...(!leadsToKit && { section: 'advanced' as const }),
            ...(!leadsToKit && tenantId !== null && { tenant: tenantId }),
          }}
          hash={leadsToKit ? consentKitHash : ''}
        >
          {actions[action]}
        </ButtonLink>
      </Group>
    )
  }
  if (action === 'correct_address' && (addsUser || !user))
    return loginId === null ? null : (
      <AddressRemedy {...{ user: user ?? probable, loginId, addsUser, newcomer, onDone }} />
    )
  if (action === 'change_end_date')
    return user ? (
      <Group>
        <ButtonLink to="/administration/users/$userId/edit" params={{ userId: user.id }}>
          {actions[action]}
        </ButtonLink>
      </Group>
    ) : null
  return user ? (
    <UserRemedy key={action} {...{ action, user, loginId, mail, onDone }} hint={remedy.text} />
  ) : null
}

function WhoMay({ roles }: { roles: Props['remedy']['whoMay'] }) {
  const messages = useMessages()
  const language = useLanguage()
  if (roles.length === 0) return null
  const names = roles.map((role) => messages.roles[role])
  const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(names)
  return <Text size="sm">{messages.explainPerson.panel.whoMay(list)}</Text>
}

/** A login ID that no one has: someone's address may be meant or, of an account that came, someone new. */
function AddressRemedy({
  user,
  loginId,
  addsUser,
  newcomer,
  onDone,
}: Pick<Props, 'onDone'> & {
  user: Bearer | undefined
  loginId: string
  addsUser: boolean
  newcomer: Newcomer | undefined
}) {
  const { explain } = useMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <Group gap="xs">
      <Button onClick={() => setOpen(true)}>{explain.actions.correct_address}</Button>
      {addsUser && <AddUser email={loginId} variant="default" {...{ newcomer, onDone }} />}
      {isOpen && (
        <CorrectAddress user={user} loginId={loginId} onClose={() => setOpen(false)} onDone={onDone} />
      )}
    </Group>
  )
}

type Newcomer = { reference: string; loginId: string; hint: string }

/** With one click if the account has tried to sign in, and otherwise in the form. */
function AddUser({
  email,
  variant = 'filled',
  newcomer,
  onDone,
}: Pick<Props, 'onDone'> & {
  email: string | null
  variant?: 'filled' | 'default'
  newcomer: Newcomer | undefined
}) {
  const { explain } = useMessages()
  if (newcomer) return <AdmitButton account={newcomer} variant={variant} onDone={onDone} />
  return (
    <Group>
      <ButtonLink to="/administration/users/new" search={{ email: email ?? undefined }} variant={variant}>
        {explain.actions.create_user}
      </ButtonLink>
    </Group>
  )
}
