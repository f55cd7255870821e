import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { ButtonLink } from '../../components/button-link.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { consentKitHash } from '../locations/consent-kit.tsx'
import { CorrectAddress } from './correct-address.tsx'
import type { Explanation } from './explain.queries.ts'
import { UserRemedy } from './user-remedy.tsx'
import type { User } from './users.queries.ts'

type Props = {
  explanation: Explanation
  user: User | undefined
  /** The one that was asked for, where nobody has it. */
  address?: string | undefined
  /** The remedy was carried out: things are to be looked at again. */
  onDone: () => Promise<void>
}

/** The button that does the one thing; where the reader may not do it, who may. */
export function Remedy({ explanation, user, address, onDone }: Props) {
  const { roles, explainPerson } = useMessages()
  const language = useLanguage()
  const { action, label, mayAct, whoMay, chain, address: loginId, mail } = explanation.remedy
  if (action === null || label === null) return null
  if (!mayAct) {
    if (whoMay.length === 0) return null
    const names = new Intl.ListFormat(language, { type: 'disjunction' }).format(
      whoMay.map((role) => roles[role]),
    )
    return <Text size="sm">{explainPerson.panel.whoMay(names)}</Text>
  }
  if (action === 'create_user')
    return (
      <Group>
        <ButtonLink to="/administration/users/new" search={{ email: address }}>
          {label}
        </ButtonLink>
      </Group>
    )
  if (action === 'set_tenant_id' || action === 'correct_tenant_id' || action === 'send_consent_kit') {
    const leadsToKit = action === 'send_consent_kit'
    return (
      <Group>
        <ButtonLink
          to="/administration/locations"
          search={{
            ...(chain && { location: chain.id }),
            ...(!leadsToKit && { section: 'advanced' as const }),
          }}
          hash={leadsToKit ? consentKitHash : ''}
        >
          {label}
        </ButtonLink>
      </Group>
    )
  }
  if (!user)
    return action === 'correct_address' && address ? (
      <AddressOfSomebody label={label} address={address} onDone={onDone} />
    ) : null
  return <UserRemedy key={action} {...{ action, user, loginId, onDone }} mail={mail ?? undefined} />
}

/** Nobody has the address that was asked for, but somebody's may be meant. */
function AddressOfSomebody({
  label,
  address,
  onDone,
}: {
  label: string
  address: string
  onDone: Props['onDone']
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Group>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      {isOpen && (
        <CorrectAddress user={undefined} loginId={address} onClose={() => setOpen(false)} onDone={onDone} />
      )}
    </Group>
  )
}
