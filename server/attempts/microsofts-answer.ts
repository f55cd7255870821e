import type { MicrosoftAnswer } from '#server/entra/entra.ts'
import { meaningOfAnswer, meaningOfStatus } from '#shared/aadsts/answers.ts'
import { decidingCode, meaningfulCodes, refusalOfAadsts } from '#shared/aadsts/codes.ts'
import { type Explanation, explainAadsts, explainMeaning } from '#shared/aadsts/explain.ts'
import { type AadstsMeaning, aadstsMeanings } from '#shared/aadsts/meanings.ts'
import type { Language } from '#shared/languages.ts'
import { refusals } from '#shared/refusals.ts'
import type { Attempt } from './attempts.queries.ts'

/** What Microsoft answered to a person's own browser, for them and their IT. */
export type MicrosoftExplained = {
  explanation: Explanation | undefined
  /** Whether it says more than the refusal's own words. A refusal with a single meaning has said everything. */
  isMorePrecise: boolean
  codes: readonly number[]
  correlationId: string | undefined
  requestId: string | undefined
  timestamp: string | undefined
}

/**
 * Explains Microsoft's error to the person whose browser received it. Nothing is shown if the true code is hidden from
 * them, or is not the one on their page (R18): the number would give it away.
 */
export async function explainAttempt(
  { code, microsoft }: Pick<Attempt, 'code' | 'microsoft'>,
  told: string,
  language: Language,
): Promise<MicrosoftExplained | undefined> {
  if (code === null || code !== told || refusals[told as keyof typeof refusals].told !== code) return
  const answer = (microsoft ?? {}) as MicrosoftAnswer
  const codes = meaningfulCodes(answer.aadsts ?? [])
  // Of several numbers, the one that decided the refusal.
  const deciding = decidingCode(codes)
  const isDeciding = deciding !== undefined && refusalOfAadsts(deciding) === code
  const meaning = isDeciding ? undefined : meaningWithoutNumber(answer, code)
  if (codes.length === 0 && !answer.correlationId && !answer.traceId && !meaning) return
  const explanation = isDeciding
    ? await explainAadsts(deciding, language)
    : meaning && (await explainMeaning(meaning, language))
  const meanings = Object.values(aadstsMeanings).filter(({ refusal }) => refusal === code)
  return {
    explanation,
    isMorePrecise: explanation !== undefined && !restatesRefusal(explanation.meaning) && meanings.length > 1,
    codes,
    correlationId: answer.correlationId,
    requestId: answer.traceId,
    timestamp: answer.timestamp,
  }
}

/** Meanings that say in other words what their refusal says: reading both helps no one. */
const restating: readonly string[] = [
  'unknown',
  'admin_consent_required',
  'personal_account',
  'tenant_not_found',
] satisfies (AadstsMeaning | 'unknown')[]

/** Whether the refusal's own sentence has said what this meaning says. */
export function restatesRefusal(meaning: AadstsMeaning | 'unknown'): boolean {
  return restating.includes(meaning)
}

/** What the answer means by its subcode, its error or its status, if that decided the refusal. */
function meaningWithoutNumber(answer: MicrosoftAnswer, code: string): AadstsMeaning | undefined {
  const said = meaningOfAnswer({ ...answer, aadsts: [] })
  const meanings = [said, meaningOfStatus(answer.status ?? 0)].filter(
    (meaning) => meaning !== undefined && meaning !== 'unknown',
  )
  return meanings.find((meaning) => aadstsMeanings[meaning].refusal === code)
}
