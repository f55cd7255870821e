import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Problem } from './problem.ts'
import { type Basis, type EntityTag, type Versioned, versionOf } from './versions.ts'

/** Writes the version of what is answered into its header, for the next change to be based on (R32). */
export function answerVersion(c: Context, thing: Versioned): void {
  c.header('ETag', quoted(versionOf(thing)))
}

/** A version as it is written in a header. */
export function quoted(version: string): string {
  return `"${version}"`
}

/**
 * The version on which a request says that it is based.
 *
 * @throws {Problem} `invalid_request` if the header is neither `*` nor a list of entity tags.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
 */
export function basisOf(c: Context): Basis | undefined {
  const header = c.req.header('if-match')
  if (header === undefined) return undefined
  if (header.trim() === '*') return '*'
  const tags = readTags(header)
  if (!tags)
    throw new Problem('invalid_request', 'If-Match is neither * nor a list of entity tags in quotes.', {
      errors: { 'If-Match': 'is neither * nor a list of entity tags in quotes' },
    })
  return tags
}

/** The entity tags of a list, whose elements may be empty (RFC 9110 sections 5.6.1 and 8.8.3), or undefined. */
function readTags(header: string): EntityTag[] | undefined {
  const element = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?[ \t]*(?:,|$)/y
  const tags: EntityTag[] = []
  while (element.lastIndex < header.length) {
    const found = element.exec(header)
    if (!found) return undefined
    const [, weak, tag] = found
    if (tag !== undefined) tags.push({ tag, isWeak: weak !== undefined })
  }
  return tags.length > 0 ? tags : undefined
}

/** `If-Match` in the description of a route that takes it. */
export const takesVersion = {
  parameters: [
    {
      in: 'header' as const,
      name: 'If-Match',
      required: false,
      schema: { type: 'string' as const },
      description:
        'The `ETag` on which this is based. If the thing has changed since, nothing is done, and the answer is 412 (`changed_meanwhile`). Without it, only the fields that are sent are changed.',
    },
  ],
}

/** `ETag` in the description of an answer. */
export const answersVersion = {
  headers: {
    ETag: {
      description: 'The version, for `If-Match`',
      schema: { type: 'string' as const },
      required: true,
    },
  },
}

const ChangedMeanwhile = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.literal(412),
    detail: z.string(),
    code: z.literal('changed_meanwhile'),
    reference: z.string(),
    /**
     * Field → what both want, for the fields that someone else has changed. `yours` is missing where the request does not
     * name the field.
     */
    changes: z.record(z.string(), z.object({ yours: z.unknown().optional(), theirs: z.unknown() })),
  })
  .openapi('ChangedMeanwhile')

/** What a route answers if its thing has changed since the version in `If-Match`. */
export const changedMeanwhile = {
  412: {
    description:
      'It has changed since the version in `If-Match`, and nothing was done (`changed_meanwhile`, with `changes`: field → `yours`, `theirs`)',
    ...answersVersion,
    content: { 'application/problem+json': { schema: ChangedMeanwhile } },
  },
}
