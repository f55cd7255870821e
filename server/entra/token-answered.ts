import { diagnosticEvent } from '#server/platform/diagnostic-event.ts'
import { type Answer, NoAnswer } from './request.ts'

/** `token` and `error` are Microsoft's answers; the others say why there was none. */
export type TokenAnswer =
  | 'token'
  | 'error'
  | 'invalid_client'
  | 'throttled'
  | 'microsoft_unreachable'
  | 'invalid_response'

/** Microsoft's token endpoint was asked, and has answered or not. */
export const tokenAnswered = diagnosticEvent<{ answer: TokenAnswer; seconds: number }>('token.answered')

/** Publishes how a token request ended, and returns its result. @throws {NoAnswer} */
export async function publishOutcome(request: Promise<Answer>): Promise<Answer> {
  const startedAt = performance.now()
  const tell = (answer: TokenAnswer) =>
    tokenAnswered.publish({ answer, seconds: (performance.now() - startedAt) / 1000 })
  try {
    const answer = await request
    tell(
      answer.status === 200 ? 'token' : answer.body.error === 'invalid_client' ? 'invalid_client' : 'error',
    )
    return answer
  } catch (error) {
    tell(reasonOf(error))
    throw error
  }
}

function reasonOf(error: unknown): TokenAnswer {
  const refusal = error instanceof NoAnswer ? error.refusal : undefined
  return refusal === 'throttled' || refusal === 'microsoft_unreachable' ? refusal : 'invalid_response'
}
