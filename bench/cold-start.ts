import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nodeOnFirstCore } from './cores.ts'
import { visit } from './load.ts'

/** The file below bench/, with Node's options, and what it answers first: TMAS as it was built, or a program here. */
export type Start = { program: string; flags: string[]; page: { path: string; status: number } }

/**
 * Starts a server as an operator does, on data that are there, and waits for its first page.
 *
 * @returns milliseconds from the start of the process to the whole page.
 * @throws {Error} if it ends, or shows no page within half a minute.
 */
export async function coldStart(
  url: string,
  environment: Record<string, string>,
  { program, flags, page }: Start,
): Promise<number> {
  const [execPath = '', ...before] = nodeOnFirstCore()
  const startedAt = performance.now()
  const server = spawn(execPath, [...before, ...flags, join(import.meta.dirname, program)], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exit = once(server, 'exit')
  try {
    while (server.exitCode === null && performance.now() - startedAt < 30_000) {
      const status = await visit(`${url}${page.path}`).then(
        (answer) => answer.status,
        () => 0,
      )
      if (status === page.status) return performance.now() - startedAt
      await sleep(5)
    }
    throw new Error(`bench/${program} shows no page`)
  } finally {
    server.kill('SIGTERM')
    await exit
  }
}
