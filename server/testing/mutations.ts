import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * The product with one thing broken on purpose, a mutant: in `file`, `from` becomes `to`. A promise is held if a test
 * fails then.
 */
export type Mutation = {
  /** The room and what is broken, as SECURITY.md names it: `attempts/an-answer-is-taken-twice`. */
  name: string
  /** From the root of the repository. */
  file: string
  /** Occurs exactly once in the file. */
  from: string
  to: string
  /** The test that must fail: its file, and as much of its name, as it is written there, as tells it from others. */
  test?: { file: string; name: string }
}

/** Tries mutants of pure code in memory, thousands of times faster than a test file could. */
export type Bench = {
  /** What fails with this mutant, in words; undefined if nothing does. */
  noticedBy(mutation: Mutation): Promise<string | undefined>
  close(): Promise<void>
}

/** What `server/<room>/testing/mutations.ts` exports. */
export type MutationsOfRoom = { mutations: readonly Mutation[]; openBench?: () => Promise<Bench> }

export const root = join(import.meta.dirname, '../..')

/** The lists of all rooms. A new one is found by its place. */
export async function loadMutations(): Promise<MutationsOfRoom[]> {
  const files = globSync('server/*/testing/mutations.ts', { cwd: root }).sort()
  return Promise.all(files.map((file) => import(pathToFileURL(join(root, file)).href)))
}

/**
 * The text of a file with the mutant in it.
 *
 * @throws {Error} where `from` does not occur exactly once: the code has changed since the mutant was written.
 */
export function mutated(source: string, { name, file, from, to }: Mutation): string {
  const count = source.split(from).length - 1
  if (count !== 1) throw new Error(`${name}: ${JSON.stringify(from)} occurs ${count} times in ${file}`)
  return source.replace(from, () => to)
}

/**
 * Imports files of one folder with a mutant in one of them. The copies are next to the originals, in `.mutants`, so
 * that their imports resolve as the originals' do.
 */
export function openWorkshop(folder: string, files: readonly string[]) {
  mkdirSync(join(folder, '.mutants'), { recursive: true })
  const workshop = mkdtempSync(join(folder, '.mutants', 'run-'))
  return {
    /** @returns what each of the files exports, by its name. */
    async import(mutation: Mutation): Promise<Record<string, unknown>> {
      const copy = mkdtempSync(join(workshop, 'm-'))
      for (const file of files) copyFileSync(join(folder, file), join(copy, file))
      const changed = join(copy, mutation.file.split('/').at(-1) ?? '')
      writeFileSync(changed, mutated(readFileSync(changed, 'utf8'), mutation))
      const modules = await Promise.all(files.map((file) => import(join(copy, file))))
      return Object.assign({}, ...modules)
    },
    close: () => rmSync(workshop, { recursive: true, force: true }),
  }
}

/** Finds a test by its name when it runs: those of a table then have values where `%s` or `$name` is written. */
export function namePattern(name: string): string {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return name
    .split(/%[sdifjo]|\$[\w.]+/)
    .map(literal)
    .join('.*')
}
