import { Address } from '../../components/address.tsx'
import { useFirstMessages } from '../../language.ts'
import type { SignIn } from './sign-ins.queries.ts'

/** The person, or the account's login ID, or what was typed; unproven ones are marked. */
export function Who({ item }: { item: SignIn }) {
  const words = useFirstMessages().signIns
  const { person, loginId, loginHint } = item
  if (person?.name) return person.isProven ? person.name : words.unprovenName(person.name)
  if (loginId) return <Address of={loginId} />
  return loginHint ? words.typed(loginHint) : words.nobody
}
