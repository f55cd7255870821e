/** Milliseconds, and how often one person or program may make TMAS ask Microsoft in them. */
const window = 60 * 1000
const most = 10

/** Of so many is remembered when they asked; those who have not asked for a minute go first. */
const remembered = 1000

/**
 * How often each person may make this process ask Microsoft about a tenant: ten times a minute. Microsoft slows down a
 * whole installation that asks too often, and so everyone's sign-in.
 *
 * @returns whether they may ask now; if so, it counts.
 */
export function askingBudget(now: () => Date) {
  const asked = new Map<string, number[]>()
  return function mayAsk(who: string): boolean {
    const at = now().getTime()
    const lately = (asked.get(who) ?? []).filter((time) => time > at - window && time <= at)
    // The newest are at the end of a map.
    asked.delete(who)
    asked.set(who, lately)
    for (const [oldest] of asked) {
      if (asked.size <= remembered) break
      asked.delete(oldest)
    }
    if (lately.length >= most) return false
    lately.push(at)
    return true
  }
}
