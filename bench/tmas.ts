import { readConfig } from '#server/config.ts'
import { startServer } from '#server/server.ts'
import { reportUsage } from './usage.ts'

const server = await startServer(readConfig(process.env))
reportUsage(server.url)
