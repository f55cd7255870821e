import { Text } from '@mantine/core'
import type { RemedyAction } from '#shared/remedies.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'

const ofSettings: readonly (RemedyAction | null)[] = [
  'set_tenant_id',
  'correct_tenant_id',
  'send_consent_kit',
]

/**
 * A remedy in a chain's Advanced settings: the tenant ID, with the one that came as a proposal, or the consent kit.
 * Nothing is saved by coming there. Nothing, too, where the remedy is none of these.
 */
export function PlaceRemedy({
  action,
  chain,
  tenantId,
}: {
  action: RemedyAction | null
  chain: { id: string }
  tenantId: string | null
}) {
  const { explain, signIns, roles } = useMessages()
  const { memberships } = useSession()
  if (action === null || !ofSettings.includes(action)) return null
  const isKit = action === 'send_consent_kit'
  const isAllowed = memberships.some(
    ({ role }) =>
      role === 'chain_and_user_manager' || role === 'chain_manager' || (isKit && role === 'user_manager'),
  )
  if (!isAllowed) return <Text size="sm">{signIns.remedies.notYours(roles.chain_manager)}</Text>
  return (
    <ButtonLink
      to="/administration/locations"
      search={{
        location: chain.id,
        ...(!isKit && { section: 'advanced' as const }),
        ...(!isKit && tenantId !== null && { tenant: tenantId }),
      }}
      hash={isKit ? 'consent-kit' : ''}
    >
      {explain.actions[action]}
    </ButtonLink>
  )
}
