import { z } from 'zod'
import { printable } from '#server/platform/printable.ts'
import { leftOut } from './backup-content.ts'
import { firstLine } from './backup-file.ts'

/**
 * The lines of a backup that are not rows. The seal of a file proves that it is whole, and not who made it, so nothing
 * in it is taken as it is.
 */
const Head = z.object({
  createdAt: z.iso.datetime(),
  postgres: z.string().max(200),
  migrations: z.array(
    z.object({
      name: z.string().regex(/^\d{4}_[a-z0-9_]+\.sql$/),
      sha256: z.string(),
    }),
  ),
})
export type Head = z.infer<typeof Head>

const Counts = z.record(z.string(), z.int().nonnegative())
export type Counts = z.infer<typeof Counts>

const Columns = z.array(z.string())

/** @throws {Error} in words for the operator. */
export function parseHead(first: string, second: string, file: string): Head {
  if (first !== firstLine)
    throw new Error(
      `${file} is of another format (${printable(first.slice(0, 40))}): restore it with the version that made it.`,
    )
  return parse(Head, second)
}

/** @throws {Error} in words for the operator, also for a table that no backup has. */
export function parseTable(text: string): { name: string; columns: string[] } {
  const [, name, columns] = /^table ([a-z][a-z0-9_]*) (\[.*\])$/.exec(text) ?? []
  if (name === undefined || columns === undefined) throw notReadable()
  // A session or a key in a file would be one that someone made for themselves.
  if (leftOut.has(name))
    throw new Error(
      `The backup holds ${name}, which TMAS leaves out of every backup: someone made or altered it. Nothing was restored.`,
    )
  return { name, columns: parse(Columns, columns) }
}

/** @returns how many rows of each table the backup says that it has; undefined if this is not its last line. */
export function parseEnd(text: string): Counts | undefined {
  return text.startsWith('end ') ? parse(Counts, text.slice('end '.length)) : undefined
}

function parse<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw notReadable(cause)
  }
}

function notReadable(cause?: unknown): Error {
  return new Error('The backup has a line that TMAS does not write. Nothing was restored.', { cause })
}
