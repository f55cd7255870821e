import { startEmulator } from '../emulator/emulator.ts'
import { benchDirectory } from './people.ts'
import { reportUsage } from './usage.ts'

const { ORIGINS = '' } = process.env
const emulator = await startEmulator({ directory: benchDirectory(ORIGINS.split(',')) })
reportUsage(emulator.url)
