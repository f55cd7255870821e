import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of the kernel's clock, by which it counts processor time. */
const ticksPerSecond = 100

/**
 * The processor time that a PostgreSQL has used so far, with all its processes, in milliseconds; `NaN` where there is
 * no /proc. It counts in steps of ten milliseconds, so compare it over many sign-ins.
 *
 * @param dataDir of the embedded database.
 */
export function databaseProcessorTime(dataDir: string): number {
  try {
    const postmaster = databaseProcess(dataDir)
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => timesOf(Number(name)) ?? [])
    const own = all.filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
    // What has ended is in the account of its parent.
    return own.reduce((sum, { used, ended, pid }) => sum + used + (pid === postmaster ? ended : 0), 0)
  } catch {
    return Number.NaN
  }
}

/** The number of the PostgreSQL process that started all its others. */
export function databaseProcess(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])
}

/** @see man 5 proc_pid_stat; the second field is a name, which may have blanks and parentheses. */
function timesOf(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    )
    const milliseconds = (ticks: number) => (ticks * 1000) / ticksPerSecond
    return { pid, parent, used: milliseconds(user + system), ended: milliseconds(endedUser + endedSystem) }
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}
