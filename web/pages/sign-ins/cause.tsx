import { useFirstMessages } from '../../language.ts'
import type { SignIn } from './sign-ins.queries.ts'

/** The cause in a few words: where Microsoft told TMAS nothing, what the person says of its page, marked as such. */
export function Cause({ item: { code, said } }: { item: Pick<SignIn, 'code' | 'said'> }) {
  const { refusalWords, returned } = useFirstMessages()
  if (code === null) return null
  if (said?.code) return returned.manager.asSaid(refusalWords[said.code].short)
  return refusalWords[code].short
}
