import { html } from 'hono/html'
import { permissions } from '#server/entra/entra.ts'
import { readAsset } from '#server/pages/assets.ts'
import { type Html, languageLinks, page } from '#server/pages/layout.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { isRefusal, refusals } from '#shared/refusals.ts'
import type { ConsentKitView, ReadAnswer } from './consent-kit-visits.ts'
import type { SetupStep } from './setup-steps.ts'

export const consentKitAssets = {
  style: readAsset('./assets/consent-kit.css', import.meta.url),
  script: readAsset('./assets/consent-kit.js', import.meta.url),
}

/** TMAS as Entra knows it, and the address of Microsoft's page for this tenant. */
export type Registration = {
  clientId: string
  authority: string
  origin: string
  redirectUris: readonly string[]
  /** Undefined while the chain has no tenant. */
  adminConsentUrl: string | undefined
}

type ConsentKitPage = { address: URL; view: ConsentKitView; registration: Registration }

/**
 * The page for a customer's IT administrator. About the customer it shows the chain's name, the tenant ID and the
 * steps.
 */
export function consentKitPage(language: Language, { address, view, registration }: ConsentKitPage) {
  const words = messages[language].consentKit.page
  const { clientId, origin } = registration
  return kitPage(language, {
    title: words.title(view.chainName),
    body: html`
<h1>${words.title(view.chainName)}</h1>
<p>${words.lead(view.chainName)}</p>
<p class="hint">${words.until(timeIn(language, view.expiresAt))}</p>
${stepsSection(language, address, view)}
${consentSection(language, view, registration)}
<section aria-labelledby="asks"><h2 id="asks">${words.asks.title}</h2>
<p>${words.asks.intro}</p>
${permissionsTable(language)}
<p>${words.asks.none}</p></section>
<section aria-labelledby="never"><h2 id="never">${words.never.title}</h2>
${list(words.never.items)}</section>
${whoSection(language, registration)}
<section aria-labelledby="obstacles"><h2 id="obstacles">${words.obstacles.title}</h2>
<p>${words.obstacles.whereToLook}</p>
${Object.values(words.obstacles.items).map(
  ({ title, text }) => html`<h3>${title}</h3>\n<p>${typeof text === 'function' ? text(origin) : text}</p>\n`,
)}</section>
<section aria-labelledby="see"><h2 id="see">${words.see.title}</h2>
<p>${words.see.text(clientId)}</p></section>
<section aria-labelledby="undo"><h2 id="undo">${words.undo.title}</h2>
${list(words.undo.items)}</section>
${languageLinks(language, address)}`,
  })
}

/**
 * Where Microsoft sends the administrator back to: what its answer says, which is not proved, and how far the set-up
 * is now.
 */
export function consentAnswerPage(
  language: Language,
  { address, view, registration, read }: ConsentKitPage & { read: ReadAnswer },
) {
  const words = messages[language].consentKit.page
  const { title, text, isGood } = verdictOf(language, read, view.tenantId)
  const { microsoft } = read
  const aadsts = microsoft?.aadsts?.map((code) => `AADSTS${code}`).join(', ')
  const facts: [string, string | undefined][] = [
    [words.answer.code, aadsts ?? microsoft?.error],
    [words.answer.correlationId, microsoft?.correlationId],
    [words.answer.timestamp, microsoft?.timestamp],
  ]
  const known = facts.filter(([, value]) => value !== undefined)
  return kitPage(language, {
    title,
    body: html`
<h1>${words.title(view.chainName)}</h1>
<section class="${isGood ? 'notice' : 'refusal'}" data-answer="${read.answer}"><h2>${title}</h2>
<p>${text}</p>
${known.length > 0 ? html`<dl>${known.map(([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`)}</dl>` : ''}
${
  !isGood && registration.adminConsentUrl
    ? html`<p class="again"><a href="${registration.adminConsentUrl}" rel="noreferrer">${words.answer.again}</a></p>`
    : ''
}
</section>
${stepsSection(language, address, view)}
<section aria-labelledby="see"><h2 id="see">${words.see.title}</h2>
<p>${words.see.text(registration.clientId)}</p></section>
<p>${words.answer.close}</p>
${languageLinks(language, address)}`,
  })
}

/** What every link shows that no longer works, whatever the reason. */
export function endedKitPage(language: Language) {
  const words = messages[language].consentKit.page
  return page(language, {
    title: words.deadTitle,
    body: html`
<h1>${words.deadTitle}</h1>
<p>${words.deadHint}</p>`,
  })
}

function kitPage(language: Language, content: { title: string; body: Html }) {
  return page(language, { ...content, style: consentKitAssets.style, script: consentKitAssets.script })
}

/**
 * The live companion. Its script loads this page again and replaces the old list with the new one. Without it, there
 * is a link.
 */
function stepsSection(language: Language, address: URL, view: ConsentKitView) {
  const words = messages[language].consentKit.page
  const { steps } = words
  const done = view.steps.filter(({ state }) => state === 'done').length
  const isComplete = done === view.steps.length
  const again = address.pathname + address.search
  return html`<section aria-labelledby="steps" class="companion"><h2 id="steps">${steps.title}</h2>
<p role="status" data-live="progress">${isComplete ? steps.allDone : steps.progress(done, view.steps.length)}</p>
<div data-live="steps"${isComplete ? html` data-complete` : ''}>
<dl><dt>${words.tenantId}</dt><dd>${view.tenantId ? html`<code>${view.tenantId}</code>` : words.noTenant}</dd></dl>
<ol class="steps">
${view.steps.map((step) => stepItem(language, step, view))}
</ol>
</div>
<p><a href="${again}">${steps.checkAgain}</a> <span class="hint" data-live-hint hidden>${steps.live}</span></p>
</section>`
}

function stepItem(language: Language, { step, state, at, note }: SetupStep, view: ConsentKitView) {
  const { steps } = messages[language].consentKit.page
  const isAwaited = step === 'accept' && state !== 'done'
  return html`<li data-step="${step}" data-state="${state}"${state === 'next' ? html` aria-current="step"` : ''}>
<p><strong>${steps.names[step]}</strong> <span class="state">${steps.states[state]}${at ? html`, ${timeIn(language, at)}` : ''}</span></p>
${state === 'next' ? html`<p>${steps.todo[step]}</p>` : ''}
${note ? html`<p class="note">${noteIn(language, note)}</p>` : ''}
${isAwaited && view.saidGrantedAt ? html`<p class="note">${steps.saidGranted(timeIn(language, view.saidGrantedAt))}</p>` : ''}
</li>
`
}

/** A refusal is shown as the person saw it (R18). */
function noteIn(language: Language, note: NonNullable<SetupStep['note']>): string {
  const { consentKit, refusalWords } = messages[language]
  const { steps } = consentKit.page
  if (note === 'inherited') return steps.inherited
  if (note === 'not_verified') return steps.notVerified
  return steps.stopped(refusalWords[refusals[note].told].person.sentence)
}

/** In a region of its own, because it changes once the tenant ID is entered. */
function consentSection(language: Language, { tenantId }: ConsentKitView, { adminConsentUrl }: Registration) {
  const { consent } = messages[language].consentKit.page
  return html`<section aria-labelledby="consent"><h2 id="consent">${consent.title}</h2>
<div data-live="consent" data-tenant="${tenantId ?? ''}">
${
  adminConsentUrl
    ? html`<p>${consent.text}</p>
<p><a class="button" href="${adminConsentUrl}" rel="noreferrer">${consent.button}</a></p>
<p class="hint">${consent.address}</p>
<p class="address" tabindex="0">${adminConsentUrl}</p>`
    : html`<p>${consent.noTenant}</p>`
}
</div></section>`
}

/** Exactly what the sign-in asks for: the list is the one that goes to Microsoft. */
function permissionsTable(language: Language) {
  const { asks } = messages[language].consentKit.page
  return html`<table>
<thead><tr><th scope="col">${asks.permission}</th><th scope="col">${asks.atMicrosoft}</th><th scope="col">${asks.why}</th></tr></thead>
<tbody>
${permissions.map(
  (
    permission,
  ) => html`<tr><th scope="row"><code>${permission}</code></th><td data-label="${asks.atMicrosoft}">${asks.permissions[permission].name}</td><td data-label="${asks.why}">${asks.permissions[permission].why}</td></tr>
`,
)}</tbody></table>`
}

function whoSection(language: Language, registration: Registration) {
  const { product, consentKit } = messages[language]
  const { who } = consentKit.page
  const { clientId, authority, origin, redirectUris } = registration
  const code = (text: string) => html`<code>${text}</code>`
  return html`<section aria-labelledby="who"><h2 id="who">${who.title}</h2>
<dl>
<dt>${who.application}</dt><dd>${product}</dd>
<dt>${who.publisher}</dt><dd>${who.publisherText(product, new URL(origin).hostname)}</dd>
<dt>${who.clientId}</dt><dd>${code(clientId)}</dd>
<dt>${who.microsoftHost}</dt><dd>${code(authority)}</dd>
<dt>${who.redirects}</dt>${redirectUris.map((uri) => html`<dd>${code(uri)}</dd>`)}
</dl>
<p>${who.tick}</p></section>`
}

function verdictOf(language: Language, { answer, otherTenantId }: ReadAnswer, tenantId: string | null) {
  const { consentKit, refusalWords } = messages[language]
  const { answer: words, noTenant } = consentKit.page
  if (answer === 'granted') return { title: words.grantedTitle, text: words.grantedText, isGood: true }
  if (answer === 'other_tenant') {
    const text = words.otherTenantText(otherTenantId ?? '', tenantId ?? noTenant)
    return { title: words.otherTenantTitle, text, isGood: false }
  }
  if (answer === 'invalid_response' || !isRefusal(answer))
    return { title: words.unreadableTitle, text: words.unreadableText, isGood: false }
  const { sentence } = refusalWords[refusals[answer].told].person
  return { title: words.refusedTitle, text: `${sentence} ${words.refusedText}`, isGood: false }
}

function list(items: readonly string[]) {
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`
}

/** In UTC, and marked as UTC, because the reader's time zone is unknown. */
function timeIn(language: Language, time: Date): string {
  const form = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${new Intl.DateTimeFormat(language, form).format(time)} UTC`
}
