import { clockLimits } from '#server/platform/clock.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { openSlices } from '#server/platform/slices.ts'
import { beginningOf, digestOfContent, digestOfErased, linkTo, saysMore } from './chain.ts'
import { findCut, listCutErased } from './cut-trail.queries.ts'
import { shortestKept } from './cut-trail.ts'
import {
  type ChainedRecord,
  type Head,
  listChained,
  listRemoved,
  listTrails,
  type Position,
} from './trail.queries.ts'

/**
 * What is wrong with a record: it says something else than when it was written; it is gone; it was added, or has
 * another's place; its words were erased and no record of an erasure names it; or the head of the chain is gone or is
 * not where the records end. The beginning of a chain may be gone if a later record of it says so.
 */
export type Wrong = 'changed' | 'missing' | 'added' | 'erased' | 'head'

/** The first wrong record of a customer. */
export type Fault = { wrong: Wrong; sequence: number | null; recordId: string | null }

export type Verdict = {
  customers: number
  records: number
  /** Records from before the chain that still wait for their places. */
  waiting: number
  faults: (Fault & { customerId: string; name: string | null })[]
}

/** The ends of chains as they were seen before, by customer: kept where the database's owner cannot reach them. */
export type Heads = ReadonlyMap<string, Head>

/** Records that are read at once: few enough that other requests hardly wait for it. */
const batch = 200

/**
 * Checks the chain of every customer from its first record to its head, and that it goes through where its end was seen
 * before. All of it is read, as it is at one moment.
 *
 * @param db without time limits.
 */
export async function verifyTrail(db: Db, seen: Heads): Promise<Verdict> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((trx) => checkTrails(trx, seen))
}

/** The same within a transaction. */
export async function checkTrails(trx: Trx, seen: Heads): Promise<Verdict> {
  const trails = await listTrails(trx)
  const verdict: Verdict = { customers: trails.length, records: 0, waiting: 0, faults: [] }
  for (const trail of trails) {
    const { customerId, name, complete, unchained, unchainedId } = trail
    const known = seen.get(customerId)
    const said = new Said()
    const { count, end, cut, fault } = await walk(trx, customerId, { seen: known, said })
    verdict.records += count
    const isEarlier = complete === false && !known
    if (isEarlier) verdict.waiting += unchained
    const found =
      fault ??
      said.fault(cut, await listCutErased(trx, customerId)) ??
      headFault(end, trail) ??
      // A chain that was complete when it was seen cannot be incomplete later.
      (complete === false && known ? faultAt('head', end.sequence) : undefined) ??
      (unchainedId && !isEarlier ? faultAt('added', null, unchainedId) : undefined)
    if (found) verdict.faults.push({ customerId, name, ...found })
  }
  const present = new Set(trails.map(({ customerId }) => customerId))
  for (const { customerId } of await listRemoved(trx)) present.add(customerId)
  for (const customerId of seen.keys())
    if (!present.has(customerId)) verdict.faults.push({ customerId, name: null, ...faultAt('missing', 1) })
  return verdict
}

type Walked = {
  count: number
  end: Head
  /** Where it was cut off; undefined if it was not, or was not read from its beginning. */
  cut: Head | undefined
  fault?: Fault
}

/**
 * Walks along a chain as far as it is right.
 *
 * @param options.from the end of what was checked before; the beginning, or where it was cut off, if absent.
 * @param options.seen a place that the chain must go through.
 * @param options.atMost records to read.
 * @param options.said takes note of all records, if the whole chain is read.
 */
export async function walk(
  db: Db,
  customerId: string,
  {
    from,
    seen,
    atMost = Infinity,
    said,
  }: { from?: Head | undefined; seen?: Head | undefined; atMost?: number; said?: Said } = {},
): Promise<Walked> {
  const cut = from ? undefined : await findCut(db, customerId)
  let end = from ?? cut ?? { sequence: 0, digest: beginningOf(customerId) }
  // What was seen lately is too young to have been cut off.
  if (seen && cut && seen.sequence <= cut.sequence && !seen.digest.equals(cut.digest))
    return { count: 0, end, cut, fault: faultAt('missing', seen.sequence + 1) }
  let position: Position | undefined = from && { sequence: from.sequence, id: lastId }
  let count = 0
  const slices = openSlices()
  for (;;) {
    const records = await listChained(db, customerId, position, Math.min(batch, atMost - count))
    for (const record of records) {
      await slices.rest()
      const fault = faultOf(record, end, seen)
      if (fault) return { count, end, cut, fault }
      said?.note(record)
      end = record
      position = record
      count += 1
    }
    if (records.length < batch) break
  }
  if (seen && seen.sequence > end.sequence && count < atMost)
    return { count, end, cut, fault: faultAt('missing', end.sequence + 1) }
  return { count, end, cut }
}

/** What a chain says of itself: which records lost their words, and where it was cut off. */
class Said {
  /** By the record of the erasure, in the order of the chain. */
  readonly #erased = new Map<string, ChainedRecord[]>()
  readonly #named = new Map<string, { sequence: number; erased: unknown }>()
  #first: ChainedRecord | undefined
  #cut: ChainedRecord | undefined

  note(record: ChainedRecord): void {
    const { id, action, sequence, detail, erasedDigest, erasedBy } = record
    this.#first ??= record
    if (action === 'trail.cut') this.#cut = record
    if (action === 'person.erased') this.#named.set(id, { sequence, erased: detail.erased })
    if (erasedDigest === null) return
    const by = erasedBy ?? ''
    const others = this.#erased.get(by)
    if (others) others.push(record)
    else this.#erased.set(by, [record])
  }

  /**
   * The beginning, if it is gone and no record says so; the first record that lost words which no erasure names; or an
   * erasure that names others.
   */
  fault(cut: Head | undefined, cutErased: ReadonlyMap<string, readonly string[]>): Fault | undefined {
    if (cut && !this.#saysOf(cut)) return faultAt('missing', 1)
    for (const [by, [first]] of this.#erased)
      if (first && !this.#named.has(by)) return faultAt('erased', first.sequence, first.id)
    for (const [id, { sequence, erased }] of this.#named) {
      const records = this.#erased.get(id) ?? []
      const ids = [...records.map((one) => one.id), ...(cutErased.get(id) ?? [])]
      const [first = { sequence, id }] = records
      if (erased !== digestOfErased(ids)) return faultAt('erased', first.sequence, first.id)
    }
    return undefined
  }

  /**
   * Whether a record says that the chain was cut off there. What is left begins with a record that was itself too old
   * then, so nothing younger than a year can have gone, whatever the record says.
   */
  #saysOf({ sequence, digest }: Head): boolean {
    const [first, cut] = [this.#first, this.#cut]
    if (!first || !cut) return false
    const at = cut.at / 1000
    const isOfThis = cut.detail.sequence === sequence && cut.detail.digest === digest.toString('hex')
    return isOfThis && first.at / 1000 <= at - shortestKept && at <= Date.now() + clockLimits.wrong
  }
}

/** After every ID of a record with the same place. */
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

function faultOf(record: ChainedRecord, before: Head, seen: Head | undefined): Fault | undefined {
  const { sequence, id } = record
  if (sequence > before.sequence + 1) return faultAt('missing', before.sequence + 1)
  if (sequence <= before.sequence) return faultAt('added', sequence, id)
  const digest = linkTo(before.digest, sequence, digestOfContent(record, record.salt ?? nothing))
  if (record.erasedDigest && saysMore(record)) return faultAt('changed', sequence, id)
  const isAsSeen = seen?.sequence !== sequence || seen.digest.equals(digest)
  return digest.equals(record.digest ?? nothing) && isAsSeen ? undefined : faultAt('changed', sequence, id)
}

function headFault(end: Head, head: { sequence: number | null; digest: Buffer | null }): Fault | undefined {
  const { sequence, digest } = head
  if (sequence === null) return end.sequence === 0 ? undefined : faultAt('head', end.sequence)
  if (sequence > end.sequence) return faultAt('missing', end.sequence + 1)
  return sequence < end.sequence || !digest?.equals(end.digest) ? faultAt('head', sequence) : undefined
}

const nothing = Buffer.alloc(0)

function faultAt(wrong: Wrong, sequence: number | null, recordId: string | null = null): Fault {
  return { wrong, sequence, recordId }
}
