import { Alert } from '@mantine/core'
import { RefusedRequest } from '../../api.ts'
import { useMessages } from '../../language.ts'

/** Why the server refused. */
export function ConsentKitRefused({ error }: { error: Error }) {
  const { problems } = useMessages().consentKit.panel
  const code = error instanceof RefusedRequest ? (error.code ?? '') : ''
  const sentence = Object.hasOwn(problems, code) ? problems[code as keyof typeof problems] : problems.other
  return <Alert color="red" role="alert" title={sentence} />
}
