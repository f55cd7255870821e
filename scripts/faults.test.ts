import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '#server/embedded-postgres/embedded-postgres.ts'
import { random } from '#server/testing/races.ts'
import { buildServer } from './build-server.ts'
import { fillDisk, mountSmall, smallLog } from './faults/disk-full.ts'
import { type Options, type Report, Skipped } from './faults/fault.ts'
import { kill } from './faults/killed.ts'
import { tryKeys } from './faults/microsoft-fails.ts'
import { openStage, type Stage } from './faults/stage.ts'

/** A short part of `npm run faults`, without its limits of time. */
const things = new AsyncDisposableStack()
const options: Options = { things, rounds: 1, seconds: 0, chance: random(1), tell() {}, isTimed: false }
let stage: Stage
let dataDir: string
let isSmall: boolean

beforeAll(async () => {
  await buildServer()
  const small = await mountSmall(things).catch((error) => {
    if (!(error instanceof Skipped)) throw error
  })
  isSmall = small !== undefined
  dataDir = small ?? (await mkdtemp(join(tmpdir(), 'tmas-faults-')))
  if (!small) things.defer(() => rm(dataDir, { recursive: true, force: true }))
  const log = { info() {}, warn() {}, error() {} }
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings: smallLog })
  things.defer(() => postgres.stop())
  stage = await openStage(things, postgres, { peopleCount: 30 })
}, 120_000)
afterAll(() => things.disposeAsync(), 60_000)

test.each(['server', 'database'] as const)(
  'after a kill -9 of the %s nothing that was acknowledged is lost or half done, and everything goes on by itself',
  { timeout: 120_000 },
  async (victim) => {
    expect(verdictOf(await kill(options, stage, { name: victim, victim, dataDir }))).toEqual(well)
  },
)

test('keys that were rolled while they could not be fetched stop no one afterwards, and no other way to sign in', {
  timeout: 120_000,
}, async () => {
  expect(verdictOf(await tryKeys(options, stage, 'keys', { status: 500 }))).toEqual(well)
})

test('while the disk is full sessions are looked up, everything else says when to try again, and the alarms say why', {
  timeout: 120_000,
}, async (context) => {
  if (!isSmall)
    return context.skip('a small file system can only be mounted by root, and not in every container')
  expect(verdictOf(await fillDisk(options, stage, dataDir))).toEqual(well)
})

const well = { faults: [], lost: [], halfDone: [], wrong: 0, ended: 0 }

function verdictOf({ faults, lost, halfDone, answers: { wrong }, ended }: Report): typeof well {
  return { faults, lost, halfDone, wrong, ended } as typeof well
}
