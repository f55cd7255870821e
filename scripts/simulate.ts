/**
 * Rolls mandatory authentication out at generated customers, each with ten troubles, by the product's own code and a clock
 * that is moved (R36): how long was anyone shut out, how many were refused before a pause, was there a pause without a
 * cause, and did the rehearsal's forecast come true?
 *
 *     npm run simulate                                 1,000 customers
 *     npm run simulate -- --customers 50 --seed 7      as many, from this seed
 *     npm run simulate -- --size 300                   each with as many people
 *     npm run simulate -- --minutes 30                 as many of them as are begun within this time
 *     npm run simulate -- --workers 1                  in one process; otherwise in two, each with a database
 *     npm run simulate -- --save FILE                  keeps what came of each, so that a thousand can be played in parts
 *     npm run simulate -- --with FILE                  counts what is kept there, too, and plays only the others
 *     npm run simulate -- --write                      writes the table and the plot of docs/roll-out.md, too
 *
 * A customer follows from its seed alone. Exits with 1 if a figure is not what R36 asks for.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Simulated, simulateCustomer } from '#server/connection/testing/simulate.ts'
import {
  figuresOf,
  isGood,
  offendersOf,
  plotOf,
  summaryOf,
  withSimulation,
} from '#server/connection/testing/simulated-figures.ts'
import { openThrowAwayDoor } from '#server/testing/throw-away-door.ts'
import { shareOut } from './share-out.ts'

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    size: { type: 'string' },
    minutes: { type: 'string' },
    workers: { type: 'string', default: '2' },
    save: { type: 'string' },
    with: { type: 'string' },
    write: { type: 'boolean', default: false },
    /** Of a worker: which of the customers are its own. */
    share: { type: 'string' },
  },
})
const [customers, first, workers] = [Number(values.customers), Number(values.seed), Number(values.workers)]
/** By the clock of this process, in milliseconds. */
const lastBegin = values.minutes === undefined ? Number.POSITIVE_INFINITY : Number(values.minutes) * 60_000
const docs = join(import.meta.dirname, '../docs')

const kept: Simulated[] = values.with === undefined ? [] : JSON.parse(readFileSync(values.with, 'utf8'))
const isKept = new Set(kept.map(({ seed }) => seed))
const seeds = Array.from({ length: customers }, (_, n) => first + n).filter((seed) => !isKept.has(seed))

if (values.share !== undefined) process.send?.(await play(Number(values.share)))
else {
  const began = performance.now()
  const found = await shareOut<Simulated[]>(import.meta.filename, Math.min(workers, seeds.length))
  const simulated = [...kept, ...found.flatMap((one) => one ?? [])]
  if (values.save !== undefined) writeFileSync(values.save, JSON.stringify(simulated))
  const figures = figuresOf(simulated)
  const minutes = ((performance.now() - began) / 60_000).toFixed(1)
  console.log(`${simulated.length} of ${customers} customers from seed ${first}, in ${minutes} minutes.`)
  console.log(summaryOf(figures))
  for (const line of offendersOf(simulated)) console.log(line)
  if (values.write) {
    const document = join(docs, 'roll-out.md')
    writeFileSync(document, withSimulation(readFileSync(document, 'utf8'), figures, first))
    writeFileSync(join(docs, 'roll-out.svg'), plotOf(figures))
  }
  const isWhole = simulated.length === customers || values.minutes !== undefined
  process.exitCode = isWhole && isGood(figures) ? 0 : 1
}

async function play(share: number): Promise<Simulated[]> {
  const door = await openThrowAwayDoor()
  const size = values.size === undefined ? undefined : Number(values.size)
  const all: Simulated[] = []
  const mine = seeds.filter((_, n) => n % workers === share)
  try {
    for (const seed of mine) {
      if (performance.now() >= lastBegin) break
      all.push(await simulateCustomer(door, seed, size))
      if (all.length % 25 === 0) console.log(`worker ${share}: ${all.length} customers`)
    }
  } catch (error) {
    console.error(`seed ${mine[all.length]}:`, error)
  } finally {
    await door.close()
  }
  return all
}
