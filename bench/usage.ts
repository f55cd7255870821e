/**
 * What a process has used so far. Processor time in milliseconds, of all its threads, user and system; memory in
 * bytes. `live` is what it still holds on the heap, and only exact if it was started with `--expose-gc`.
 */
export type Usage = { cpu: number; memory: number; live: number }

/**
 * In a measured process: tells the parent that it serves, and answers each of its questions with what it has used. The
 * process ends with its parent.
 */
export function reportUsage(url: string): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    const memory = process.memoryUsage.rss()
    globalThis.gc?.()
    const usage: Usage = { cpu: (user + system) / 1000, memory, live: process.memoryUsage().heapUsed }
    process.send?.(usage)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ url })
}
