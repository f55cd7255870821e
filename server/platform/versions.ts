import { createHash } from 'node:crypto'
import { type Changes, Problem } from './problem.ts'

/** A thing that people change: its ID, and its fields as the API answers them and takes them. */
export type Versioned = { id: string; fields: Readonly<Record<string, unknown>> }

/** One entity tag of an `If-Match` header, without its quotes. */
export type EntityTag = { tag: string; isWeak: boolean }

/**
 * What a change is based on: any state of the thing, or one of these versions. Without it, a change is based on nothing,
 * and only the fields that it names are changed.
 */
export type Basis = '*' | readonly EntityTag[]

/** Characters that stand for one field: 48 bits, so that a change that goes unnoticed is not to be expected. */
const digestLength = 8

/**
 * The version of a thing: a short digest of each of its fields, one after the other. It is made from the content itself,
 * so that no writer can forget to change it, and it says which fields have changed since
 * (docs/decisions/0033-versions-from-content.md).
 */
export function versionOf(thing: Versioned): string {
  return Object.keys(thing.fields)
    .map((field) => digestOf(thing, field))
    .join('')
}

/**
 * Refuses a change of something that has changed since (R32). Call it under the lock under which the change is made, with
 * the thing as it is then.
 *
 * @param wanted what the change would make of the fields that it names.
 * @throws {Problem} `changed_meanwhile` with what both want.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 (a weak tag never matches)
 */
export function mustBeUnchanged(
  basis: Basis | undefined,
  thing: Versioned,
  wanted: Readonly<Record<string, unknown>> = {},
): void {
  if (basis === undefined || basis === '*') return
  const version = versionOf(thing)
  if (basis.some(({ tag, isWeak }) => tag === version && !isWeak)) return
  throw new Problem(
    'changed_meanwhile',
    'This has changed since the version that the change was based on, so nothing was changed. Read it again and decide.',
    { version, changes: changesSince(basis, thing, wanted) },
  )
}

/** The fields that have changed since. Where the version is not one of ours, only the fields in question can be told. */
function changesSince(
  basis: readonly EntityTag[],
  thing: Versioned,
  wanted: Readonly<Record<string, unknown>>,
): Changes {
  const known = new Set(basis.flatMap(({ tag }) => tag.match(new RegExp(`.{${digestLength}}`, 'g')) ?? []))
  const fields = Object.keys(thing.fields)
  const changed = fields.filter((field) => !known.has(digestOf(thing, field)))
  const isOurs = changed.length < fields.length
  const told = isOurs ? changed : fields.filter((field) => wanted[field] !== undefined)
  return Object.fromEntries(
    told.map((field) => {
      const yours = wanted[field] === undefined ? {} : { yours: wanted[field] }
      return [field, { ...yours, theirs: thing.fields[field] }]
    }),
  )
}

function digestOf({ id, fields }: Versioned, field: string): string {
  const content = JSON.stringify([id, field, fields[field] ?? null])
  return createHash('sha256').update(content).digest('base64url').slice(0, digestLength)
}
