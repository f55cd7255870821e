import { clockSteps } from './clock-steps.ts'
import { diskFull } from './disk-full.ts'
import { failover } from './failover.ts'
import type { Fault } from './fault.ts'
import { greedyClients } from './greedy-clients.ts'
import { databaseKilled, serverKilled } from './killed.ts'
import { mailFails } from './mail-fails.ts'
import { microsoftFails } from './microsoft-fails.ts'

/** Every kind, in the order in which they are tried. */
export const faults: readonly Fault[] = [
  serverKilled,
  databaseKilled,
  diskFull,
  failover,
  microsoftFails,
  mailFails,
  clockSteps,
  greedyClients,
]
