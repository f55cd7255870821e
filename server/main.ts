import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

// From the beginning: a signal while TMAS starts ends it as soon as it has started. A second signal ends it at once.
const told = new Promise<NodeJS.Signals>((resolve) => {
  process.once('SIGTERM', resolve)
  process.once('SIGINT', resolve)
})

/** Milliseconds in which a proxy before several instances notices that this one is no longer ready. */
const noticed = 3_000

// What was compiled once is not compiled again at the next start. It is beside the packages, and not in the data
// folder, so that no one who can write there chooses what is run. Where it cannot be written, TMAS starts as it did
// before.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))

try {
  // Only now, so that they are found there.
  const [dotEnv, { readConfig }, { startServer }] = await Promise.all([
    import('dotenv'),
    import('./config.ts'),
    import('./server.ts'),
  ])
  dotEnv.config({ quiet: true })
  const config = readConfig(process.env)
  const server = await startServer(config)
  flushCompileCache()
  const signal = await told
  const mayHaveOthers = signal === 'SIGTERM' && config.database.kind === 'postgres'
  await server.stop({ servingFor: mayHaveOthers ? noticed : 0 })
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
