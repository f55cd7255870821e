import type { ClientResponse, InferResponseType } from 'hono/client'
import { ask } from './asking.ts'
import { clientOf, parseResponse } from './client.ts'
import { isTheirDoing, noteConfirmation, openAgain } from './confirmation.ts'
import { isOnItsWay, whileOnItsWay } from './leaving.ts'
import { isSharedComputer, leavePage, takeAct } from './shared-computer.ts'
import { signInAddress } from './sign-in-address.ts'
import { isAnythingUnsaved } from './unsaved.ts'

/** An answer of the API that is not a success. `reference` is what the person reads to someone who helps. */
export class RefusedRequest extends Error {
  readonly status: number
  readonly code: string | undefined
  readonly reference: string | undefined
  /** Field → what is wrong with it. */
  readonly errors: Record<string, string>
  /** How much a confirmed change would affect, counted. */
  readonly consequences: Record<string, number>
  /** For `proof_required`: how the person can prove who they are. */
  readonly methods: readonly string[]
  /** Of a file: the headings of the columns that the answer is about. */
  readonly headings: readonly string[]
  /** Field → what others have made of it since the version that the change was based on, and which version it is now. */
  readonly changes: Record<string, { theirs: unknown }>
  readonly version: string

  constructor(
    status: number,
    problem: {
      code?: string
      reference?: string
      errors?: Record<string, string>
      consequences?: Record<string, number>
      methods?: string[]
      headings?: string[]
      changes?: Record<string, { theirs: unknown }>
    },
    version = '',
  ) {
    super(`The API answered ${status} ${problem.code ?? ''}`)
    this.status = status
    this.code = problem.code
    this.reference = problem.reference
    this.errors = problem.errors ?? {}
    this.consequences = problem.consequences ?? {}
    this.methods = problem.methods ?? []
    this.headings = problem.headings ?? []
    this.changes = problem.changes ?? {}
    this.version = version
  }
}

/** Milliseconds after which a silent server counts as a failure that can be retried. */
const requestTimeout = 20_000

/** Whose page this is: what it sends is theirs, even if someone else signs in in another window. */
let person: string | undefined

/** Says whose page this is. The server answers 401 to what is sent from it in another person's session. */
export function belongTo(userId: string): void {
  person ??= userId
}

/**
 * `fetch` for a signed-in person. If the session is over, the browser goes to the sign-in page, and comes back to this
 * page after it. The promise then never settles, so that nothing more is shown meanwhile. Where something would be lost,
 * which is what a form holds or the change that was just asked for, the person signs in again over the page instead, and
 * the request is sent again (R32).
 *
 * If the answer is that Microsoft has to confirm the session first (R37), the page is opened again, which leads there and
 * back; or the person signs in again over it, as above.
 *
 * If the answer is that the person should prove first who they are (R33), they are asked over the page, and the request
 * is sent again.
 *
 * @throws {RefusedRequest} for every other answer that is not a success
 */
async function fetchSignedIn(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers)
  if (person !== undefined) headers.set('TMAS-Person', person)
  // Only what the person does keeps them signed in on a shared computer (R38).
  if (isSharedComputer() && takeAct()) headers.set('TMAS-Attended', '1')
  const send = () =>
    fetch(input, { ...init, headers, signal: init?.signal ?? AbortSignal.timeout(requestTimeout) })
  let began = performance.now()
  let response = await send()
  // A proof gives the session another cookie. A request that was on its way with the old one has changed nothing.
  if (response.status === 401) {
    began = performance.now()
    response = await send()
  }
  noteConfirmation(response.headers, began)
  const isChange = (init?.method ?? 'GET').toUpperCase() !== 'GET'
  if (response.ok) return response
  const problem = await response.json().catch(() => ({}))
  const refused = new RefusedRequest(response.status, problem, versionIn(response))
  if (refused.status === 401 && refused.code !== 'someone_else' && isOnItsWay()) {
    // The next person at a shared computer must not see the page meanwhile.
    if (isSharedComputer()) document.body.hidden = true
    await whileOnItsWay()
  }
  if (refused.status === 401 && isSharedComputer()) {
    // Not over the page, which the next person would see.
    leavePage()
    return new Promise(() => {})
  }
  if (refused.status === 401 && (isChange || isAnythingUnsaved())) {
    if (await ask({ kind: 'session', why: 'ended' })) return fetchSignedIn(input, init)
  } else if (refused.status === 401) {
    // Nothing of the person before stays on the page of another.
    if (refused.code === 'someone_else') window.location.reload()
    // `replace`, because the back button must not lead to a page that sends the person here again.
    else window.location.replace(signInAddress(window.location))
    return new Promise(() => {})
  }
  if (refused.code === 'confirmation_due') {
    const isKept = isChange || isAnythingUnsaved()
    if (!isKept && isTheirDoing()) return openAgain()
    if (await ask({ kind: 'session', why: isKept ? 'unconfirmed' : 'idle' }))
      return fetchSignedIn(input, init)
  }
  if (refused.code === 'proof_required' && (await ask({ kind: 'proof', methods: refused.methods })))
    return fetchSignedIn(input, init)
  throw refused
}

/** A proxy that compresses answers makes a tag weak or adds how it did, and such a tag would match nothing. */
function versionIn({ headers }: { headers: Headers }): string {
  return (headers.get('etag') ?? '').replace(/^W\//, '').replace(/-(?:gzip|br|zstd)"$/, '"')
}

/** What is read with the version on which a change of it can be based (R32). */
export async function withVersion<Answer extends ClientResponse<unknown>>(asked: Promise<Answer>) {
  const answer = await asked
  const body: unknown = await parseResponse(answer)
  return { ...(body as object), version: versionIn(answer) } as BodyOf<Answer> & { version: string }
}

type BodyOf<Answer extends ClientResponse<unknown>> = Awaited<ReturnType<typeof parseResponse<Answer>>>

/** Bases a change on the version that the person saw. */
export function basedOn(version: string) {
  return { headers: { 'If-Match': version } }
}

/** The API, with the types of the server's own routes. */
export const api = clientOf(fetchSignedIn).api.v1

/** The signed-in person, and which locations they reach. */
export type Session = InferResponseType<typeof api.session.$get, 200>
