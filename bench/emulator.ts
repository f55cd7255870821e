import { startEmulator } from '../emulator/emulator.ts'
import { benchDirectory, newcomers, people } from './people.ts'
import { reportUsage } from './usage.ts'

/** `AUTHORITY` is what it calls itself, where that is not its address. */
const { ORIGINS = '', AUTHORITY } = process.env
const directory = benchDirectory(ORIGINS.split(','), [...people, ...newcomers])
const emulator = await startEmulator({ directory, authority: AUTHORITY })
reportUsage(emulator.url)
