import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { Problem } from '#server/platform/problem.ts'
import { DamagedSecret, type Sealer, WrongKey } from '#server/platform/sealing.ts'
import type { Entered, ImportPlan } from './import-plan.ts'
import type { Importing } from './import-tree.ts'
import type { Move } from './moves.ts'

/** What an import has done, and what there was before. */
export type Undoing = {
  added: readonly { id: string; parentId: string; fields: Entered }[]
  changed: ImportPlan['changes']
  moved: readonly Move[]
}

/** What an import was of: an undo of one is none of the other. */
type Imported = 'locations' | 'users'

/** What a server seals undos with. */
export type UndoSealer = Pick<Sealer, 'seal' | 'open'>

/** Milliseconds for which an import can be undone. */
const undoLifetime = 60 * 60 * 1000

const pack = promisify(deflateRaw)
const unpack = promisify(inflateRaw)

/**
 * What an import has done, as a text that its maker keeps and sends to undo it. It is sealed, because what is written
 * by an undo is what there was before, and that is for no one to make up.
 *
 * @returns null where nothing can be sealed, because the key is missing.
 */
export async function sealUndo(
  sealer: UndoSealer,
  importing: Importing,
  undoing: object,
  now: Date,
  of: Imported = 'locations',
): Promise<string | null> {
  const packed = await pack(JSON.stringify({ ...undoing, until: now.getTime() + undoLifetime }))
  // Whatever prevents it, the import itself is saved, and must not look as if it had failed.
  const sealed = await sealer.seal(packed, ownerOf(importing, of)).catch(() => undefined)
  return sealed?.toString('base64url') ?? null
}

/**
 * @throws {Problem} `not_found` for a text that was made up or altered, was sealed for another person, API key or
 *   customer, or is older than an hour.
 */
export async function openUndo<Noted extends object = Undoing>(
  sealer: UndoSealer,
  importing: Importing,
  text: string,
  now: Date,
  of: Imported = 'locations',
): Promise<Noted> {
  const packed = await sealer.open(Buffer.from(text, 'base64url'), ownerOf(importing, of)).catch((cause) => {
    if (cause instanceof DamagedSecret || cause instanceof WrongKey)
      throw new Problem(
        'not_found',
        'This undoes no import of yours. Send what the import answered as `undo`.',
      )
    throw cause
  })
  const { until, ...undoing }: Noted & { until: number } = JSON.parse((await unpack(packed)).toString())
  if (until <= now.getTime()) throw new Problem('not_found', 'An import can be undone for an hour.')
  return undoing as unknown as Noted
}

/** What is sealed for one person at one customer, and for this, opens for nothing else. */
function ownerOf({ actor, customerId }: Importing, of: Imported): string {
  const by = actor.kind === 'user' ? actor.userId : actor.kind === 'api_key' ? actor.apiKeyId : ''
  return JSON.stringify([`undo of an import of ${of}`, customerId, actor.kind, by])
}
