import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Env } from 'hono'
import { Problem } from './problem.ts'

/** Routes of the HTTP API. If a request does not fit its schema, the answer names every field at fault. */
export function apiRoutes<E extends Env>() {
  return new OpenAPIHono<E>({
    defaultHook: (result) => {
      if (result.success) return
      const errors = Object.fromEntries(
        result.error.issues.flatMap((issue) =>
          issue.code === 'unrecognized_keys'
            ? issue.keys.map((key) => [[...issue.path, key].join('.'), 'is not a field here'])
            : [[issue.path.join('.') || 'body', issue.message]],
        ),
      )
      throw new Problem('invalid_request', 'Some fields are missing or wrong.', { errors })
    },
  })
}

/** An ID as callers may write it, lowercased as the database answers it, because code compares IDs too. */
export const givenId = z.guid().toLowerCase()

/** A JSON body or answer of this shape. */
export const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } })

/**
 * The query of every list (contract): `limit`, `cursor`, `search` and `sort`. The last is one of `sortable`, with a
 * minus for descending. More filters are added with `.extend`.
 */
export function listQuery<const Sortable extends string>(sortable: readonly [Sortable, ...Sortable[]]) {
  const sort = sortable.flatMap((name) => [name, `-${name}` as const])
  return z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(1000).optional(),
    // PostgreSQL allows no NUL in a text, and would answer with an error.
    search: z
      .string()
      .trim()
      .max(200)
      .regex(/^[^\0]*$/, 'has a character that is in no text')
      .optional(),
    /** Without it, the list's own order. */
    sort: z.enum(sort as [Sortable, `-${Sortable}`]).optional(),
  })
}

/** The answer of every list. `next` is the cursor of the next page, or null on the last. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int() })

/**
 * A cursor is the position after which the next page starts. Callers cannot read it, and it is trusted no more than
 * any other input.
 */
export function writeCursor(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** @throws {Problem} `invalid_request` if it is not a cursor that one of our lists has given out. */
export function readCursor<T extends z.ZodType>(
  cursor: string | undefined,
  shape: T,
): z.infer<T> | undefined {
  if (cursor === undefined) return undefined
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new Problem('invalid_request', 'This is no cursor of this list.', {
      errors: { cursor: 'is not valid' },
    })
  }
}
