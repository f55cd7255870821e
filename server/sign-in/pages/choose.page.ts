import { html } from 'hono/html'
import { page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/**
 * The customers among which the person chooses (R11): a plain form with one button for each, labelled with its name.
 */
export function choosePage(
  language: Language,
  choice: {
    attemptId: string
    loginId: string | null
    customers: { id: string; name: string }[]
    /** The customer at which this browser is signed in: choosing another ends that session (R11). */
    endsSessionAt?: string | undefined
  },
) {
  const { choose } = messages[language]
  return page(language, {
    title: choose.title,
    body: html`
<h1>${choose.title}</h1>
<p>${choice.customers.length > 1 ? choose.hint(choice.loginId) : choose.oneHint(choice.loginId)}</p>
${choice.endsSessionAt ? html`<p>${choose.endsSession(choice.endsSessionAt)}</p>` : ''}
<form method="post" action="/sign-in/microsoft/choose" class="choices">
<input type="hidden" name="attempt" value="${choice.attemptId}">
${choice.customers.map(({ id, name }) => html`<button type="submit" name="customer" value="${id}">${name}</button>`)}
</form>`,
  })
}
