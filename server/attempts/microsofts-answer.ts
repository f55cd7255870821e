import type { MicrosoftAnswer } from '#server/entra/entra.ts'
import { decidingCode, meaningfulCodes, refusalOfAadsts } from '#shared/aadsts/codes.ts'
import { type Explanation, explainAadsts } from '#shared/aadsts/explain.ts'
import { aadstsMeanings } from '#shared/aadsts/meanings.ts'
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
  if (!answer.aadsts && !answer.correlationId && !answer.traceId) return
  const codes = meaningfulCodes(answer.aadsts ?? [])
  // Of several numbers, the one that decided the refusal.
  const deciding = decidingCode(codes)
  const isDeciding = deciding !== undefined && refusalOfAadsts(deciding) === code
  const explanation = isDeciding ? await explainAadsts(deciding, language) : undefined
  const meanings = Object.values(aadstsMeanings).filter(({ refusal }) => refusal === code)
  return {
    explanation,
    // The meaning with the refusal's own name says what the refusal says.
    isMorePrecise:
      explanation !== undefined && ![code, 'unknown'].includes(explanation.meaning) && meanings.length > 1,
    codes,
    correlationId: answer.correlationId,
    requestId: answer.traceId,
    timestamp: answer.timestamp,
  }
}
