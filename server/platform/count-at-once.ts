/**
 * Counts what goes on at once, under several names each with a bound of its own.
 *
 * @returns `begin`, which gives what ends it again, or undefined if one of its names is at its bound.
 */
export function countAtOnce() {
  const counts = new Map<string, number>()
  const add = (name: string, one: 1 | -1) => {
    const count = (counts.get(name) ?? 0) + one
    if (count > 0) counts.set(name, count)
    else counts.delete(name)
  }
  return {
    begin(bounds: readonly (readonly [name: string, most: number])[]): (() => void) | undefined {
      if (bounds.some(([name, most]) => (counts.get(name) ?? 0) >= most)) return undefined
      for (const [name] of bounds) add(name, 1)
      return () => {
        for (const [name] of bounds) add(name, -1)
      }
    },
  }
}
