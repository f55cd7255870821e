import { Problem } from '#server/platform/problem.ts'

/** Seconds for which a customer's sign-ins may wait for an import or its undo: for the check, and for the change itself. */
export const mostSeconds = { check: 20, save: 60 }

/** @returns what throws `too_large` once so many seconds have passed: everyone of this customer who signs in waits. */
export function deadlineIn(seconds: number): () => void {
  const end = performance.now() + 1000 * seconds
  return () => {
    if (performance.now() < end) return
    const detail = `This takes longer than ${seconds} seconds, for which no one of this customer could sign in.`
    throw new Problem('too_large', `${detail} Import fewer rows at once.`, {
      errors: { too_many_changes: detail },
    })
  }
}
