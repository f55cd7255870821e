import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { importUsers, type RowVerdict } from '#server/users/import-users.ts'
import { sayRowFault } from '#shared/messages/field-faults.ts'
import { messages } from '#shared/messages/messages.ts'
import { findChainNamed } from './chain-named.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, ShownFailure, show } from './output.ts'

type ImportOptions = { chain: string; dryRun?: boolean; json?: true }

/**
 * The API's import, for the operator. With --json it prints `{"dryRun", "added", "total", "refused", "rows": [{"line",
 * "username", "email", "faults"}]}`. If a row cannot be added, the exit status is 1, also in a dry run, and nothing was
 * written.
 */
export function addImportCommand(user: Command, environment: Environment): void {
  user
    .command('import')
    .description('add users from a CSV file: all of them, or none')
    .requiredOption('--chain <chain>', 'its ID, or its name if no other chain has the same')
    .argument('<file>', 'CSV in UTF-8, with the same columns as an import in the console')
    .option('--dry-run', 'check every row, and write nothing')
    .option(...jsonOption)
    .action(async (file: string, { chain, dryRun = false, ...options }: ImportOptions) => {
      const bytes = await readFile(file)
      const { rows, added } = await withDatabase(
        environment,
        async (db) => {
          const { id, customerId } = await findChainNamed(db, chain)
          // The operator may add anyone, within the chain they named.
          const memberships = [{ locationId: id, role: 'chain_and_user_manager' as const }]
          const acting = { actor: { kind: 'operator' as const }, customerId, memberships }
          return importUsers(db, acting, bytes, { dryRun }, new Date())
        },
        { timeLimits: false },
      )
      const refused = rows.filter(isFaulty).length
      show(options, { dryRun, added, total: rows.length, refused, rows }, describe(rows, { dryRun, refused }))
      if (refused > 0) throw new ShownFailure()
    })
}

function isFaulty({ faults }: RowVerdict): boolean {
  return Object.keys(faults).length > 0
}

/** One line for each row that cannot be added, as compilers write them; then the total. */
function describe(rows: readonly RowVerdict[], { dryRun, refused }: { dryRun: boolean; refused: number }) {
  const lines = rows.filter(isFaulty).map((row) => {
    const { line, username, faults } = row
    const said = Object.entries(faults).map(
      ([column, fault]) => `${column}: ${sayRowFault(messages.en.users, row, column, fault)}`,
    )
    return `line ${line}: ${username || '(no username)'}: ${said.join(' ')}`
  })
  const counted = counting(rows.length, 'row')
  const sum =
    refused > 0
      ? `${refused} of ${counted} cannot be added; nothing was written.`
      : dryRun
        ? `All ${counted} can be added; nothing was written.`
        : `Added ${counting(rows.length, 'user')}.`
  return [...lines, sum].join('\n')
}
