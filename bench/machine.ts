import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** What all processors have done since the machine started, in milliseconds: altogether, and nothing. */
export function machineTimes(): { all: number; idle: number } {
  try {
    const [first = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
    // user, nice, system, idle, iowait, irq, softirq, steal; guests are counted in the first two.
    const ticks = first.trim().split(/\s+/).slice(1, 9).map(Number)
    const all = ticks.reduce((sum, one) => sum + one, 0)
    return { all: all * 10, idle: ((ticks[3] ?? 0) + (ticks[4] ?? 0)) * 10 }
  } catch {
    return { all: Number.NaN, idle: Number.NaN }
  }
}

/**
 * Gives what is measured two processors of its own, and the rest to everything else, where there are enough of them.
 *
 * @param measured processes with all their threads, and their children from then on.
 * @returns how it went, for people.
 */
export function giveTwoProcessors(measured: readonly number[], others: readonly number[]): string {
  const count = availableParallelism()
  if (count < 4) return `everything shares ${count} processors, the load and Microsoft too`
  try {
    const pin = (pid: number, processors: string) =>
      execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', processors, String(pid)])
    for (const pid of measured) pin(pid, '0,1')
    for (const pid of others) pin(pid, `2-${count - 1}`)
    return 'the server and PostgreSQL have two processors, the load and Microsoft others'
  } catch {
    return `everything shares ${count} processors, because taskset is missing`
  }
}
