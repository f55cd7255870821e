/**
 * `npm run faults`: breaks what TMAS depends on while people sign in, look up sessions and change things, and shows what
 * they were told, what was lost, and how long it took until all was well again. Exits with 1 if something does not hold.
 *
 *     npm run faults                                 everything, some minutes
 *     npm run faults -- disk-full microsoft          these
 *     npm run faults -- server-killed --rounds 30    more blows at random moments
 *     npm run faults -- --seed 7                     the same moments once more
 *
 * Everything runs on loopback, and ends only what it has started itself.
 */
import { parseArgs } from 'node:util'
import { random } from '#server/testing/races.ts'
import { buildConsole } from './build-console.ts'
import { buildServer } from './build-server.ts'
import { type Report, Skipped } from './faults/fault.ts'
import { faults } from './faults/faults.ts'
import { tableOf } from './faults/table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const unknown = positionals.filter((name) => !faults.some((fault) => fault.name === name))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. There are: ${faults.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
await buildConsole()
await buildServer()
const seed = Number(values.seed)
console.log(`Seed ${seed}: npm run faults -- ${positionals.map((name) => `${name} `).join('')}--seed ${seed}`)

let things = new AsyncDisposableStack()
let isInterrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    isInterrupted = true
    console.log('Interrupted: everything that was started is being ended.')
    await things.disposeAsync().catch(() => {})
    process.exit(130)
  })

const reports: Report[] = []
for (const fault of faults) {
  if (positionals.length > 0 && !positionals.includes(fault.name)) continue
  console.log(`\n${fault.name}: ${fault.about}`)
  things = new AsyncDisposableStack()
  try {
    const found = await fault.run({
      things,
      rounds: Number(values.rounds),
      seconds: Number(values.seconds),
      chance: random(seed),
      isTimed: true,
      tell: (line) => console.log(`  ${line}`),
    })
    reports.push(...found)
    for (const { name, faults, reasons } of found) {
      for (const what of faults) console.log(`  ${name}: does not hold: ${what}`)
      if (faults.length > 0)
        for (const [reason, times] of reasons) console.log(`    the log says ${times} times: ${reason}`)
    }
  } catch (error) {
    if (isInterrupted) break
    if (!(error instanceof Skipped)) throw error
    console.log(`  SKIPPED: ${error.message}`)
  } finally {
    if (!isInterrupted) await things.disposeAsync()
  }
}
if (!isInterrupted) {
  console.log(`\n${tableOf(reports)}`)
  const failed = reports.filter(({ faults }) => faults.length > 0)
  console.log(failed.length === 0 ? '\nEverything holds.' : `\n${failed.length} do not hold.`)
  process.exit(failed.length === 0 ? 0 : 1)
}
