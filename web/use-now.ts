import { useSyncExternalStore } from 'react'

const period = 30_000
const readers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The time, to the half minute, for everything on a page that says how long ago something was. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read)
}

/** One timer for all readers. */
function subscribe(reader: () => void): () => void {
  readers.add(reader)
  timer ??= setInterval(() => {
    for (const each of readers) each()
  }, period)
  return () => {
    readers.delete(reader)
    if (readers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function read(): number {
  return Math.floor(Date.now() / period) * period
}
