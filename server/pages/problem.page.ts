import { html } from 'hono/html'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { page } from './layout.ts'

export type ProblemPage = 'notFound' | 'unavailable' | 'badRequest' | 'tooLarge' | 'forbidden' | 'internal'

/**
 * A page for an address that leads nowhere, or a fault: one sentence, the way back, and the reference if there is one.
 */
export function problemPage(language: Language, kind: ProblemPage, reference?: string) {
  const { colon, problem, refusalWords, refused } = messages[language]
  const [title, hint] = {
    notFound: [problem.notFoundTitle, problem.notFoundHint],
    unavailable: [problem.unavailableTitle, problem.unavailableHint],
    badRequest: [problem.badRequestTitle, problem.badRequestHint],
    tooLarge: [problem.badRequestTitle, problem.tooLargeHint],
    forbidden: [problem.forbiddenTitle, problem.forbiddenHint],
    internal: [refusalWords.internal.person.sentence, refusalWords.internal.person.remedy],
  }[kind] as [string, string]
  return page(language, {
    title,
    body: html`
<h1>${title}</h1>
<p>${hint}</p>
${reference ? html`<p>${refused.reference}${colon} <code>${reference}</code></p>` : ''}
<p><a href="/sign-in">${problem.backToSignIn}</a></p>`,
  })
}
