import { type InferResponseType, parseResponse } from 'hono/client'
import { type ManyChange, undoOf } from '#shared/many-users.ts'
import { api, RefusedRequest } from '../../api.ts'
import type { Chosen, Selection } from './selection.ts'
import { filtersOf, nameOf, type UsersSearch } from './users.queries.ts'

/** What came of it for one user. */
export type Outcome = InferResponseType<typeof api.users.actions.$post, 200>['outcomes'][number]

/** A user to act on, with what the server needs to know of them. */
export type Target = { id: string; version?: string; memberships?: NonNullable<Outcome['membershipsBefore']> }

/** Users in a request: an answer within a second or so, so that the progress is seen to move. */
const atOnce = 10

/** The users of a selection, with their names, as they are now. */
export async function readChosen(selection: Selection, search: UsersSearch): Promise<Chosen[]> {
  if (selection.kind === 'some') return [...selection.chosen].map(([id, name]) => ({ id, name }))
  const { sort: _, ...query } = filtersOf(search)
  const { items } = await parseResponse(api.users.matching.$get({ query }))
  return items
    .filter(({ id }) => !selection.except.has(id))
    .map((user) => ({ id: user.id, name: nameOf(user) }))
}

/** What was done before it ended: by itself, because it was stopped, or because a request failed. */
export type Run = {
  outcomes: Outcome[]
  /** Those who were not reached. */
  left: Target[]
  /** Of those who were sent last, if no answer came: nothing is known. */
  unknown: Target[]
  error: Error | null
}

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
  const outcomes: Outcome[] = []
  for (let at = 0; at < targets.length; at += atOnce) {
    if (isStopped()) return { outcomes, left: targets.slice(at), unknown: [], error: null }
    const part = targets.slice(at, at + atOnce)
    try {
      outcomes.push(...(await send(change, part, dryRun)))
    } catch (error) {
      // A refusal says that nothing was done.
      const isKnown = error instanceof RefusedRequest && error.status < 500
      const left = targets.slice(isKnown ? at : at + atOnce)
      return { outcomes, left, unknown: isKnown ? [] : part, error: error as Error }
    }
    onProgress(outcomes.length)
  }
  return { outcomes, left: [], unknown: [], error: null }
}

async function send(change: ManyChange, users: Target[], dryRun: boolean): Promise<Outcome[]> {
  const json = { ...change, users } as Parameters<typeof api.users.actions.$post>[0]['json']
  const query = { dryRun: dryRun ? ('true' as const) : ('false' as const) }
  return (await parseResponse(api.users.actions.$post({ query, json }))).outcomes
}

/** How to undo what was done to these users, and to no one who has changed since; undefined where there is no way back. */
export function undoingOf(
  { action }: ManyChange,
  outcomes: readonly Outcome[],
): { change: ManyChange; targets: Target[] } | undefined {
  const by = undoOf(action)
  const done = outcomes.filter(({ outcome }) => outcome === 'done')
  if (by === undefined || done.length === 0) return undefined
  const targets = done.map(({ userId, version, membershipsBefore }) => ({
    id: userId,
    ...(version !== null && { version }),
    ...(by === 'set_roles' && membershipsBefore && { memberships: membershipsBefore }),
  }))
  return { change: { action: by } as ManyChange, targets }
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
