import { Text } from '@mantine/core'
import { RefusedRequest } from '../../api.ts'
import { useMessages } from '../../language.ts'

/** Why a request for many users failed as a whole, with its reference if it has one. */
export function RequestFailure({ error }: { error: Error }) {
  const all = useMessages()
  const { failed } = all.manyUsers
  const { code = '', reference } = error instanceof RefusedRequest ? error : {}
  const reason = Object.hasOwn(failed, code) ? failed[code as keyof typeof failed] : failed.other
  return (
    <Text size="sm">
      {reason}
      {reference && ` ${all.refused.reference}${all.colon} ${reference}`}
    </Text>
  )
}
