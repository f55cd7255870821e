/**
 * Finds PgBouncer for the pooler tests. On Debian and Ubuntu it installs it if that is allowed.
 * `node scripts/ensure-pgbouncer.ts` prints its version, or says what to install and exits with 1.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installFromDebian } from './debian.ts'

const help =
  'The pooler tests need PgBouncer. Install it (Debian, Ubuntu: apt-get install pgbouncer; macOS: brew install pgbouncer).'

/** Debian puts it where only root’s PATH leads. */
const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` }

/** Its version, such as `1.18.0`; undefined if there is none. */
export function pgbouncerVersion(): string | undefined {
  const { stdout } = spawnSync('pgbouncer', ['--version'], { env: environment, encoding: 'utf8' })
  return /PgBouncer (\d[\d.]*)/.exec(stdout ?? '')?.[1]
}

if (import.meta.main) {
  try {
    if (!pgbouncerVersion() && existsSync('/usr/bin/apt-get')) {
      console.error('No PgBouncer found: installing it with apt-get (once)')
      installFromDebian(['pgbouncer'], help)
    }
    const version = pgbouncerVersion()
    if (!version) throw new Error(help)
    console.log(`PgBouncer ${version}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
