import { fork } from 'node:child_process'
import { once } from 'node:events'

// A share is useless once the process that asked for it is gone.
if (process.send) {
  process.once('disconnect', () => process.exit(1))
  // Listening alone does not keep a process alive that has done its share.
  process.channel?.unref()
}

/**
 * Runs a script once more for each share of its work, in processes of their own, with `--share N` after its own
 * arguments. Each sends what it found as its last message (`process.send`).
 *
 * @param workers how many.
 * @returns what each sent; undefined for one that ended without.
 */
export async function shareOut<Found>(script: string, workers: number): Promise<(Found | undefined)[]> {
  return Promise.all(
    Array.from({ length: workers }, async (_, share) => {
      const worker = fork(script, [...process.argv.slice(2), '--share', String(share)], {
        serialization: 'advanced',
      })
      let found: Found | undefined
      worker.on('message', (message: Found) => {
        found = message
      })
      await once(worker, 'exit')
      return found
    }),
  )
}
