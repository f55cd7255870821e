import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { isAddress } from '#shared/user-fields.ts'
import { useMessages } from '../../language.ts'
import { addressQuery, type User } from './users.queries.ts'

/** What is worth knowing about an address while someone types it. Said, not enforced: only a duplicate is refused. */
export function AddressNotes({ email, user }: { email: string; user: User | undefined }) {
  const { address, form } = useMessages().users
  const [typed] = useDebouncedValue(email.trim(), 400)
  const { data } = useQuery({
    ...addressQuery(typed, user?.id),
    enabled: isAddress(typed) && typed !== user?.email,
  })
  const isChanged = user !== undefined && typed.toLowerCase() !== user.email.toLowerCase()
  const notes = [
    ...(isChanged && user.microsoftLink ? [form.emailEndsLink] : []),
    ...(data?.duplicate ? [address.duplicate] : []),
    ...(data?.lookAlikes ?? []).map((other) => address.lookAlike(other.email, other.username)),
    ...(data?.newDomain ? [address.newDomain(typed.split('@')[1] ?? '')] : []),
  ]
  return (
    <div role="status">
      {notes.map((note) => (
        <Text key={note} size="sm" mt={4}>
          ⚠ {note}
        </Text>
      ))}
    </div>
  )
}
