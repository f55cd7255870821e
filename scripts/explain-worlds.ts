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
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { added, emptyTally, playInto, type Tally } from '#server/explanations/testing/worlds.ts'
import { withTable } from '#server/explanations/testing/worlds-table.ts'
import { type FrontDoor, tmasUrl } from '#server/testing/front-door.ts'
import { openThrowAwayDoor } from '#server/testing/throw-away-door.ts'
import { keepDatabase } from '../cli/database.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { shareOut } from './share-out.ts'

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
/**
 * Milliseconds. Worlds move the clock of TMAS, and IDs do not follow it: what looks for a month by ID has to find them.
 */
const farAhead = 20 * 24 * 60 * 60 * 1000
const document = join(import.meta.dirname, '../docs/explanations.md')

if (values.share !== undefined) process.send?.(await play(Number(values.share)))
else {
  const began = performance.now()
  const many = Math.min(workers, worlds)
  const tallies = await shareOut<Tally>(import.meta.filename, many)
  const tally = tallies.reduce<Tally>((sum, found) => added(sum, found ?? emptyTally()), emptyTally())
  const wrong = tally.wrong.length + worlds - tally.worlds
  const minutes = ((performance.now() - began) / 60_000).toFixed(1)
  console.log(
    `${worlds} worlds from seed ${first}: ${worlds - wrong} went well, ${wrong} did not. ${minutes} minutes.`,
  )
  for (const [who, count] of tally.heard) console.log(`${String(count).padStart(8)} times compared: ${who}`)
  if (values.write) writeFileSync(document, withTable(readFileSync(document, 'utf8'), tally, first))
  process.exitCode = wrong > worlds / 1000 ? 1 : 0
}

async function play(share: number): Promise<Tally> {
  const tally = emptyTally()
  let seed = first + share
  while (seed < first + worlds) {
    const door = await openThrowAwayDoor()
    try {
      const settings = settingsOf(door)
      keepDatabase(door.ownerUrl, door.db)
      for (; seed < first + worlds && door.now().getTime() < Date.now() + farAhead; seed += workers) {
        const before = tally.wrong.length
        await playInto(tally, door, settings, seed)
        const found = tally.wrong[before]
        if (found) console.log(JSON.stringify({ seed, ...found.played }))
        if (tally.worlds % 250 === 0)
          console.log(`worker ${share}: ${tally.worlds} worlds, ${tally.wrong.length} wrong`)
      }
    } finally {
      await door.close()
    }
  }
  return tally
}

function settingsOf({ ownerUrl, emulator }: FrontDoor): Record<string, string> {
  return {
    DATABASE_URL: ownerUrl,
    TMAS_URL: tmasUrl,
    ENTRA_AUTHORITY: emulator.url,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
}
