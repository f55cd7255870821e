/**
 * Plays generated worlds in which one or two things are wrong: the person tries, the manager asks why by the API and on
 * the command line, and does what is named, until the person is in.
 *
 *     npm run explain-worlds                              10,000 worlds
 *     npm run explain-worlds -- --worlds 1000 --seed 7    as many, from this seed
 *     npm run explain-worlds -- --write                   writes the table of docs/explanations.md, too
 *
 * Exits with 1 unless at least 99.9 % went well.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { emptyTally, playInto } from '#server/explanations/testing/worlds.ts'
import { withTable } from '#server/explanations/testing/worlds-table.ts'
import { openDatabase } from '#server/platform/database.ts'
import { migrate } from '#server/platform/migrate.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { openFrontDoor, tmasUrl } from '#server/testing/front-door.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
})
const [worlds, first] = [Number(values.worlds), Number(values.seed)]
const document = join(import.meta.dirname, '../docs/explanations.md')

const cluster = await startThrowAwayCluster()
await execute(cluster.url, 'create database worlds')
const ownerUrl = urlOf(cluster.url, 'worlds')
await migrate(ownerUrl, { log: { info() {} } })
const db = openDatabase({ url: ownerUrl, poolSize: 5 })
const door = await openFrontDoor(
  Promise.resolve({
    db,
    url: ownerUrl,
    ownerUrl,
    asOwner: (statement: string) => execute(ownerUrl, statement),
    close: () => db.destroy(),
  }),
)
try {
  const settings = {
    DATABASE_URL: ownerUrl,
    TMAS_URL: tmasUrl,
    ENTRA_AUTHORITY: door.emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
  const tally = emptyTally()
  for (let seed = first; seed < first + worlds; seed += 1) {
    const before = tally.wrong.length
    await playInto(tally, door, settings, seed)
    const found = tally.wrong[before]
    if (found) console.log(JSON.stringify({ seed, ...found.played }))
    if (tally.worlds % 500 === 0) console.log(`${tally.worlds} worlds, ${tally.wrong.length} wrong`)
  }
  console.log(
    `${worlds} worlds from seed ${first}: ${worlds - tally.wrong.length} went well, ${tally.wrong.length} did not.`,
  )
  if (values.write) writeFileSync(document, withTable(readFileSync(document, 'utf8'), tally, first))
  process.exitCode = tally.wrong.length > worlds / 1000 ? 1 : 0
} finally {
  await door.close()
  await cluster.stop()
}
