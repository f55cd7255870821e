import { Text } from '@mantine/core'
import { useMessages } from '../../language.ts'
import type { Rehearsal } from './setup.queries.ts'

/**
 * Why a person's last sign-in was refused and who has to act, as the sign-in itself says it, with the reference that
 * leads there. Nothing, if it was not refused.
 */
export function LastRefusal({ attempt }: { attempt: Rehearsal['people'][number]['lastAttempt'] }) {
  const { refused, explainPerson, colon } = useMessages()
  if (!attempt?.cause || !attempt.actor) return null
  const { cause, actor, reference, isProven } = attempt
  return (
    <Text size="xs" c="dimmed">
      {cause} {explainPerson.panel.actor[actor]} {refused.reference + colon} {reference}
      {!isProven && ` ${explainPerson.said.typedOnly}`}
    </Text>
  )
}
