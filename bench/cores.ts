import { spawnSync } from 'node:child_process'

/** The processors on which this process may run, where `taskset` is there to ask (Linux). */
function allowedCores(): number[] {
  const { stdout } = spawnSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' })
  const [, list] = /: ([\d,-]+)\s*$/.exec(stdout ?? '') ?? []
  return (list?.split(',') ?? []).flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

let servers: number | undefined

/**
 * Leaves the first core to the servers that are measured: this process, and all that it starts from now on (PostgreSQL,
 * the emulator), run on the others.
 *
 * @returns whether that is so. It needs `taskset` and two cores; without them all share what there is.
 */
export function leaveFirstCore(): boolean {
  const [first, ...others] = allowedCores()
  if (first === undefined || others.length === 0) return false
  const { status } = spawnSync('taskset', ['-a', '-c', '-p', others.join(), String(process.pid)])
  if (status !== 0) return false
  servers = first
  return true
}

/** The words of a command that runs Node on the core that was left, or anywhere if none was. */
export function nodeOnFirstCore(): string[] {
  return servers === undefined ? [process.execPath] : ['taskset', '-c', String(servers), process.execPath]
}
