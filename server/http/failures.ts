import type { Context } from 'hono'
import { type ProblemPage, problemPage } from '#server/pages/problem.page.ts'
import { asProblem, problemBody } from '#server/platform/as-problem.ts'
import { quoted } from '#server/platform/if-match.ts'
import type { Log } from '#server/platform/log.ts'
import type { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'

/** A problem as an answer. */
function problemJson(c: Context<Web>, problem: Problem) {
  const { status, retryAfterSeconds, version } = problem
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  if (version !== undefined) c.header('ETag', quoted(version))
  const body = JSON.stringify(problemBody(problem, c.var.reference))
  return c.body(body, status, { 'Content-Type': 'application/problem+json' })
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
