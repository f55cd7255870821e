import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Milliseconds since 1970; 0 if it does not exist. */
export function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** When the newest file under these patterns of the repository was changed, in milliseconds since 1970. */
export function newestOf(patterns: string[], { exclude = [] }: { exclude?: string[] } = {}): number {
  const entries = patterns.flatMap((pattern) =>
    globSync(pattern, { cwd: root, exclude, withFileTypes: true }),
  )
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Math.max(...files.map(modifiedAt))
}
