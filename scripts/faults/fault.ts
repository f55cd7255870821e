import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#server/platform/database.ts'
import { runTmasHere } from '../../cli/testing/program.ts'
import { type Kind, type Load, type Outcome, startLoad, type Told, untilDone } from './load.ts'
import { lookForLosses } from './losses.ts'
import type { Stage } from './stage.ts'

/** What a fault has to show. */
export type Report = {
  /** What happened, such as the kind of the blow. */
  name: string
  answers: Record<Outcome, number>
  /** Of those who were answered at all. */
  slowest: number
  /** Milliseconds from the end of the fault until everything was done again, the longest of all blows. */
  back: number | undefined
  lost: string[]
  halfDone: string[]
  /** How often the server ended by itself. */
  ended: number
  /** What `/readyz` said while it lasted, and afterwards. */
  ready: string
  alarm: string
  /** What does not hold. */
  faults: string[]
  /** Why requests failed, from the server's log, with how often. */
  reasons: Map<string, number>
}

/** It cannot be tried here, and why. */
export class Skipped extends Error {}

export type Fault = {
  name: string
  about: string
  /** Carries it out, and reports what came of it. @throws {Skipped} */
  run(options: Options): Promise<Report[]>
}

export type Options = {
  things: AsyncDisposableStack
  /** How often, where something happens at a random moment. */
  rounds: number
  /** How long one lasts that has a length. */
  seconds: number
  /** From 0 up to this, and not it; the same for the same seed. */
  chance: (below: number) => number
  tell: (line: string) => void
  /** Whether limits of time count. */
  isTimed: boolean
}

/** What may be, while it lasts. Everything else is a fault. */
export type Allowed = {
  /** Besides what is done and what is to be tried later. */
  outcomes?: readonly Outcome[]
  /** Milliseconds that an answer may take. */
  slowest: number
  /** Milliseconds until everything is done again. */
  back: number
  /** What must work all the time. */
  unhurt?: readonly Kind[]
  /** What may get lost, and may be wrong. */
  losable?: RegExp
  tolerated?: RegExp
}

/** What has to be done again once a fault is over. */
export const every: readonly Kind[] = ['password', 'microsoft', 'lookup', 'change']

/**
 * Lets people work, strikes, and looks at what came of it.
 *
 * @param strike is given the load, and returns once the fault has ended. It may strike several times, and says each
 *   time when a blow is over: then everything has to be done again.
 */
export async function tryFault(
  { isTimed }: Options,
  stage: Stage,
  name: string,
  allowed: Allowed,
  strike: (blow: {
    over(kinds?: readonly Kind[]): Promise<void>
    load: Load
    claim(holds: boolean, what: string): void
  }) => Promise<{
    ready?: string
    alarm?: string
  }>,
  db: Db = stage.db,
): Promise<Report> {
  const { port, microsoft, people, ids } = stage
  const load = await startLoad({ port, microsoft, people, ids })
  const faults: string[] = []
  const claim = (holds: boolean, what: string) => {
    if (!holds) faults.push(what)
  }
  const before = stage.server.ended()
  stage.lines.splice(0)
  const backs: (number | undefined)[] = []
  await sleep(1_000)
  const { ready = '', alarm = '' } = await strike({
    load,
    claim,
    async over(kinds = every) {
      backs.push(await untilDone(load, kinds, isTimed ? Math.max(allowed.back * 4, 10_000) : 60_000))
    },
  })
  await sleep(500)
  await load.stop()
  const after = await untilReady(stage)
  const found = await lookForLosses(load, { db, port, environment: stage.environment })
  const { losable, tolerated } = allowed
  const { halfDone } = found
  const lost = found.lost.filter((one) => !losable?.test(one))
  const told = load.told.filter(({ outcome, seen }) => outcome !== 'wrong' || !tolerated?.test(seen))
  const back = backs.includes(undefined) ? undefined : Math.max(...(backs as number[]))
  const answers = count(told)
  const slowest = Math.round(Math.max(...load.told.map(({ ms }) => ms)))
  const ended = stage.server.ended() - before

  for (const kind of ['cut', 'microsoft', 'wrong'] as const)
    if (!allowed.outcomes?.includes(kind))
      claim(answers[kind] === 0, `${answers[kind]} ${kind}: ${seen(told, kind)}`)
  for (const kind of allowed.unhurt ?? []) {
    const hurt = told.filter((one) => one.kind === kind && one.outcome !== 'done')
    claim(
      hurt.length === 0,
      `${hurt.length} ${kind} failed: ${[...new Set(hurt.map(({ seen }) => seen))].join(', ')}`,
    )
  }
  claim(!isTimed || slowest <= allowed.slowest, `an answer took ${slowest} ms, more than ${allowed.slowest}`)
  claim(
    back !== undefined && (!isTimed || back <= allowed.back),
    `back after ${back} ms, more than ${allowed.back}`,
  )
  claim(lost.length === 0, `lost: ${lost.slice(0, 3).join('; ')}`)
  claim(halfDone.length === 0, `half done: ${halfDone.slice(0, 3).join('; ')}`)
  claim(ended === 0, `the server ended ${ended} times`)
  claim(after === 200, `/readyz says ${after} afterwards`)
  return {
    name,
    answers,
    slowest,
    back,
    lost,
    halfDone,
    ended,
    ready: `${ready || '200'} → ${after}`,
    alarm,
    faults,
    reasons: reasonsIn(stage.lines),
  }
}

function reasonsIn(lines: Stage['lines']): Report['reasons'] {
  const reasons: Report['reasons'] = new Map()
  for (const { msg, err } of lines)
    if (msg === 'request failed') reasons.set(err?.message ?? '', (reasons.get(err?.message ?? '') ?? 0) + 1)
  return reasons
}

async function untilReady(stage: Stage): Promise<number> {
  for (let tries = 0; tries < 150; tries++) {
    if ((await stage.ready()).status === 200) return 200
    await sleep(100)
  }
  return (await stage.ready()).status
}

function count(told: readonly Told[]): Report['answers'] {
  const answers = { done: 0, later: 0, microsoft: 0, cut: 0, wrong: 0 }
  for (const { outcome } of told) answers[outcome] += 1
  return answers
}

function seen(told: readonly Told[], outcome: Outcome): string {
  const which = told.filter((one) => one.outcome === outcome).map(({ kind, seen }) => `${kind} ${seen}`)
  return [...new Set(which)].slice(0, 4).join(', ')
}

/** Waits until it holds. @returns whether it did within so many milliseconds. */
export async function comesTrue(holds: () => Promise<boolean>, atMost: number): Promise<boolean> {
  const until = performance.now() + atMost
  while (performance.now() < until) {
    if (await holds().catch(() => false)) return true
    await sleep(100)
  }
  return false
}

/** The line of `tmas doctor` for a check. */
export async function askDoctor(
  stage: Stage,
  name: string,
): Promise<{ status: string; detail: string } | undefined> {
  const { json } = await runTmasHere(['doctor', '--json'], stage.environment)
  const checks: { name: string; status: string; detail: string }[] = json?.checks ?? []
  return checks.find((check) => check.name === name)
}
