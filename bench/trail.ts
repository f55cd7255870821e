import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '#server/audit/audit.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { quantile } from './statistics.ts'

const rounds = 5
const perRound = 800
const together = 8

type Write = (db: Db, customerId: string) => Promise<unknown>

const operator = { kind: 'operator' as const }
const detail = { userId: randomUUID(), door: 'microsoft' as const, reference: '7KQ2M9XA' }

/** As a sign-in ends: one record in a transaction of its own. */
const chained: Write = (db, customerId) =>
  db
    .transaction()
    .execute((trx) => record(trx, operator, new Date(), { customerId, action: 'sign-in.completed', detail }))

/** The same row in the same table, without its chain. */
const alone: Write = (db, customerId) =>
  db.transaction().execute((trx) =>
    sql`insert into audit_record (id, customer_id, at, action, detail, actor_kind)
        values (${randomUUID()}, ${customerId}, now(), 'sign-in.completed', ${JSON.stringify(detail)}::jsonb, 'operator')`.execute(
      trx,
    ),
  )

/**
 * What the chain of the audit trail costs a transaction that writes one record, and what sign-ins of one customer wait
 * for each other. In milliseconds a transaction, medians of the rounds.
 *
 * @param url of an empty, migrated database, with the role that owns the tables.
 */
export async function measureTrail(url: string): Promise<string> {
  const db = openDatabase({ url, poolSize: together })
  try {
    const customers = Array.from({ length: together }, () => randomUUID())
    for (const id of customers)
      await sql`insert into customer (id, created_at) values (${id}, now())`.execute(db)
    // An unchained record would keep a customer from getting a chain, so each way has customers of its own.
    const bare = Array.from({ length: together }, () => randomUUID())
    for (const id of bare) await sql`insert into customer (id, created_at) values (${id}, now())`.execute(db)

    const times = new Map<string, number[]>()
    for (let round = 0; round <= rounds; round++)
      for (const [what, write, ids] of [
        ['alone', alone, bare],
        ['chained', chained, customers],
      ] as const)
        for (const [where, places, atOnce] of [
          ['one', ids.slice(0, 1), 1],
          ['same', ids.slice(0, 1), together],
          ['apart', ids, together],
        ] as const) {
          const begun = performance.now()
          await Promise.all(
            Array.from({ length: atOnce }, async (_, lane) => {
              for (let turn = 0; turn < perRound / atOnce; turn++)
                await write(db, places[lane % places.length] ?? '')
            }),
          )
          // The first round is a warm-up.
          if (round === 0) continue
          const key = `${what} ${where}`
          times.set(key, [...(times.get(key) ?? []), (performance.now() - begun) / perRound])
        }
    const cell = (key: string) => quantile(times.get(key) ?? [], 0.5)
    const line = (title: string, where: string) => {
      const [plain, chain] = [cell(`alone ${where}`), cell(`chained ${where}`)]
      return `${title.padEnd(40)} ${plain.toFixed(3).padStart(7)} ${chain.toFixed(3).padStart(7)} ${(chain / plain).toFixed(2).padStart(7)}`
    }
    return [
      'The audit trail: a transaction with one record, in milliseconds\n',
      `${''.padEnd(40)}   alone chained   ratio`,
      line('one at a time', 'one'),
      line(`${together} at a time, all of one customer`, 'same'),
      line(`${together} at a time, each of another customer`, 'apart'),
    ].join('\n')
  } finally {
    await db.destroy()
  }
}
