/** Levels that a customer's tree may have by an import: all that is asked of a tree climbs it. */
export const mostLevels = 30

/** A path that is longer by far is not followed to its end, which only tells a circle from a path that is too long. */
const longestWalk = 10 * mostLevels

/**
 * What is wrong with the path from a location up, in a tree as a change would leave it: everything that is asked about
 * a location climbs that path to its end.
 */
export function flawOfPath<Key>(
  key: Key,
  parentOf: (key: Key) => Key | null | undefined,
): 'under_itself' | 'too_deep' | undefined {
  const seen = new Set<Key>()
  for (let at: Key | null | undefined = key; at && seen.size < longestWalk; at = parentOf(at)) {
    if (seen.has(at)) return 'under_itself'
    seen.add(at)
  }
  return seen.size > mostLevels + 1 ? 'too_deep' : undefined
}
