import { html } from 'hono/html'
import { page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'

/** Among which customers the person chooses (R11): a plain form, one button each, bearing its name. */
export function choosePage(
  language: Language,
  choice: { attemptId: string; loginId: string | null; customers: { id: string; name: string }[] },
) {
  const { choose } = messages[language]
  return page(language, {
    title: choose.title,
    body: html`
<h1>${choose.title}</h1>
<p>${choose.hint(choice.loginId)}</p>
<form method="post" action="/sign-in/microsoft/choose" class="choices">
<input type="hidden" name="attempt" value="${choice.attemptId}">
${choice.customers.map(({ id, name }) => html`<button type="submit" name="customer" value="${id}">${name}</button>`)}
</form>`,
  })
}
