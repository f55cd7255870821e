import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Sends at a steady rate, whether earlier ones were answered or not, as people do.
 *
 * @param send gets its turn, and the moment at which it is due (`performance.now`). It must not fail.
 * @returns what ends it, and waits for those that are under way.
 */
export function steadily(
  perSecond: number,
  send: (turn: number, due: number) => Promise<void>,
): () => Promise<void> {
  const underWay = new Set<Promise<void>>()
  let isOver = false
  const running = (async () => {
    const began = performance.now()
    for (let turn = 0; !isOver; turn++) {
      const due = began + (turn * 1000) / perSecond
      await sleep(Math.max(0, due - performance.now()))
      const sent = send(turn, due).then(() => {
        underWay.delete(sent)
      })
      underWay.add(sent)
    }
  })()
  return async () => {
    isOver = true
    await running
    await Promise.all(underWay)
  }
}
