import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Log } from './log.ts'

/** Who PostgreSQL runs as, in the form that `spawn` takes: nothing when it is the person who started us. */
export type Account = { uid?: number; gid?: number }

const ownName = 'tmas-postgres'

/**
 * The account for PostgreSQL, which refuses to run as root. Started as root (as in containers), that is whoever owns
 * the cluster already, else a system user of its own, made here when it is missing; on a machine where no user can be
 * made, `postgres` or `nobody`.
 *
 * @throws {Error} when there is no account at all.
 */
export function choosePostgresAccount(cluster: string, log: Pick<Log, 'info'>): Account {
  if (process.getuid?.() !== 0) return {}

  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }

  const account = findAccount(ownName) ?? makeAccount(log) ?? findAccount('postgres') ?? findAccount('nobody')
  if (!account) {
    throw new Error(
      `PostgreSQL does not run as root, and no user could be made for it: make one named ${ownName}`,
    )
  }
  return account
}

/** Whether an account can go to a folder. Asked of the system itself: modes alone do not tell (ACLs, mounts). */
export function canReach(account: Account, folder: string): boolean {
  if (account.uid === undefined) return true
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
      .status === 0
  )
}

/** Runs a program as an account. @throws {Error} with what it complained about. */
export async function runAs(account: Account, program: string, args: string[]): Promise<void> {
  try {
    await promisify(execFile)(program, args, { ...account, cwd: '/', env: bareEnvironment })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new Error(`${program} failed: ${said || cause}`, { cause })
  }
}

/** For PostgreSQL's programs: a PGPORT, PGDATA or locale of the outside would change what they do. */
export const bareEnvironment = { LC_ALL: 'C' }

function makeAccount(log: Pick<Log, 'info'>): Account | undefined {
  const ways: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false', ownName],
    ],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', ownName]], // Alpine
  ]
  for (const [command, options] of ways) {
    try {
      execFileSync(command, options, { stdio: 'ignore' })
      log.info(`PostgreSQL does not run as root: made the system user ${ownName} for it`)
    } catch {
      // No such command here, or another start has just made the user: what counts is whether it is there now.
    }
    const account = findAccount(ownName)
    if (account) return account
  }
  return undefined
}

function findAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
