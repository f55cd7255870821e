import { createHash } from 'node:crypto'

/** A record as the database keeps it. */
export type StoredRecord = {
  id: string
  customerId: string
  /** Microseconds since 1970, as exactly as PostgreSQL knows it. */
  at: number
  action: string
  detail: Readonly<Record<string, unknown>>
  actorKind: string
  actorUserId: string | null
  actorApiKeyId: string | null
  ip: string | null
  userAgent: string | null
  /** Of a record whose personal words were erased: the digest that they had. */
  erasedDigest?: Buffer | null
}

/**
 * What a detail may say about no one in particular: IDs that mean nothing outside TMAS, and words of TMAS's own.
 * Everything else in it counts as personal. The list belongs to form 1 of a digest: to change it, add a form.
 */
const impersonal = new Set([
  'userId',
  'locationId',
  'parentId',
  'sessionId',
  'apiKeyId',
  'consentKitId',
  'tenantId',
  'reference',
  'action',
  'answer',
  'by',
  'code',
  'count',
  'door',
  'erased',
  'exempt',
  'expiresAt',
  'format',
  'from',
  'kind',
  'language',
  'reason',
  'role',
  'secondFactor',
  'to',
  'type',
])

const form = 'TMAS audit record 1'

/**
 * The SHA-256 of what a record says.
 *
 * What is personal (addresses, names, the browser) is in it as a digest of its own, with a random salt that is kept
 * beside the record. So it can be erased, with the salt, while the rest of the chain can still be checked; and no one
 * can guess it from the digest that stays (docs/decisions/0034).
 */
export function digestOfContent(record: StoredRecord, salt: Buffer): Buffer {
  const personal = (record.erasedDigest ?? digestOfPersonal(record, salt)).toString('hex')
  const { id, customerId, at, action, actorKind, actorUserId, actorApiKeyId } = record
  const said = [
    form,
    id,
    customerId,
    at,
    action,
    actorKind,
    actorUserId,
    actorApiKeyId,
    impersonalOf(record.detail),
    personal,
  ]
  return createHash('sha256').update(canonical(said)).digest()
}

/** The salted SHA-256 of what is personal in a record: what stays in its place when it is erased. */
export function digestOfPersonal({ detail, ip, userAgent }: StoredRecord, salt: Buffer): Buffer {
  const personal = Object.entries(detail).filter(([key]) => !impersonal.has(key))
  return createHash('sha256')
    .update(salt)
    .update(canonical([Object.fromEntries(personal), ip, userAgent]))
    .digest()
}

/** What stays of a detail when everything personal is erased. */
export function impersonalOf(detail: StoredRecord['detail']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detail).filter(([key]) => impersonal.has(key)))
}

/** Whether a record that counts as erased still says something that its digest does not cover. */
export function saysMore({ detail, ip, userAgent }: StoredRecord): boolean {
  return ip !== null || userAgent !== null || Object.keys(detail).some((key) => !impersonal.has(key))
}

/** The SHA-256 over the IDs of erased records, which the record of their erasure names. */
export function digestOfErased(ids: readonly string[]): string {
  return createHash('sha256').update(ids.toSorted().join(' ')).digest('hex')
}

/** The digest before the first record of a customer, as `audit_beginning` in the database. */
export function beginningOf(customerId: string): Buffer {
  return createHash('sha256').update(`TMAS audit trail of ${customerId}`).digest()
}

/** The digest of a record at its place: over the digest before it, its place and its content; as `write_audit`. */
export function linkTo(before: Buffer, sequence: number, content: Buffer): Buffer {
  const place = Buffer.alloc(8)
  place.writeBigInt64BE(BigInt(sequence))
  return createHash('sha256').update(before).update(place).update(content).digest()
}

/** JSON with sorted keys, so that what is equal is written equally. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}
