import type pg from 'pg'
import { listTables, openConnection, withoutLimits } from '#server/platform/tables.ts'
import { cancelWaitingMail, endCredentials, leftOut } from './backup-content.ts'

/** They say what this database is, and open nothing. */
const harmless = new Set(['schema_migration', 'backup_state'])

/**
 * Ends what came back with the whole database and must not work again, after it was recovered to an earlier moment by
 * PostgreSQL's own means: all that a restored backup comes without. One transaction, all or nothing.
 *
 * @param url with the role that owns the tables.
 * @param options.keepCredentials lets API keys and recovery codes keep working. Only where none was revoked or used
 *   since that moment.
 * @param options.confirm false only counts.
 * @returns how many rows were ended of each table.
 */
export async function afterRecovery(
  url: string,
  { keepCredentials = false, confirm = false }: { keepCredentials?: boolean; confirm?: boolean } = {},
): Promise<Record<string, number>> {
  const client = await openConnection(url)
  const ended: Record<string, number> = {}
  const end = async (table: string, statement: string) => {
    const rows = confirm ? (await client.query(statement)).rowCount : await countOf(client, statement)
    if (rows) ended[table] = rows
  }
  try {
    await client.query(confirm ? 'begin' : 'begin read only')
    await client.query(withoutLimits)
    for (const { name } of (await listTables(client)).toReversed())
      if (leftOut.has(name) && !harmless.has(name))
        await end(name, `delete from ${client.escapeIdentifier(name)}`)
    await end('mail', cancelWaitingMail)
    if (!keepCredentials)
      for (const [table, statement] of Object.entries(endCredentials)) await end(table, statement)
    await client.query('commit')
    return ended
  } finally {
    await client.end()
  }
}

/** How many rows a statement would end. It only reads, so that people who are at work wait for nothing. */
async function countOf(client: pg.Client, statement: string): Promise<number> {
  const [, from] = /^\s*(?:delete from|update) (\S+)/.exec(statement) ?? []
  const where = /\bwhere [\s\S]*$/.exec(statement)?.[0] ?? ''
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from ${from} ${where}`,
  )
  return rows[0]?.count ?? 0
}
