import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type ProblemPage, problemPage } from '#server/pages/problem.page.ts'
import { isUnavailable } from '#server/platform/database.ts'
import { quoted } from '#server/platform/if-match.ts'
import type { Log } from '#server/platform/log.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'

/** A problem as others may rely on it (RFC 9457 section 3, and the contract's `code` and `reference`). */
export function problemJson(c: Context<Web>, problem: Problem) {
  const { code, status, message: detail, errors, consequences, methods, retryAfterSeconds } = problem
  const { changes, version } = problem
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  if (version !== undefined) c.header('ETag', quoted(version))
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')
  const { reference } = c.var
  const more = { errors, consequences, methods, changes }
  const body = { type: 'about:blank', title, status, detail, code, reference, ...more }
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' })
}

/** The one place where what was thrown becomes an answer: a problem as it is, anything else as a bare 500 or 503. */
export function answerFailure(log: Log) {
  return (thrown: Error, c: Context<Web>) => {
    const problem = asProblem(thrown)
    // Someone has gone while we were reading what they sent. Nothing failed, and no one reads the answer.
    if (problem.status >= 500 && hasLeft(c))
      log.info({ reference: c.var.reference, path: c.req.path }, 'the visitor left')
    else if (problem.status >= 500)
      log.error({ err: thrown, reference: c.var.reference, path: c.req.path }, 'request failed')
    if (c.req.path.startsWith('/api/') || !wantsPage(c)) return problemJson(c, problem)
    if (problem.retryAfterSeconds !== undefined) c.header('Retry-After', String(problem.retryAfterSeconds))
    return c.html(
      problemPage(
        c.var.language ?? 'en',
        pageOf(problem),
        problem.status >= 500 ? c.var.reference : undefined,
      ),
      problem.status,
    )
  }
}

/** Whether the connection broke before we had read everything, or answered. */
function hasLeft(c: Context<Web>): boolean {
  const { incoming } = (c.env ?? {}) as { incoming?: { errored?: Error | null } }
  return Boolean(incoming?.errored) || c.req.raw.signal.aborted
}

function asProblem(thrown: Error): Problem {
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

function pageOf({ code }: Problem): ProblemPage {
  if (code === 'not_found' || code === 'method_not_allowed') return 'notFound'
  if (code === 'unavailable') return 'unavailable'
  if (code === 'internal') return 'internal'
  if (code === 'too_large') return 'tooLarge'
  return code === 'cross_origin' ||
    code === 'forbidden' ||
    code === 'proof_required' ||
    code === 'confirmation_due'
    ? 'forbidden'
    : 'badRequest'
}

function wantsPage(c: Context<Web>) {
  return c.req.method === 'GET' || /text\/html/.test(c.req.header('accept') ?? '')
}
