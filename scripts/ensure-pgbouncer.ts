/**
 * Finds PgBouncer for the pooler tests, and one that keeps prepared statements (1.21 or later). On Debian and Ubuntu it
 * installs it if that is allowed, and fetches a later one where the distribution's is older.
 * `node scripts/ensure-pgbouncer.ts` prints their versions, or says what to install and exits with 1.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { installFromDebian, unpackFromDebian } from './debian.ts'

/** A PgBouncer on this machine: its version, such as `1.18.0`, and what to start it with. */
export type PgBouncer = { version: string; command: string[]; keepsPrepared: boolean }

const help =
  'The pooler tests need PgBouncer 1.21 or later. Install it (Debian, Ubuntu: apt-get install pgbouncer; macOS: brew install pgbouncer).'

/** Debian puts it where only root’s PATH leads. */
export const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` }

/** Where a later one lies that is not installed, with the libraries it was built for. */
const unpacked = resolve(import.meta.dirname, '../node_modules/.cache/pgbouncer')

/** The release whose PgBouncer is recent, and what that needs of it. */
const later = {
  release: 'trixie',
  packages: ['pgbouncer', 'libc6', 'libcares2', 'libevent-2.1-7t64', 'libpam0g', 'libssl3t64', 'libsystemd0'],
}

/** Those on this machine, the installed one first. */
export function pgbouncers(): PgBouncer[] {
  return [['pgbouncer'], unpackedCommand()].flatMap((command) => lookAt(command) ?? [])
}

function lookAt(command: string[]): PgBouncer | undefined {
  const [program, ...args] = command
  if (program === undefined) return undefined
  const { stdout } = spawnSync(program, [...args, '--version'], { env: environment, encoding: 'utf8' })
  const version = /PgBouncer (\d[\d.]*)/.exec(stdout ?? '')?.[1]
  if (!version) return undefined
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return { version, command, keepsPrepared: major > 1 || minor >= 21 }
}

/** Its own loader and libraries come first, so that it runs on a release with an older C library. */
function unpackedCommand(): string[] {
  const [loader] = globSync('usr/lib/*-linux-gnu*/ld-linux-*.so.*', { cwd: unpacked })
  if (!loader) return []
  const folder = join(loader, '..')
  const libraries = [join(unpacked, folder), join('/', folder), join('/', folder.replace('usr/', ''))]
  return [join(unpacked, loader), '--library-path', libraries.join(':'), join(unpacked, 'usr/sbin/pgbouncer')]
}

/** @throws {Error} that says what to install if there is none that keeps prepared statements. */
function ensure(): PgBouncer[] {
  const isDebian = existsSync('/usr/bin/apt-get')
  if (pgbouncers().length === 0 && isDebian) {
    console.error('No PgBouncer found: installing it with apt-get (once)')
    installFromDebian(['pgbouncer'], help)
  }
  if (!pgbouncers().some(({ keepsPrepared }) => keepsPrepared) && isDebian) {
    console.error(`PgBouncer is older than 1.21: fetching a later one into ${unpacked} (once)`)
    rmSync(unpacked, { recursive: true, force: true })
    unpackFromDebian(later, unpacked, help)
  }
  const found = pgbouncers()
  if (!found.some(({ keepsPrepared }) => keepsPrepared)) throw new Error(help)
  return found
}

if (import.meta.main) {
  try {
    console.log(
      ensure()
        .map(({ version }) => `PgBouncer ${version}`)
        .join(', '),
    )
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
