import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startFlags } from './child.ts'
import { visit } from './load.ts'

const program = join(import.meta.dirname, '../dist/main.js')

/**
 * Starts the server as an operator does, as it was built, on migrated data, and waits for the first sign-in page.
 *
 * @returns milliseconds from the start of the process to the whole page.
 * @throws {Error} if it ends, or shows no page within half a minute.
 */
export async function coldStart(url: string, environment: Record<string, string>): Promise<number> {
  const startedAt = performance.now()
  const server = spawn(process.execPath, [...startFlags(), program], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exit = once(server, 'exit')
  try {
    while (server.exitCode === null && performance.now() - startedAt < 30_000) {
      const status = await visit(`${url}/sign-in`).then(
        (answer) => answer.status,
        () => 0,
      )
      if (status === 200) return performance.now() - startedAt
      await sleep(5)
    }
    throw new Error('the server shows no page')
  } finally {
    server.kill('SIGTERM')
    await exit
  }
}
