/** Instances of TMAS as they run in production, for trials that restart or upgrade them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** The address of TMAS, which a proxy in front of the instances would have. */
export const host = 'tmas.example'

export type Instance = {
  program: string
  port: number
  url: string
  ownerUrl?: string
  dataDir: string
  /** Instead of, or in addition to, those of a trial behind a proxy. */
  settings?: Readonly<Record<string, string>>
}

/** The settings of an instance, with which commands can be run as well. */
export function environmentOf({ port, url, ownerUrl = url, dataDir, settings }: Instance) {
  return {
    DATABASE_URL: url,
    MIGRATION_DATABASE_URL: ownerUrl,
    TMAS_DATA_DIR: dataDir,
    TMAS_URL: `https://${host}`,
    HOST: '127.0.0.1',
    PORT: String(port),
    TRUSTED_PROXIES: '127.0.0.1',
    ENTRA_CLIENT_ID: crypto.randomUUID(),
    ENTRA_CLIENT_SECRET: 'none',
    ENTRA_AUTHORITY: 'https://127.0.0.1:9',
    LOG_LEVEL: 'info',
    ...settings,
  }
}

/** Starts an instance, and waits until it is ready. What it logs goes to `onLine`. */
export async function startInstance(
  instance: Instance,
  children: Set<ChildProcess>,
  onLine: (line: string) => void = () => {},
): Promise<ChildProcess> {
  const environment = environmentOf(instance)
  const child = spawn(process.execPath, [instance.program], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  createInterface({ input: child.stdout }).on('line', onLine)
  // Ten minutes: heavy migrations come before it is ready.
  for (let tries = 0; tries < 6_000 && child.exitCode === null; tries++) {
    const ready = await fetch(`http://127.0.0.1:${instance.port}/readyz`).catch(() => undefined)
    if (ready?.status === 200) return child
    await sleep(100)
  }
  throw new Error('an instance is not ready')
}

/** Ends a process as a service manager does, and waits for its end. */
export async function stop(child: ChildProcess | undefined, children: Set<ChildProcess>): Promise<void> {
  if (!child) return
  children.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}
