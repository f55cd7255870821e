import { readFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import { readDatabaseConfig } from '#server/config.ts'
import { type GuessedEncoding, guessedEncodings } from '#server/sheets/sheet.ts'
import { readImport } from '#server/users/import-columns.ts'
import { isFaulty, type JudgedRow } from '#server/users/import-judged.ts'
import { type Imported, importUsers } from '#server/users/import-users.ts'
import { sayRowFault } from '#shared/messages/field-faults.ts'
import { messages } from '#shared/messages/messages.ts'
import { findChainNamed } from './chain-named.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, ShownFailure, show } from './output.ts'

type ImportOptions = { chain: string; dryRun?: boolean; encoding?: GuessedEncoding; json?: true }

/**
 * The API's import, for the operator. With --json it prints `{"dryRun", "saved", "total", "added", "changed", "unchanged",
 * "refused", "ignored", "consequences", "obstacle", "rows": [{"line", "cells", "outcome", "differences", "takenAway", "faults"}]}`. If a
 * row cannot be saved, the exit status is 1, also in a dry run, and nothing was written.
 */
export function addImportCommand(user: Command, environment: Environment): void {
  user
    .command('import')
    .description('add and change users from a workbook (.xlsx) or a CSV file: all rows, or none')
    .requiredOption('--chain <chain>', 'its ID, or its name if no other chain has the same')
    .argument('<file>', 'a table with the columns of an import in the console')
    .option('--dry-run', 'show what would change, and write nothing')
    .addOption(
      new Option('--encoding <encoding>', 'of a CSV file that is neither UTF-8 nor UTF-16').choices(
        guessedEncodings,
      ),
    )
    .option(...jsonOption)
    .action(async (file: string, { chain, dryRun = false, encoding, ...options }: ImportOptions) => {
      const table = await readImport(new Uint8Array(await readFile(file)), encoding)
      const { url: origin } = readDatabaseConfig(environment)
      const imported = await withDatabase(
        environment,
        async (db) => {
          const { id, customerId } = await findChainNamed(db, chain)
          // The operator may change anyone, within the chain they named.
          const memberships = [{ locationId: id, role: 'chain_and_user_manager' as const }]
          const acting = { actor: { kind: 'operator' as const }, customerId, memberships, origin }
          // They see the differences and what ends with --dry-run, and are not asked (decision 0017).
          return importUsers(db, acting, table, { dryRun, confirm: true }, new Date())
        },
        { timeLimits: false },
      )
      const { rows, adds, changes } = imported.plan
      const refused = rows.filter(isFaulty).length
      const unchanged = rows.filter(({ outcome }) => outcome === 'same').length
      const counts = { total: rows.length, added: adds.length, changed: changes.length, unchanged, refused }
      const { ignored } = table
      const consequences = imported.consequences ?? null
      const obstacle = imported.obstacle ?? null
      const document = { dryRun, saved: imported.isSaved, ...counts, ignored, consequences, obstacle, rows }
      show(options, document, describe(imported, { dryRun, refused, ignored }))
      if (refused > 0 || imported.obstacle) throw new ShownFailure()
    })
}

type Told = { dryRun: boolean; refused: number; ignored: readonly string[] }

/**
 * One line for each row that cannot be saved or, in a dry run, would change something; then what the changes end or decide,
 * and the totals.
 */
function describe(
  { plan: { rows, adds, changes }, consequences, obstacle }: Imported,
  { dryRun, refused, ignored }: Told,
): string {
  const shown =
    refused > 0 ? rows.filter(isFaulty).map(sayFaults) : dryRun ? rows.flatMap(sayDifferences) : []
  const notRead = ignored.length > 0 ? [`Not read: ${ignored.join(', ')}`] : []
  const sum =
    refused > 0
      ? `${refused} of ${counting(rows.length, 'row')} cannot be saved; nothing was written.`
      : dryRun
        ? `${sayTotals(adds.length, changes.length, ' would be')} Nothing was written.`
        : sayTotals(adds.length, changes.length, '')
  return [...notRead, ...shown, ...sayConsequences(consequences), ...sayObstacle(obstacle), sum].join('\n')
}

/** As the console says them. */
function sayConsequences(of: Imported['consequences']): string[] {
  const said = messages.en.userImport.consequences
  return (Object.keys(said) as (keyof typeof said)[]).flatMap((name) =>
    of && of[name] > 0 ? [said[name](of[name])] : [],
  )
}

/** As the console says it, with the lines that it marks. */
function sayObstacle(obstacle: Imported['obstacle']): string[] {
  if (!obstacle) return []
  const { code, lines } = obstacle
  const some = lines.slice(0, mostLines).join(', ') + (lines.length > mostLines ? ', …' : '')
  return [messages.en.userImport.obstacles[code](lines.length), `Lines: ${some}`]
}

/** Lines that are named at once. */
const mostLines = 50

function sayTotals(added: number, changed: number, would: string): string {
  if (added + changed === 0) return 'TMAS already has everything in this file.'
  const parts = [
    ...(added > 0 ? [`${counting(added, 'user')}${would} added`] : []),
    ...(changed > 0 ? [`${counting(changed, 'user')}${would} changed`] : []),
  ]
  return `${parts.join(', ')}.`
}

/** As compilers write it. */
function sayFaults({ line, cells, faults }: JudgedRow): string {
  const said = Object.entries(faults).map(
    ([column, fault]) => `${column}: ${sayRowFault(messages.en.users, cells, column, fault)}`,
  )
  return `line ${line}: ${cells.username || '(no username)'}: ${said.join(' ')}`
}

function sayDifferences({ line, cells, outcome, differences, takenAway }: JudgedRow): string[] {
  if (outcome === 'add') return [`line ${line}: ${cells.username}: new`]
  const said = [
    ...differences.map(
      ({ column, before, after }) => `${column}: ${before ?? '(empty)'} → ${after ?? '(empty)'}`,
    ),
    ...takenAway.map(({ role, location }) => `no longer ${role} at ${location}`),
  ]
  return said.length > 0 ? [`line ${line}: ${cells.username}: ${said.join('; ')}`] : []
}
