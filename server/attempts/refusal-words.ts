import type { MicrosoftAnswer } from '#server/entra/entra.ts'
import type { NamedAccount } from '#server/policy/accounts.ts'
import { remedyOfSaid } from '#server/policy/remedy-of-said.ts'
import { type Known, knownOfAttempt, safeguardOf } from '#server/policy/safe-remedy.ts'
import { actorByNumber, decidingCode, refusalOfAadsts } from '#shared/aadsts/codes.ts'
import type { Said } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import { reasons } from '#shared/explanation.ts'
import { faultIn, faults } from '#shared/faults.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { CauseText } from '#shared/messages/refusals.en.ts'
import { type Refusal, refusals, type WhoMustAct } from '#shared/refusals.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import type { Evidence } from './evidence.ts'
import { presentSafeguard, saySomeoneElse, withSafeguard } from './safeguard-words.ts'

export type Remedy = {
  actor: WhoMustAct
  text: string
  action: RemedyAction | null
} & ReturnType<typeof presentSafeguard>

/** What an attempt ended with, as far as its words ask. */
export type Refused = {
  code: Refusal
  checks: readonly Check[]
  microsoft: MicrosoftAnswer | null
  /** What the person said of Microsoft's page (R17). */
  said?: Said | null
  /** The account that Microsoft proved. */
  account?: NamedAccount | null
  /** Whose attempt it was, as far as it is known, and whether Microsoft accounts can sign in as them. */
  user?: { email: string; hasTenant: boolean } | null
  /** What others' sign-ins say about it. */
  evidence?: Evidence | undefined
  /** More precise words than those of the code. */
  words?: CauseText | undefined
}

/**
 * What happened, and the first thing to do about it, for managers. Where Microsoft's number or the check that failed knows
 * more than the code, they say who has to act.
 */
export function wordsOfRefusal(
  { code, checks, microsoft, said = null, account = null, user = null, evidence, words }: Refused,
  language: Language,
): { cause: string; remedy: Remedy } {
  const known = knownOfAttempt(checks, account, user)
  if (said) {
    const { cause, remedy } = wordsOfSaid(said, language)
    return { cause, remedy: offered({ ...remedyOfSaid(said), text: remedy }, known, language) }
  }
  const { remedy: action } = refusals[code]
  if (code === 'invalid_response' && numberOf(code, microsoft) === undefined) {
    const { manager, actor } = wordsOfFault(checks, language)
    return {
      cause: manager.cause,
      remedy: offered({ actor, text: manager.remedy, action }, known, language),
    }
  }
  const { someoneElse, mismatch } = evidence ?? {}
  if (mismatch) {
    const { actor, action: ofReason } = reasons[mismatch]
    const { cause, remedy: text } = messages[language].explainPerson.reasons[mismatch]
    return { cause, remedy: offered({ actor, text, action: ofReason }, known, language) }
  }
  const actor = actorByNumber(code, numberOf(code, microsoft) ?? null) ?? refusals[code].actor
  const { cause, remedy: text } = words ?? managersWords(code, actor, language)
  if (someoneElse && account) {
    const kept = saySomeoneElse(account.objectId, someoneElse, language)
    return { cause, remedy: offered({ actor, text: kept, action: null }, known, language) }
  }
  return { cause, remedy: offered({ actor, text, action }, known, language) }
}

/** A remedy with what to make sure of before, and without its button if it must not be offered. */
function offered(
  { actor, text, action }: Pick<Remedy, 'actor' | 'text' | 'action'>,
  known: Known,
  language: Language,
): Remedy {
  const verdict = safeguardOf(action, known)
  const safeguard = verdict === 'never' ? null : verdict
  return {
    actor,
    text: withSafeguard(text, safeguard, language),
    action: verdict === 'never' ? null : action,
    ...presentSafeguard(safeguard),
  }
}

/** A refusal in words for managers; of an account that only IT can repair, without sending the person to it. */
export function managersWords(code: Refusal, actor: WhoMustAct, language: Language): CauseText {
  const { refusalWords, explainPerson } = messages[language]
  return code === 'account_problem_at_microsoft' && actor === 'it'
    ? explainPerson.accountOfIt
    : refusalWords[code].manager
}

/** What the person says that Microsoft's page said: as their words, never as what TMAS knows. */
export function wordsOfSaid(said: Said, language: Language): CauseText {
  const words = messages[language].returned.manager
  const { code, actor } = remedyOfSaid(said)
  if (code === null) return { cause: words.closed, remedy: words.closedRemedy }
  const number = decidingCode(said.codes)
  const { cause, remedy } = managersWords(code, actor, language)
  return { cause: number === undefined ? words.cause(cause) : words.causeWithNumber(number, cause), remedy }
}

/** What a failed check says of `invalid_response`; the claim is named where one is at fault. */
export function wordsOfFault(checks: readonly Check[], language: Language) {
  const { words, claim: sayClaim } = messages[language].faults
  const { fault, claim } = faultIn(checks)
  const { person, manager } = words[fault]
  const named = (text: string) => (claim === undefined ? text : `${text} ${sayClaim(claim)}`)
  return {
    actor: faults[fault].actor,
    person: { ...person, sentence: named(person.sentence) },
    manager: { ...manager, cause: named(manager.cause) },
  }
}

/** Microsoft's number, if it is what decided this code. */
function numberOf(code: Refusal, microsoft: MicrosoftAnswer | null): number | undefined {
  const deciding = decidingCode(microsoft?.aadsts ?? [])
  return deciding !== undefined && refusalOfAadsts(deciding) === code ? deciding : undefined
}
