/**
 * Plays generated worlds in which one or two things are wrong: the person tries, the manager asks why by the API and on
 * the command line, and does what is named, until the person is in.
 *
 *     npm run explain-worlds                              10,000 worlds
 *     npm run explain-worlds -- --worlds 1000 --seed 7    as many, from this seed
 *     npm run explain-worlds -- --workers 1               in one process; otherwise in two, each with a database
 *     npm run explain-worlds -- --write                   writes the table of docs/explanations.md, too
 *
 * A world follows from its seed alone: `--worlds 1 --seed N` plays world N again. Exits with 1 unless at least 99.9 % went
 * well.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { added, emptyTally, playInto, type Tally } from '#server/explanations/testing/worlds.ts'
import { withTable } from '#server/explanations/testing/worlds-table.ts'
import { openDatabase } from '#server/platform/database.ts'
import { migrate } from '#server/platform/migrate.ts'
import { execute, urlOf } from '#server/testing/cluster.ts'
import { openFrontDoor, tmasUrl } from '#server/testing/front-door.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { keepDatabase } from '../cli/database.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    write: { type: 'boolean', default: false },
    /** Of a worker: which of the worlds are its own. */
    share: { type: 'string' },
  },
})
const [worlds, first, workers] = [Number(values.worlds), Number(values.seed), Number(values.workers)]
const document = join(import.meta.dirname, '../docs/explanations.md')

if (values.share !== undefined) process.send?.(await play(Number(values.share)))
else {
  const began = performance.now()
  const many = Math.min(workers, worlds)
  const tallies = await Promise.all(Array.from({ length: many }, (_, share) => playElsewhere(share)))
  const tally = tallies.reduce(added, emptyTally())
  const wrong = tally.wrong.length + worlds - tally.worlds
  const minutes = ((performance.now() - began) / 60_000).toFixed(1)
  console.log(
    `${worlds} worlds from seed ${first}: ${worlds - wrong} went well, ${wrong} did not. ${minutes} minutes.`,
  )
  for (const [who, count] of tally.heard) console.log(`${String(count).padStart(8)} times compared: ${who}`)
  if (values.write) writeFileSync(document, withTable(readFileSync(document, 'utf8'), tally, first))
  process.exitCode = wrong > worlds / 1000 ? 1 : 0
}

/** Starts a worker, and takes what came of its share. */
async function playElsewhere(share: number): Promise<Tally> {
  const worker = fork(import.meta.filename, [...process.argv.slice(2), '--share', String(share)], {
    serialization: 'advanced',
  })
  let tally = emptyTally()
  worker.on('message', (message: Tally) => {
    tally = message
  })
  await once(worker, 'exit')
  return tally
}

async function play(share: number): Promise<Tally> {
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
    keepDatabase(ownerUrl, db)
    const tally = emptyTally()
    for (let seed = first + share; seed < first + worlds; seed += workers) {
      const before = tally.wrong.length
      await playInto(tally, door, settings, seed)
      const found = tally.wrong[before]
      if (found) console.log(JSON.stringify({ seed, ...found.played }))
      if (tally.worlds % 250 === 0)
        console.log(`worker ${share}: ${tally.worlds} worlds, ${tally.wrong.length} wrong`)
    }
    return tally
  } finally {
    await door.close()
    await cluster.stop()
  }
}
