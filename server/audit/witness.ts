import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '#server/platform/database.ts'
import { readHosts } from '#server/platform/database-hosts.ts'
import type { Log } from '#server/platform/log.ts'
import { type Head, listHeads, listRemoved } from './trail.queries.ts'
import { type Fault, type Heads, walk } from './verify-trail.ts'

/**
 * The file of a database in a data folder. Its name follows from where the database is and not from what it says of
 * itself, which its owner could change.
 */
export function witnessFile(
  dataDir: string,
  database: { kind: 'embedded' } | { kind: 'postgres'; url: string },
): string {
  return join(dataDir, 'trail', `${database.kind === 'embedded' ? 'embedded' : placeOf(database.url)}.json`)
}

function placeOf(url: string): string {
  const places = readHosts(url).urls.map((one) => {
    const { host, pathname } = new URL(one)
    return `${host}${pathname}`
  })
  return createHash('sha256').update(places.sort().join()).digest('hex').slice(0, 16)
}

/**
 * The ends of all chains as this machine has last seen them. Someone who owns the database can write the whole chain of
 * a customer again, and everything in it fits; it does not fit what is in this file.
 *
 * @throws {Error} in words for the operator, if the file cannot be read.
 */
export async function readWitness(file: string): Promise<Map<string, Head>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error })
  }
  const { heads }: { heads: Record<string, { sequence: number; digest: string }> } = JSON.parse(text)
  return new Map(
    Object.entries(heads).map(([customerId, { sequence, digest }]) => [
      customerId,
      { sequence, digest: Buffer.from(digest, 'hex') },
    ]),
  )
}

async function writeWitness(file: string, heads: Heads): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  const written = [...heads].map(([customerId, { sequence, digest }]) => [
    customerId,
    { sequence, digest: digest.toString('hex') },
  ])
  try {
    await writeFile(draft, `${JSON.stringify({ heads: Object.fromEntries(written) })}\n`, {
      mode: 0o600,
      flush: true,
    })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Puts the file aside: after a restore, the chains end earlier than this machine has seen. */
export async function setWitnessAside(file: string, at: Date): Promise<void> {
  await rename(file, `${file}.${at.toISOString().replaceAll(':', '')}`).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    },
  )
}

/** Records that are checked in one round; the next round goes on from there. */
const atOnce = 20_000

/**
 * Follows every chain from where this machine has last seen its end, checks what was added, and writes the new ends
 * down. A chain that does not go on from there is reported, and its end stays as it was seen.
 *
 * @returns the faults, by customer.
 */
export async function witnessTrail(db: Db, file: string): Promise<Map<string, Fault>> {
  const seen = await readWitness(file)
  const faults = new Map<string, Fault>()
  const heads = await listHeads(db)
  let left = atOnce
  let isNew = false
  for (const head of heads) {
    const { customerId } = head
    const known = seen.get(customerId)
    if (known && known.sequence === head.sequence && known.digest.equals(head.digest)) continue
    if (known && known.sequence >= head.sequence) {
      const sequence = known.sequence === head.sequence ? head.sequence : head.sequence + 1
      const wrong = known.sequence === head.sequence ? 'changed' : 'missing'
      faults.set(customerId, { wrong, sequence, recordId: null })
      continue
    }
    if (left <= 0) continue
    const { end, count, fault } = await walk(db, customerId, { from: known, atMost: left })
    left -= count
    if (fault) faults.set(customerId, fault)
    else if (count > 0) {
      seen.set(customerId, { sequence: end.sequence, digest: end.digest })
      isNew = true
    }
  }
  const present = new Set(heads.map(({ customerId }) => customerId))
  for (const { customerId } of await listRemoved(db)) present.add(customerId)
  for (const customerId of seen.keys())
    if (!present.has(customerId)) faults.set(customerId, { wrong: 'missing', sequence: 1, recordId: null })
  if (isNew) await writeWitness(file, seen)
  return faults
}

/** The duty: {@link witnessTrail}, with each fault logged once. */
export function trailWatch(db: Db, file: string, log: Pick<Log, 'error'>): () => Promise<void> {
  const told = new Set<string>()
  return async () => {
    for (const [customerId, fault] of await witnessTrail(db, file)) {
      if (told.has(customerId)) continue
      told.add(customerId)
      log.error({ customerId, ...fault }, 'the audit trail was altered: run tmas audit verify')
    }
  }
}
