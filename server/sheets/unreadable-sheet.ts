import { Problem } from '#server/platform/problem.ts'
import type { DoubleColumn } from './sheet-columns.ts'

type Words<Fault extends string> = {
  doubleColumn: (first: string, second: string) => string
  unreadable: Readonly<Record<Fault, string>>
}

/** Why a file could not be read as the table of an import: its code, in the words of that import. */
export function unreadableSheet<Fault extends string>(
  words: Words<Fault>,
  found: { fault: NoInfer<Fault> } | DoubleColumn,
): Problem {
  const isDouble = 'headings' in found
  const sentence = isDouble ? words.doubleColumn(...found.headings) : words.unreadable[found.fault]
  const errors = { [found.fault]: sentence }
  return new Problem('invalid_request', sentence, { errors, ...(isDouble && { headings: found.headings }) })
}
