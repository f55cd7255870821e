import { html } from 'hono/html'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Html } from './layout.ts'

/** What identifies an attempt in Microsoft's sign-in logs. What is missing is left out. */
export type ItDetails = {
  codes?: readonly number[] | undefined
  correlationId?: string | undefined
  requestId?: string | undefined
  timestamp?: string | undefined
  reference?: string | undefined
}

/** The values to send to the IT administrator, as text that can be selected or copied; nothing if there are none. */
export function itDetailsBlock(language: Language, details: ItDetails): Html | '' {
  const words = messages[language].help.microsoftError
  const rows: [label: string, value: string | undefined][] = [
    [words.number, details.codes?.map((code) => `AADSTS${code}`).join(', ')],
    [words.correlationId, details.correlationId],
    [words.requestId, details.requestId],
    [words.timestamp, details.timestamp],
    [words.reference, details.reference],
  ]
  const lines = rows.flatMap(([label, value]) => (value ? words.line(label, value) : []))
  if (lines.length === 0) return ''
  return html`<div class="for-it">
<pre tabindex="0" aria-label="${words.copyTitle}" data-copied>${lines.join('\n')}</pre>
<p class="hint">${words.copyHint}</p>
</div>`
}
