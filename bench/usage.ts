import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * What a process has used so far. Processor time in milliseconds, of all its threads, user and system; memory in
 * bytes. `live` is what it still holds on the heap, and only exact if it was started with `--expose-gc`. `late`: by how many milliseconds its event loop was late, in the median,
 * the slowest hundredth, and at most, since it was asked before.
 */
export type Usage = { cpu: number; memory: number; live: number; late: [number, number, number] }

/**
 * In a measured process: tells the parent that it serves, and answers each of its questions with what it has used. The
 * process ends with its parent.
 */
export function reportUsage(url: string): void {
  const late = watchLateness()
  process.on('message', (message) => {
    if (message !== 'usage?') return
    const { user, system } = process.cpuUsage()
    const memory = process.memoryUsage.rss()
    globalThis.gc?.()
    const usage: Usage = {
      cpu: (user + system) / 1000,
      memory,
      live: process.memoryUsage().heapUsed,
      late: late(),
    }
    process.send?.(usage)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ url })
}

/** @returns what asks by how many milliseconds this process was late since it was asked before. */
export function watchLateness(): () => [number, number, number] {
  const delays = monitorEventLoopDelay({ resolution: lateness })
  delays.enable()
  return () => {
    const said = [delays.percentile(50), delays.percentile(99), delays.max].map((nanoseconds) =>
      Math.max(0, nanoseconds / 1e6 - lateness),
    )
    delays.reset()
    return said as [number, number, number]
  }
}

/** Milliseconds between two looks. */
const lateness = 2
