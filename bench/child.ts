import { type ChildProcess, fork, type Serializable } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { nodeOnFirstCore } from './cores.ts'
import type { Usage } from './usage.ts'

/** A process of its own, so that its processor time includes no one else's. */
export type Child = {
  url: string
  pid: number
  usage(): Promise<Usage>
  /** Sends it a message that it does not answer. */
  tell(message: Serializable): void
  /** Sends it something else, and waits for its answer. */
  ask<Answer = unknown>(message: Serializable): Promise<Answer>
  stop(): Promise<void>
}

/**
 * Starts a program of this folder that calls `reportUsage`. Its log is written and thrown away.
 *
 * @param alone whether it gets the core that `leaveFirstCore` has left.
 * @throws {Error} if it ends before it serves.
 */
export async function startChild(
  program: string,
  environment: Record<string, string>,
  flags: string[] = [],
  alone = false,
): Promise<Child> {
  const [execPath, ...before] = alone ? nodeOnFirstCore() : [process.execPath]
  const child = fork(join(import.meta.dirname, program), {
    execPath,
    execArgv: [...before, ...flags],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { url } = await messageFrom<{ url: string }>(child, program)
  return {
    url,
    pid: child.pid ?? 0,
    tell: (message) => void child.send(message),
    usage() {
      child.send('usage?')
      return messageFrom<Usage>(child, program)
    },
    ask<Answer>(message: Serializable) {
      child.send(message)
      return messageFrom<Answer>(child, program)
    },
    async stop() {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

async function messageFrom<T>(child: ChildProcess, program: string): Promise<T> {
  const gone = new AbortController()
  const end = () => gone.abort()
  child.once('exit', end)
  try {
    const [message] = await once(child, 'message', { signal: gone.signal })
    return message
  } catch (cause) {
    throw new Error(`bench/${program} has ended`, { cause })
  } finally {
    child.off('exit', end)
  }
}

/** The options that `npm start` gives to Node, so that what is measured is what runs. */
export function startFlags(): string[] {
  return packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'))
}
