import { startEmulator } from '../emulator/emulator.ts'
import { benchDirectory, newcomers, people } from './people.ts'
import { reportUsage } from './usage.ts'

/** `AUTHORITY` is what it calls itself, where that is not its address. */
const { ORIGINS = '', AUTHORITY } = process.env
const directory = benchDirectory(ORIGINS.split(','), [...people, ...newcomers])
// Each program waits for its turn. A connection that is closed just when the turn comes would end the run.
const keepAliveTimeout = 10 * 60_000
const emulator = await startEmulator({ directory, authority: AUTHORITY, keepAliveTimeout })
reportUsage(emulator.url)
