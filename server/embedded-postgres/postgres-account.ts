import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Log } from '#server/platform/log.ts'

/** The account that PostgreSQL runs as, in the form that `spawn` takes. Empty if it is the one that started us. */
export type Account = { uid?: number; gid?: number }

const ownName = 'tmas-postgres'

/**
 * The account for PostgreSQL, which refuses to run as root. If we were started as root (as in containers), it is the
 * owner of the existing cluster or a system user of its own, created here if necessary. On a machine where no user can
 * be created, it is `postgres` or `nobody`.
 *
 * @throws {Error} if there is no such account.
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

/**
 * Whether an account can reach a folder. The system itself is asked, because modes alone do not tell (ACLs, mounts).
 */
export function canReach(account: Account, folder: string): boolean {
  if (account.uid === undefined) return true
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
      .status === 0
  )
}

/**
 * Runs a program as an account.
 * @throws {Error} with the program's error message.
 */
export async function runAs(account: Account, program: string, args: string[]): Promise<void> {
  try {
    await promisify(execFile)(program, args, { ...account, cwd: '/', env: bareEnvironment })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new Error(`${program} failed: ${said || cause}`, { cause })
  }
}

/** For PostgreSQL's programs: a PGPORT, PGDATA or locale from outside would change what they do. */
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
      // There is no such command here, or another start has just created the user. What counts is whether the user
      // exists now.
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
