import { config as readDotEnv } from 'dotenv'
import { readConfig } from './config.ts'
import { startServer } from './server.ts'

readDotEnv({ quiet: true })

// From the beginning: a signal while TMAS starts ends it as soon as it has started. A second signal ends it at once.
const told = new Promise<void>((resolve) => {
  process.once('SIGTERM', () => resolve())
  process.once('SIGINT', () => resolve())
})

try {
  const server = await startServer(readConfig(process.env))
  await told
  await server.stop()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
