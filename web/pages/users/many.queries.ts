import type { InferResponseType } from 'hono/client'
import { type ManyChange, makesManagers, mostUsersAtOnce, undoOf } from '#shared/many-users.ts'
import { api, RefusedRequest } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import type { Chosen, Selection } from './selection.ts'
import { filtersOf, nameOf, type UsersSearch } from './users.queries.ts'

/** What came of it for one user. */
export type Outcome = InferResponseType<typeof api.users.actions.$post, 200>['outcomes'][number]

/** A user to act on, with what the server needs to know of them. */
export type Target = { id: string; version?: string; memberships?: NonNullable<Outcome['membershipsBefore']> }

/** Users in a request that does something: an answer within a second or so, so that the progress is seen to move. */
const atOnce = 10

/**
 * Users in a request: as many as one takes if it changes nothing, because what adds up is known within a request alone,
 * or if it makes managers, because each such request is a notice to all the others (R27).
 */
function partOf(change: ManyChange, dryRun: boolean): number {
  return dryRun || makesManagers(change) || change.action === 'set_roles' ? mostUsersAtOnce : atOnce
}

/** That more users match than can be selected at once, so that no one is chosen. */
export class TooManyChosen extends Error {}

/**
 * The users of a selection, with their names, as they are now. Managers at the top come first, so that one request knows
 * of all of them: what it does to one may depend on the others (R16).
 *
 * @throws {TooManyChosen}
 */
export async function readChosen(selection: Selection, search: UsersSearch): Promise<Chosen[]> {
  const chosen = await readUnordered(selection, search)
  return [...chosen.filter(({ isTopManager }) => isTopManager), ...chosen.filter((one) => !one.isTopManager)]
}

async function readUnordered(selection: Selection, search: UsersSearch): Promise<Chosen[]> {
  if (selection.kind === 'some') return [...selection.chosen.values()]
  const { sort: _, ...query } = filtersOf(search)
  const { items, isCut } = await parseResponse(api.users.matching.$get({ query }))
  if (isCut) throw new TooManyChosen()
  return items
    .filter(({ id }) => !selection.except.has(id))
    .map((user) => ({ id: user.id, name: nameOf(user), isTopManager: user.isTopManager }))
}

/** What was done before it ended: by itself, because it was stopped, or because something failed. */
export type Run = {
  outcomes: Outcome[]
  /** Those who were not reached. */
  left: Target[]
  /** Those of whom it is not known whether it was done: no answer came, or the server does not know either. */
  unknown: Target[]
  /** Why a request failed as a whole. */
  error: Error | null
  /** Whether the server could not do it to those who are left, and the person has not stopped it. */
  isFaulty: boolean
  /** How many mails the customer could still send when it was asked what would happen. */
  mailsLeft: number | null
}

/** Times that a question is asked again while the answer to another one is awaited, a second apart. */
const mostTries = 10

/**
 * Does one thing to many users, some at a time; or asks what it would do.
 *
 * @param onProgress hears how many there is an answer for.
 * @param isStopped is asked before each request.
 */
export async function runInParts(
  change: ManyChange,
  targets: readonly Target[],
  {
    dryRun,
    onProgress,
    isStopped,
  }: { dryRun: boolean; onProgress: (answered: number) => void; isStopped: () => boolean },
): Promise<Run> {
  const run: Run = { outcomes: [], left: [], unknown: [], error: null, isFaulty: false, mailsLeft: null }
  const size = partOf(change, dryRun)
  let open = [...targets]
  while (open.length > 0) {
    if (isStopped()) return { ...run, left: open }
    const part = open.slice(0, size)
    const rest = open.slice(size)
    try {
      const { outcomes, mailsLeft } = await send(change, part, dryRun)
      const having = (kind: Outcome['outcome']) =>
        part.filter(({ id }) => outcomes.some(({ userId, outcome }) => userId === id && outcome === kind))
      const [untried, unknown] = [having('not_tried'), having('unknown')]
      run.mailsLeft ??= mailsLeft
      run.outcomes.push(...outcomes.filter(({ outcome }) => outcome !== 'not_tried' && outcome !== 'unknown'))
      open = [...untried, ...rest]
      const isFaulty = outcomes.some(({ outcome, code }) => outcome === 'not_tried' && code !== null)
      if (isFaulty || unknown.length > 0) return { ...run, left: open, unknown, isFaulty: true }
    } catch (error) {
      // A refusal says that nothing was done.
      const isKnown = dryRun || (error instanceof RefusedRequest && error.status < 500)
      return { ...run, left: isKnown ? open : rest, unknown: isKnown ? [] : part, error: error as Error }
    }
    onProgress(run.outcomes.length)
  }
  return run
}

async function send(change: ManyChange, users: Target[], dryRun: boolean) {
  const json = { ...change, users } as Parameters<typeof api.users.actions.$post>[0]['json']
  const query = { dryRun: dryRun ? ('true' as const) : ('false' as const) }
  for (let tries = 1; ; tries += 1) {
    try {
      return await parseResponse(api.users.actions.$post({ query, json }))
    } catch (error) {
      // Someone else is being shown what a change would do.
      const isBusy = dryRun && error instanceof RefusedRequest && error.status === 503
      if (!isBusy || tries === mostTries) throw error
      await new Promise((done) => setTimeout(done, 1_000))
    }
  }
}

/**
 * The same outcomes, without more mails than the customer can send today: those beyond it would be refused. Each request
 * knows its own alone.
 */
export function withinMailBudget(outcomes: readonly Outcome[], mailsLeft: number | null): Outcome[] {
  let left = mailsLeft ?? Number.POSITIVE_INFINITY
  return outcomes.map((one) => {
    if (one.outcome !== 'done') return one
    left -= one.mails
    return left < 0 && one.mails > 0 ? { ...one, outcome: 'refused', code: 'too_many_mails' } : one
  })
}

/**
 * How to undo what was done to these users, and to no one who has changed since; undefined where there is no way back.
 * Someone who held nothing before keeps what they were given, because every user holds something: `without` names them.
 */
export function undoingOf(
  { action }: ManyChange,
  outcomes: readonly Outcome[],
): { change: ManyChange; targets: Target[]; without: string[] } | undefined {
  const by = undoOf(action)
  const done = outcomes.filter(({ outcome }) => outcome === 'done')
  if (by === undefined || done.length === 0) return undefined
  const hadNothing = ({ membershipsBefore }: Outcome) => by === 'set_roles' && membershipsBefore?.length === 0
  const without = done.filter(hadNothing).map(({ userId }) => userId)
  const undone = done.filter((one) => !hadNothing(one))
  const targets = undone.map(({ userId, version, membershipsBefore }) => ({
    id: userId,
    ...(version !== null && { version }),
    ...(by === 'set_roles' && membershipsBefore && { memberships: membershipsBefore }),
  }))
  return { change: { action: by } as ManyChange, targets, without }
}

/** The same users as they were when it was asked what would happen, so that no one is changed who has changed since. */
export function asAsked(change: ManyChange, outcomes: readonly Outcome[]): Target[] {
  const takesVersion = undoOf(change.action) !== undefined
  return outcomes
    .filter(({ outcome }) => outcome === 'done')
    .map(({ userId, version }) => ({
      id: userId,
      ...(takesVersion && version !== null && { version }),
    }))
}
