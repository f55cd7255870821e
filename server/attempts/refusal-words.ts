import type { MicrosoftAnswer } from '#server/entra/entra.ts'
import type { NamedAccount } from '#server/policy/accounts.ts'
import { safeguardOfRefusal } from '#server/policy/safe-remedy.ts'
import { actorByNumber, decidingCode, meaningOfAadsts, refusalOfAadsts } from '#shared/aadsts/codes.ts'
import { aadstsMeanings } from '#shared/aadsts/meanings.ts'
import { refusalSaid, type Said } from '#shared/aadsts/said.ts'
import type { Check } from '#shared/checks.ts'
import { faultIn, faults } from '#shared/faults.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import type { CauseText } from '#shared/messages/refusals.en.ts'
import { type Actor, type Refusal, refusals } from '#shared/refusals.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import type { SomeoneElse } from './claims.ts'
import { presentSafeguard, saySomeoneElse, withSafeguard } from './safeguard-words.ts'

export type Remedy = {
  actor: Actor
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
  /** The account is known to be someone other than the user, who is linked with the one of this name. */
  someoneElse?: SomeoneElse | undefined
}

/**
 * What happened, and the first thing to do about it, for managers. Where Microsoft's number or the check that failed knows
 * more than the code, they say who has to act.
 */
export function wordsOfRefusal(
  { code, checks, microsoft, said = null, account = null, someoneElse }: Refused,
  language: Language,
): { cause: string; remedy: Remedy } {
  if (said) return wordsOfSaid(said, language)
  const { remedy: action } = refusals[code]
  if (code === 'invalid_response' && numberOf(code, microsoft) === undefined) {
    const { manager, actor } = wordsOfFault(checks, language)
    return {
      cause: manager.cause,
      remedy: { actor, text: manager.remedy, action, ...presentSafeguard(null) },
    }
  }
  const actor = actorByNumber(code, numberOf(code, microsoft) ?? null) ?? refusals[code].actor
  const { cause, remedy: text } = managersWords(code, actor, language)
  if (someoneElse && account) {
    const words = saySomeoneElse(account.objectId, someoneElse, language)
    return { cause, remedy: { actor, text: words, action: null, ...presentSafeguard(null) } }
  }
  const safeguard = action && safeguardOfRefusal(code, checks, account)
  return {
    cause,
    remedy: {
      actor,
      text: withSafeguard(text, safeguard, language),
      action,
      ...presentSafeguard(safeguard),
    },
  }
}

/** A refusal in words for managers; of an account that only IT can repair, without sending the person to it. */
export function managersWords(code: Refusal, actor: Actor, language: Language): CauseText {
  const { refusalWords, explainPerson } = messages[language]
  return code === 'account_problem_at_microsoft' && actor === 'it'
    ? explainPerson.accountOfIt
    : refusalWords[code].manager
}

/** What the person says that Microsoft's page said: as their words, never as what TMAS knows. */
export function wordsOfSaid(said: Said, language: Language): { cause: string; remedy: Remedy } {
  const { returned } = messages[language]
  const words = returned.manager
  const code = refusalSaid(said)
  if (code === null)
    return {
      cause: words.closed,
      remedy: { actor: 'person', text: words.closedRemedy, action: null, ...presentSafeguard(null) },
    }
  const number = decidingCode(said.codes)
  const meaning = number === undefined ? said.meaning : meaningOfAadsts(number)
  const actor = (meaning && aadstsMeanings[meaning].who) || refusals[code].actor
  const { cause, remedy: text } = managersWords(code, actor, language)
  return {
    cause: number === undefined ? words.cause(cause) : words.causeWithNumber(number, cause),
    remedy: { actor, text, action: refusals[code].remedy, ...presentSafeguard(null) },
  }
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
