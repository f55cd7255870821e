import type { Actor } from '#server/audit/audit.ts'
import type { Trx } from '#server/platform/database.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { findKeyName, findReader } from './readers.queries.ts'

/** Who did something, when and from where, as a notice tells it in each reader's language. */
export async function traceOf(trx: Trx, actor: Actor, now: Date): Promise<(language: Language) => string> {
  const doer = actor.kind === 'user' ? await findReader(trx, actor.userId) : undefined
  const keyName = await findKeyName(trx, actor)
  return (language) => {
    const words = messages[language].letters.notices
    const who = doer ? fullNameOf(doer) : keyName ? words.apiKey(keyName) : words.operator
    return words.trace(who, timeOf(language, now), actor.ip ?? words.commandLine)
  }
}

export function fullNameOf({ name, username }: { name: string; username: string }): string {
  return name === username ? username : `${name} (${username})`
}

/** In UTC and saying so: nobody knows the reader's clock. */
function timeOf(language: Language, time: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' }).format(
    time,
  )
}
