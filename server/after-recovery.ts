import { cancelWaitingMail, endCredentials, leftOut } from './backup-content.ts'
import { listTables, openConnection, withoutLimits } from './platform/tables.ts'

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
    const { rowCount } = await client.query(statement)
    if (rowCount) ended[table] = rowCount
  }
  try {
    await client.query('begin')
    await client.query(withoutLimits)
    for (const { name } of (await listTables(client)).toReversed())
      if (leftOut.has(name) && !harmless.has(name))
        await end(name, `delete from ${client.escapeIdentifier(name)}`)
    await end('mail', cancelWaitingMail)
    if (!keepCredentials)
      for (const [table, statement] of Object.entries(endCredentials)) await end(table, statement)
    await client.query(confirm ? 'commit' : 'rollback')
    return ended
  } finally {
    await client.end()
  }
}
