import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.ts'

/** Work that is repeated while the server runs. */
export type Duty = {
  /** For the log: what failed. */
  name: string
  /** Milliseconds between the end of one round and the start of the next. */
  pause: number
  /** @param stopping is aborted when the server stops. Work with many steps then leaves the rest to the next start. */
  work(stopping: AbortSignal): Promise<unknown>
}

export type Scheduler = {
  /** No further round starts. Resolves when the rounds in progress have finished. */
  stop(): Promise<void>
}

/**
 * Starts each duty at once and repeats it after its pause. Each runs alone: one that fails or takes long delays no
 * other. A failure is logged, and the duty is tried again in its next round.
 */
export function startScheduler(log: Pick<Log, 'warn'>, duties: readonly Duty[]): Scheduler {
  const stopping = new AbortController()
  const running = duties.map((duty) => repeat(duty, log, stopping.signal))
  return {
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

async function repeat({ name, pause, work }: Duty, log: Pick<Log, 'warn'>, stopping: AbortSignal) {
  while (!stopping.aborted) {
    try {
      await work(stopping)
    } catch (error) {
      log.warn({ err: error, duty: name }, 'a duty of the server failed; it will be tried again')
    }
    // Stopping ends the pause with an error, which is expected here.
    await sleep(pause, undefined, { signal: stopping, ref: false }).catch(() => undefined)
  }
}
