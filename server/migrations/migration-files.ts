import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const landed = join(import.meta.dirname, '../../migrations')

/**
 * A file of `migrations/`. Its first lines, which are comments, may say two things about it (CONTRIBUTING.md,
 * Migrations):
 *
 * - `-- runs: concurrently`: it builds or drops indexes while everything goes on, each statement by itself.
 * - `-- runs: in batches`: it is one update or delete of a bounded number of rows, and is repeated until it finds
 *   none. Otherwise, the file is one transaction.
 * - `-- needs: 0062`: it takes something away. A program that does not know it works with it only if it knows 0062.
 */
export type Migration = {
  name: string
  text: string
  sha256: string
  runs: 'whole' | 'concurrently' | 'in batches'
  needs: string | undefined
}

/** How many rows a batch may change: people who sign in wait for those that they share with it. */
const largestBatch = 5_000

let own: Promise<Migration[]> | undefined

/**
 * The migrations of this program, in order. They are read once: the files of the next version may come to lie here while
 * this one still runs.
 */
export function landedMigrations(): Promise<Migration[]> {
  own ??= readFiles(landed)
  return own
}

/** The same of another folder, for tests and trials. */
export function readMigrations(directory?: string): Promise<Migration[]> {
  return directory === undefined ? landedMigrations() : readFiles(directory)
}

async function readFiles(directory: string): Promise<Migration[]> {
  return await Promise.all(
    (await listFiles(directory)).map(async (name) => {
      // git may write other line ends on Windows, which does not change the migration.
      const text = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n')
      return readMigration(name, text)
    }),
  )
}

/** @throws {Error} in words for the one who writes the migration. */
export function readMigration(name: string, text: string): Migration {
  const said = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (!line.startsWith('--')) break
    const [, about, value] = /^-- *(runs|needs): *(.*?) *$/.exec(line) ?? []
    if (about && value !== undefined) said.set(about, value)
  }
  const refuse = (fault: string) => new Error(`migrations/${name} ${fault}`)
  const runs = said.get('runs') ?? 'whole'
  if (runs !== 'whole' && runs !== 'concurrently' && runs !== 'in batches')
    throw refuse(`says “runs: ${runs}”. It can run “concurrently” or “in batches”.`)
  const needs = said.get('needs')
  if (needs !== undefined && !(/^\d{4}$/.test(needs) && needs < name.slice(0, 4)))
    throw refuse(`says “needs: ${needs}”. That has to be the number of an earlier migration, such as 0062.`)
  if (runs === 'concurrently') indexStatements(name, text)
  if (runs === 'in batches') {
    const [statement = '', ...others] = statementsOf(name, text).map(inOneLine)
    const limits = [...statement.matchAll(/\blimit (\d+)\b/gi)].map(([, limit]) => Number(limit))
    if (others.length > 0 || limits.length === 0 || Math.max(...limits) > largestBatch)
      throw refuse(`runs in batches, so it is one statement with a “limit” of ${largestBatch} at most.`)
    if (/\bskip locked\b/i.test(statement))
      throw refuse(
        'skips rows that are locked. If only such rows are left, it would count as done. Leave it out.',
      )
    if (!/^(?:update|delete)\s/i.test(statement))
      throw refuse('runs in batches, so it begins with “update” or “delete”.')
    if ([...statement.matchAll(/\blimit \d+ for (?:no key )?update\b/gi)].length < limits.length)
      throw refuse(
        'selects rows that others may delete meanwhile. If all of a batch are gone, it would count as done. ' +
          'End the select with “limit N for update”, or “limit N for no key update”.',
      )
  }
  return { name, text, sha256: createHash('sha256').update(text).digest('hex'), runs, needs }
}

export type IndexStatement = { text: string; index: string; isBuilt: boolean }

/**
 * The statements of a file that runs concurrently. All of them can be repeated, because a build may be broken off at any
 * moment.
 */
export function indexStatements(name: string, text: string): IndexStatement[] {
  return statementsOf(name, text).map((statement) => {
    const line = inOneLine(statement)
    const built = /^create (?:unique )?index concurrently if not exists ([a-z0-9_]+) on\s/i.exec(line)
    const dropped = /^drop index concurrently if exists ([a-z0-9_]+)$/i.exec(line)
    const index = (built ?? dropped)?.[1]
    if (!index)
      throw new Error(
        `migrations/${name} runs concurrently, so each of its statements begins with ` +
          '“create index concurrently if not exists NAME on”, or is “drop index concurrently if exists NAME”.',
      )
    return { text: statement, index, isBuilt: built !== null }
  })
}

/** What a file says where no one else uses the database, and everything is one transaction. */
export function statementsAlone({ name, text, runs }: Migration): string[] {
  if (runs !== 'concurrently') return [text]
  return indexStatements(name, text).map((statement) => statement.text.replace(/\sconcurrently\s/i, ' '))
}

/**
 * The statements of a file without bodies of functions, as they are written, except for comments.
 *
 * @throws {Error} if a comment is not a line of its own.
 */
function statementsOf(name: string, text: string): string[] {
  const code = text.replaceAll(/^\s*--.*$/gm, '')
  if (/--|\/\*/.test(code))
    throw new Error(
      `migrations/${name} has a comment inside a statement. Give it a line of its own that begins with “--”.`,
    )
  return (
    code
      // A semicolon ends one if the number of quotation marks after it is even.
      .split(/;(?=(?:[^']*'[^']*')*[^']*$)/)
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '')
  )
}

function inOneLine(statement: string): string {
  return statement.replaceAll(/\s+/g, ' ')
}

async function listFiles(directory: string): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  for (const [position, name] of names.entries()) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
      throw new Error(`migrations/${name} is not named NNNN_name.sql.`)
    if (name.slice(0, 4) === names[position - 1]?.slice(0, 4)) {
      throw new Error(
        `migrations/${name} and ${names[position - 1]} bear the same number. Renumber the newer one.`,
      )
    }
  }
  return names
}
