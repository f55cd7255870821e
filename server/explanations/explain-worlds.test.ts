/**
 * Generated worlds in which one or two things are wrong, as `npm run explain-worlds` plays them: a person who should
 * get in is in after no more remedies than there are faults, nobody else is, healthy people have no cause, nothing is
 * said of another customer, and everyone who says why says the same cause and the same actor.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { urlOf } from '#server/testing/cluster.ts'
import { type FrontDoor, openFrontDoor, tmasUrl } from '#server/testing/front-door.ts'
import { keepDatabase } from '../../cli/database.ts'
import { tmasClientId, tmasClientSecret } from '../../emulator/sample.ts'
import { faults } from './testing/faults.ts'
import { emptyTally, playInto } from './testing/worlds.ts'

/** So many a day, in which everyone is heard. The command plays thousands. */
const daily = 40

/** Everyone who says why. */
const voices = [
  'the explanation',
  'the command line',
  'the command line, of the attempt',
  'the row',
  'the list',
  'readiness',
  'rehearsal',
  'the person’s page',
]

let door: FrontDoor
let settings: Record<string, string>
beforeAll(async () => {
  door = await openFrontDoor()
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(door.db)
  settings = {
    DATABASE_URL: urlOf(inject('cluster').url, rows[0]?.name ?? ''),
    TMAS_URL: tmasUrl,
    ENTRA_AUTHORITY: door.emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
  keepDatabase(settings.DATABASE_URL ?? '', door.db)
})
afterAll(() => door.close())

test('every fault has a name of its own, and at most one place', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
})

test('in every world the remedy helps, admits nobody else, and all voices say the same (R10, R17, R19, R31)', {
  timeout: 240_000,
}, async () => {
  const tally = emptyTally()
  for (let seed = 1; seed <= daily; seed += 1) await playInto(tally, door, settings, seed)
  expect(tally.wrong).toEqual([])
  expect([...tally.heard.keys()]).toEqual(expect.arrayContaining(voices))
})
