import { HTTPException } from 'hono/http-exception'
import { isUnavailable } from './database.ts'
import { Problem } from './problem.ts'

/** What was thrown as an answer: a problem as it is, anything else as a bare 500 or 503. */
export function asProblem(thrown: Error): Problem {
  if (thrown instanceof Problem) return thrown
  if (isUnavailable(thrown)) {
    return new Problem('unavailable', 'TMAS cannot serve at the moment. Try again shortly.', {
      retryAfterSeconds: 5,
      cause: thrown,
    })
  }
  if (thrown instanceof HTTPException && thrown.status === 413) {
    return new Problem('too_large', 'The request is too large.', { cause: thrown })
  }
  if (thrown instanceof HTTPException && thrown.status < 500) {
    return new Problem('invalid_request', 'The request could not be read.', { cause: thrown })
  }
  return new Problem('internal', 'Something went wrong in TMAS. Give the reference to TMAS support.', {
    cause: thrown,
  })
}

/** A problem as others may rely on it (RFC 9457 section 3, and the contract's `code` and `reference`). */
export function problemBody(problem: Problem, reference: string) {
  const { code, status, message: detail, errors, consequences, methods, changes, headings } = problem
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')
  const more = { errors, consequences, methods, changes, headings }
  return { type: 'about:blank', title, status, detail, code, reference, ...more }
}
