/** Choices that a seed decides, so that what was found once is found again. */
export function dice(seed: number) {
  let state = seed >>> 0
  /** From 0 up to 1: mulberry32. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    chance: (probability: number) => next() < probability,
    below,
    pick<T>(values: readonly T[]): T {
      if (values.length === 0) throw new Error('there is nothing to pick from')
      return values[below(values.length)] as T
    },
    /** A GUID. */
    id(): string {
      const hex = Array.from({ length: 32 }, () => below(16).toString(16)).join('')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
