import { config as readDotEnv } from 'dotenv'
import { readConfig } from './config.ts'
import { startServer } from './server.ts'

readDotEnv({ quiet: true })

try {
  const server = await startServer(readConfig(process.env))
  const stop = () => void server.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
