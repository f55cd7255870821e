import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { landedMigrations, type Migration } from '#server/migrations/migration-files.ts'

/** Lines as `sha256sum` writes them: in `migrations`, `sha256sum --check landed.sha256` does the same. */
const list = join(import.meta.dirname, '../migrations/landed.sha256')

/** Numbers that were never given, from before this list. */
const skipped = new Set([4, 9, 10, 22])

/**
 * Notes the digests of new migrations, at the end of the list. No line of it ever changes, because databases have
 * applied those files.
 *
 * @returns what is wrong, in words for the one who writes a migration.
 */
export async function freezeMigrations({ mayWrite }: { mayWrite: boolean }): Promise<string | undefined> {
  const migrations = await landedMigrations()
  const lines = (await readFile(list, 'utf8')).split('\n').filter((line) => line !== '')
  const fault = unfrozen(migrations, lines)
  const added = migrations.slice(lines.length).map(lineOf)
  if (fault || added.length === 0) return fault
  if (!mayWrite)
    return `migrations/landed.sha256 lacks ${added.length} files: run npm run generate, and commit the file`
  await writeFile(list, `${[...lines, ...added].join('\n')}\n`)
  console.log('migrations/landed.sha256 written')
  return undefined
}

/** Why the files are not those of the list with more at their end; undefined if they are. */
export function unfrozen(
  migrations: readonly Pick<Migration, 'name' | 'sha256'>[],
  lines: readonly string[],
): string | undefined {
  for (const [at, line] of lines.entries()) {
    const own = migrations[at]
    if (own && lineOf(own) === line) continue
    return `migrations/landed.sha256 has “${line}” in line ${at + 1}, and migrations/ has ${own ? `“${lineOf(own)}”` : 'no more files'} there. A landed migration stays as it is, and new ones come after it: make the change in a new file with the next number. If it is yours and has not landed yet, take its line out and run npm run generate.`
  }
  const numbers = migrations.map(({ name }) => Number(name.slice(0, 4)))
  const missing = numbers.find((number, at) => {
    let next = (numbers[at - 1] ?? 0) + 1
    while (skipped.has(next)) next += 1
    return number !== next
  })
  return missing === undefined
    ? undefined
    : `The number before migrations/${String(missing).padStart(4, '0')} is missing: take the next one that is free.`
}

function lineOf({ name, sha256 }: Pick<Migration, 'name' | 'sha256'>): string {
  return `${sha256}  ${name}`
}
