import { html } from 'hono/html'
import type { MicrosoftExplained } from '#server/attempts/microsofts-answer.ts'
import { itDetailsBlock } from '#server/pages/it-details.ts'
import { languageLinks, page } from '#server/pages/layout.ts'
import type { Explanation } from '#shared/aadsts/explain.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { RefusalText } from '#shared/messages/refusals.en.ts'
import { type Refusal, refusals, type WhoMustAct } from '#shared/refusals.ts'
import type { Remembered } from '../remembered.ts'
import { type Asked, askMicrosoft } from './ask-microsoft.page.ts'
import { signInAssets } from './assets.ts'

export type SignInPage = {
  /** The address of this page, for the links that preserve it. */
  address: URL
  returnTo: string
  chain: string | undefined
  refused:
    | {
        code: Refusal
        reference: string | undefined
        loginId: string | undefined
        /** Whether the person can ask TMAS to tell their manager, with the address that they typed before, if any. */
        help?: { email: string } | 'asked' | undefined
        /** Only for the browser that received Microsoft's answer. */
        microsoft: MicrosoftExplained | undefined
        /** Which check the answer failed, where that is the reason. */
        fault: { person: RefusalText; actor: WhoMustAct } | undefined
        /** What the person said that Microsoft's page said, explained. */
        said?: Explanation | undefined
        /** Whether they said that they closed it or used the wrong account. */
        saidClosed?: boolean
        /** Whether they are asked what it said. */
        ask?: Asked | undefined
      }
    | undefined
  /** The attempt that this browser left with, of which nothing more was heard (R17). */
  unfinished?: Asked | undefined
  /** Who signed in with Microsoft last in this browser (R17). */
  remembered?: Remembered | undefined
  username?: string | undefined
  /** What the shared computer is called, if this is one (R38). */
  sharedDevice?: string | undefined
  /** Whether it has just been marked. */
  isMarked?: boolean
  /** Whether the person has just signed out, and whether Microsoft may still know them in this browser (R7). */
  signedOut: 'of_tmas' | 'beside_microsoft' | undefined
  /** Whether the person comes from setting a password. */
  passwordSet?: boolean
  /** Whether the console has sent the person here because the session is over. */
  sessionEnded?: boolean
  /** Whether this browser's session has ended because the password no longer works (R13). */
  leftWithMicrosoft?: boolean
  /** Whether the session of this browser opens nothing until its user sets up a second factor (R30). */
  lacksFactor?: boolean
  /** Whether sign-ins with Microsoft fail for everyone now. */
  disturbed?: boolean
}

/** The sign-in page (R7): Microsoft, or username and password. Above them, what went wrong the last time (R18). */
export function signInPage(language: Language, wish: SignInPage) {
  const { signIn, passwordDoor } = messages[language]
  return page(language, {
    title: titleOf(language, wish),
    script: signInAssets.signIn,
    body: html`
<h1>${signIn.title}</h1>
${sharedNotice(language, wish)}
${wish.disturbed ? html`<p class="notice disturbed" role="status">${messages[language].disturbance.onSignInPage}</p>` : ''}
${wish.refused ? refusalNotice(language, wish.refused, wish) : ''}
${wish.unfinished ? unfinishedNotice(language, wish.unfinished, wish) : ''}
${signedOutNotice(language, wish)}
${endNotice(language, wish)}
${wish.passwordSet && !wish.refused ? html`<p class="notice" role="status">${passwordDoor.isSet}</p>` : ''}
<section aria-label="${signIn.microsoft}">
${isUnknown(wish) ? addressField(language) : ''}
<a class="microsoft" href="${microsoftAddress(wish)}" rel="nofollow" data-microsoft>${microsoftLogo}<span>${signIn.microsoft}</span></a>
${wish.remembered ? lastTime(language, wish, wish.remembered) : html`<p class="hint">${signIn.microsoftHint}</p>`}
${waitingPanel(language, wish)}
</section>
<p class="or"><span>${signIn.or}</span></p>
<form method="post" action="/sign-in">
<input type="hidden" name="return_to" value="${wish.returnTo}">
<label>${signIn.username}<input name="username" autocomplete="${wish.sharedDevice === undefined ? 'username' : 'off'}" autocapitalize="none" spellcheck="false" required maxlength="100" value="${wish.username ?? ''}"${wish.passwordSet ? html` autofocus` : ''}></label>
<label>${signIn.password}<input name="password" type="password" autocomplete="${wish.sharedDevice === undefined ? 'current-password' : 'off'}" required maxlength="200"></label>
<button type="submit">${signIn.submit}</button>
</form>
<p class="forgotten"><a href="/forgot-password">${passwordDoor.forgot}</a> <a href="/help">${messages[language].help.toHelp}</a>${wish.sharedDevice === undefined ? html` <a href="/shared-computer">${messages[language].sharedComputers.page.link}</a>` : ''}</p>
${languageLinks(language, wish.address)}`,
  })
}

/** On a shared computer: what it is called, and what that means for the person (R38). */
function sharedNotice(language: Language, { sharedDevice, isMarked }: SignInPage) {
  const words = messages[language].sharedComputers.page
  if (sharedDevice === undefined) return ''
  return html`<p class="notice" role="status">${isMarked ? html`<strong>${words.marked}</strong> ` : ''}${words.isShared(sharedDevice)}</p>`
}

function titleOf(language: Language, { refused, unfinished }: SignInPage): string {
  const words = messages[language]
  if (refused) return words.refused.title
  return unfinished ? words.returned.title : words.signIn.title
}

/** Whose device it seems to be, and the way for anyone else: then nothing of them is used. */
function lastTime(language: Language, wish: SignInPage, { loginId }: Remembered) {
  const { signIn, refused } = messages[language]
  return html`<p class="hint">${signIn.lastTime(loginId)} <a href="${microsoftAddress(wish, 'select_account')}" data-microsoft data-nobody>${refused.otherAccount}</a></p>`
}

/** Nothing says who it may be, and nothing on the page asks for it already. */
function isUnknown({ remembered, chain, refused, unfinished }: SignInPage): boolean {
  return !(remembered || chain || refused || unfinished)
}

/**
 * Where nothing says who it may be: the address to be found by, if Microsoft stops the person. It is optional, and shown
 * by the script that sends it along.
 */
function addressField(language: Language) {
  const { signIn } = messages[language]
  return html`<div class="address" data-address hidden>
<label for="work-address">${signIn.workAddress}</label>
<input id="work-address" type="email" autocomplete="email" maxlength="320" aria-describedby="work-address-hint">
<p class="hint" id="work-address-hint">${signIn.workAddressHint}</p>
</div>`
}

/** For someone who came back from Microsoft without an answer: what TMAS does not know, and the question (R17). */
function unfinishedNotice(language: Language, unfinished: Asked, wish: SignInPage) {
  const { returned, refused } = messages[language]
  return html`<section class="returned" aria-labelledby="returned" data-unfinished>
<h2 id="returned">${returned.title}</h2>
<p>${returned.hint}</p>
${askMicrosoft(language, unfinished, wish)}
${unfinished.reference ? html`<p class="reference">${refused.reference} <code>${unfinished.reference}</code></p>` : ''}
</section>`
}

/** That the person is signed out; and after a session with Microsoft, that one of Microsoft's may be left. */
function signedOutNotice(language: Language, { signedOut, refused }: SignInPage) {
  const { signIn } = messages[language]
  if (refused || !signedOut) return ''
  if (signedOut === 'of_tmas') return html`<p class="notice" role="status">${signIn.signedOut}</p>`
  return html`<div class="notice" role="status"><p>${signIn.signedOut} ${signIn.microsoftStays}</p>
<p><a href="/sign-out/microsoft">${signIn.signOutOfMicrosoft}</a></p></div>`
}

/** Why the person is here again. */
function endNotice(
  language: Language,
  { sessionEnded, leftWithMicrosoft, lacksFactor, refused }: SignInPage,
) {
  const { home } = messages[language]
  if (refused || !(sessionEnded || leftWithMicrosoft || lacksFactor)) return ''
  if (lacksFactor)
    return html`<p class="notice" role="status">${messages[language].secondFactor.setUp.held}</p>`
  return html`<p class="notice" role="status">${leftWithMicrosoft ? home.leftWithMicrosoft : home.sessionEnded}</p>`
}

/** What happened, who has to act, what to do, and the reference. */
function refusalNotice(language: Language, refused: NonNullable<SignInPage['refused']>, wish: SignInPage) {
  const { refused: words } = messages[language]
  const { told } = refusals[refused.code]
  const { sentence, remedy } = wordsOf(language, refused)
  const precise = preciselyOf(refused)
  const atMicrosoft = told !== 'wrong_password'
  return html`<section class="refusal" role="alert" data-refused="${told}">
<h2>${sentence}</h2>
${precise && precise.person !== sentence ? html`<p>${precise.person}</p>` : ''}
${saidNumber(language, refused)}
${refused.loginId ? html`<p>${words.usedAccount(refused.loginId)}</p>` : ''}
<dl>
<dt>${words.whoMustAct}</dt><dd>${words.actors[precise?.who ?? refusals[told].actor]}</dd>
<dt>${words.whatToDo}</dt><dd>${precise?.remedy ?? remedy}</dd>
${microsoftNumber(language, refused)}
${refused.reference ? html`<dt>${words.reference}</dt><dd><code>${refused.reference}</code></dd>` : ''}
</dl>
${refused.ask ? askMicrosoft(language, refused.ask, wish) : ''}
${helpForm(language, refused, wish)}
${
  atMicrosoft
    ? html`<p class="again"><a href="${microsoftAddress(wish)}" rel="nofollow" data-microsoft>${words.tryAgain}</a> <a href="${microsoftAddress(wish, 'select_account')}" data-microsoft>${words.otherAccount}</a></p>`
    : ''
}
${forIt(language, refused)}
<p class="again"><a href="${refusals[told].help[0]}">${messages[language].help.explainMore}</a></p>
</section>`
}

/** What the person has said themselves says more than that nothing came back. */
function wordsOf(language: Language, { code, said, saidClosed }: NonNullable<SignInPage['refused']>) {
  const { refusalWords, returned } = messages[language]
  if (said) return { sentence: said.person, remedy: said.remedy }
  if (saidClosed) return { sentence: returned.closedTitle, remedy: returned.closedHint }
  return refusalWords[refusals[code].told].person
}

/** The number by which the person's answer was understood, to compare with Microsoft's page. */
function saidNumber(language: Language, { said }: NonNullable<SignInPage['refused']>) {
  if (said?.code === undefined) return ''
  const { lookUp } = messages[language].help.microsoftError
  return html`<p>${messages[language].returned.youSaid(`AADSTS${said.code}`)} <a href="${said.lookUp}" rel="noreferrer">${lookUp}</a></p>`
}

/** What Microsoft's number or the failed check says beyond the refusal: sentence, who acts and remedy of one source. */
function preciselyOf({ microsoft, fault, said }: NonNullable<SignInPage['refused']>) {
  if (said) return { person: said.person, who: said.who ?? 'person', remedy: said.remedy }
  if (microsoft?.isMorePrecise && microsoft.explanation) return microsoft.explanation
  return fault && { person: fault.person.sentence, who: fault.actor, remedy: fault.person.remedy }
}

/** Where nothing more is known of a refusal than Microsoft's number, the number is what there is to say. */
function microsoftNumber(language: Language, { code, microsoft }: NonNullable<SignInPage['refused']>) {
  const { explanation } = microsoft ?? {}
  if (code !== 'refused_by_microsoft' || explanation?.code === undefined) return ''
  const { number, lookUp } = messages[language].help.microsoftError
  return html`<dt>${number}</dt><dd>AADSTS${explanation.code} <a href="${explanation.lookUp}" rel="noreferrer">${lookUp}</a></dd>`
}

/**
 * For an attempt in which Microsoft's answer names no one: the person says whose it was. The result is not shown,
 * because it would reveal who is known here (R18).
 */
function helpForm(
  language: Language,
  { help, code, reference }: NonNullable<SignInPage['refused']>,
  { returnTo, chain }: SignInPage,
) {
  const words = messages[language].signIns.help
  if (help === undefined) return ''
  if (help === 'asked') return html`<p class="asked" role="status">${words.asked}</p>`
  return html`<form class="help" method="post" action="/sign-in/tell-manager">
<h3>${words.title}</h3>
<input type="hidden" name="refused" value="${code}">
<input type="hidden" name="reference" value="${reference}">
<input type="hidden" name="return_to" value="${returnTo}">
${chain ? html`<input type="hidden" name="chain" value="${chain}">` : ''}
<label>${words.email}<input name="email" type="email" autocomplete="email" required maxlength="320" value="${help.email}"></label>
<button type="submit">${words.send}</button>
<p class="hint">${words.hint}</p>
</form>`
}

/** What the person can pass on: the paragraph for IT, and what identifies the attempt in Microsoft's logs. */
function forIt(language: Language, { microsoft, reference, said }: NonNullable<SignInPage['refused']>) {
  if (!microsoft && said) return saidForIt(language, said)
  if (!microsoft) return ''
  const { forIt, lookUp } = messages[language].help.microsoftError
  const { explanation } = microsoft
  return html`<details><summary>${forIt}</summary>
${explanation ? html`<p>${explanation.it}</p>` : ''}
${itDetailsBlock(language, { ...microsoft, reference })}
${explanation?.lookUp ? html`<p><a href="${explanation.lookUp}" rel="noreferrer">${lookUp}</a></p>` : ''}
</details>`
}

function saidForIt(language: Language, { it }: Explanation) {
  return html`<details><summary>${messages[language].help.microsoftError.forIt}</summary><p>${it}</p></details>`
}

/**
 * Shown by the script while the pop-up is open. Whether it still is open cannot be known, so every way to continue is
 * offered.
 */
function waitingPanel(language: Language, wish: SignInPage) {
  const { popup } = messages[language]
  return html`<div class="waiting" data-waiting hidden>
<p role="status" data-waiting-text data-text="${popup.waiting}"></p>
<p>${popup.waitingHint}</p>
<p><button type="button" data-again>${popup.openAgain}</button>
<button type="button" data-here>${popup.continueHere}</button>
<button type="button" data-cancel>${popup.cancel}</button></p>
<p data-back hidden>${messages[language].returned.back} <a href="${pageAddress(wish)}">${messages[language].returned.sayIt}</a></p>
</div>`
}

/** This page again: it asks about the attempt that this browser has left with. */
function pageAddress({ returnTo, chain }: SignInPage) {
  const query = new URLSearchParams({ return_to: returnTo })
  if (chain) query.set('chain', chain)
  return `/sign-in?${query}`
}

/** With another account, nothing counts that is remembered of the one before. */
function microsoftAddress({ returnTo, chain, remembered }: SignInPage, prompt?: 'select_account') {
  const query = new URLSearchParams({ return_to: returnTo })
  const chainId = chain ?? (prompt ? undefined : remembered?.chainId)
  if (chainId) query.set('chain', chainId)
  if (remembered && !prompt) query.set('login_hint', remembered.loginId)
  if (prompt) query.set('prompt', prompt)
  return `/sign-in/microsoft?${query}`
}

/** Microsoft's logo, drawn within its branding guidelines: four squares, unaltered. */
export const microsoftLogo = html`<svg viewBox="0 0 21 21" width="21" height="21" aria-hidden="true"><path fill="#f25022" d="M1 1h9v9H1z"/><path fill="#7fba00" d="M11 1h9v9h-9z"/><path fill="#00a4ef" d="M1 11h9v9H1z"/><path fill="#ffb900" d="M11 11h9v9h-9z"/></svg>`
