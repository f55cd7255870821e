import type { Messages } from '#shared/messages/en.ts'
import { RefusedRequest } from '../../api.ts'

/** What to tell the person if their change was refused. */
export function sentenceFor(failed: Messages['users']['failed'], error: Error) {
  const code = error instanceof RefusedRequest ? (error.code ?? '') : ''
  return Object.hasOwn(failed, code) ? failed[code as keyof typeof failed] : failed.other
}
