import { prepared, type Trx } from '#server/platform/database.ts'
import type { StoredRecord } from './chain.ts'

/** A record with what makes it a link of its customer's chain. */
export type Link = StoredRecord & { content: Buffer; salt: Buffer }

/** Writes them, in any statement; see `asGiven`. */
export const auditWritten = (given: string) => `write_audit(${given}::jsonb)`

// Prepared, because almost every change writes one.
const written = { name: 'write-audit', text: `select ${auditWritten('$1')}` }

/**
 * Adds records at the end of their customers' chains, in this order. What a transaction writes last: until it ends,
 * other records of the same customers wait.
 */
export async function insertRecords(trx: Trx, links: readonly Link[]): Promise<void> {
  await prepared(trx, written, [asGiven(links)])
}

/** Records, as `write_audit` is given them. */
export function asGiven(links: readonly Link[]): string {
  return JSON.stringify(links.map(rowOf))
}

function rowOf(link: Link) {
  return {
    id: link.id,
    customer_id: link.customerId,
    at: new Date(link.at / 1000).toISOString(),
    action: link.action,
    detail: link.detail,
    actor_kind: link.actorKind,
    actor_user_id: link.actorUserId,
    actor_api_key_id: link.actorApiKeyId,
    ip: link.ip,
    user_agent: link.userAgent,
    content: link.content.toString('hex'),
    salt: link.salt.toString('hex'),
  }
}
