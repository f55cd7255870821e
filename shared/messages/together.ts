/** Words that are kept in two files as one: groups with the same name are joined, at every depth. */
export function together<A extends object, B extends object>(first: A, others: B): A & B {
  const joined = { ...first } as Record<string, unknown>
  for (const [key, value] of Object.entries(others)) {
    const there = joined[key]
    joined[key] = isGroup(there) && isGroup(value) ? together(there, value) : value
  }
  return joined as A & B
}

function isGroup(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !Array.isArray(part)
}
