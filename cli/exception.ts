import type { Command } from 'commander'
import { readDatabaseConfig } from '#server/config.ts'
import { type ExceptionRow, listExceptions } from '#server/connection/exceptions.queries.ts'
import { makeException, removeException, versionedException } from '#server/connection/exceptions.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { versionOf } from '#server/platform/versions.ts'
import { hasEnded } from '#shared/end-date.ts'
import { chainArgument, findChainNamed } from './chain-named.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { findPersonNamed } from './person-named.ts'
import { table } from './table.ts'

const operator = { kind: 'operator' } as const

/** Exceptions by name from mandatory authentication (R14), as on *Advanced*. The managers get the same e-mails. */
export function addExceptionCommands(program: Command, environment: Environment): void {
  const exception = program
    .command('exception')
    .description('users who may keep a password under mandatory authentication, why and until when')
  addList(exception, environment)
  addAdd(exception, environment)
  addEnd(exception, environment)
}

/**
 * With --json `{"exceptions": [{"userId", "username", …, "reason", "endsOn", "hasEnded", "madeAt", "madeByName"}]}`.
 */
function addList(exception: Command, environment: Environment): void {
  exception
    .command('list')
    .description('list the exceptions of a chain, including those that have ended')
    .argument(...chainArgument)
    .option(...jsonOption)
    .action(async (idOrName: string, options: { json?: true }) => {
      const rows = await withDatabase(environment, async (db) =>
        listExceptions(db, await findChainNamed(db, idOrName)),
      )
      const exceptions = rows.map(shown)
      const cells = exceptions.map(({ username, email, endsOn, hasEnded, madeByName, reason }) => [
        username,
        email,
        hasEnded ? `ended on ${endsOn}` : endsOn,
        madeByName ?? '-',
        reason,
      ])
      const sentence =
        cells.length === 0
          ? 'This chain has no exceptions.'
          : table(['USERNAME', 'E-MAIL', 'UNTIL', 'MADE BY', 'REASON'], cells)
      show(options, { exceptions }, sentence)
    })
}

type AddOptions = { reason: string; until: string; replace?: true; json?: true }

/** With --json `{"exception"}`, as in the list. */
function addAdd(exception: Command, environment: Environment): void {
  exception
    .command('add')
    .description(
      'let a user keep their password until a day, or change the reason or the day; managers are mailed',
    )
    .argument(...chainArgument)
    .argument('<username>')
    .requiredOption('--reason <text>', 'one line that every manager of the chain can read')
    .requiredOption(
      '--until <day>',
      'the first day (UTC) on which it no longer holds, at most a year away, such as 2026-12-31',
    )
    .option('--replace', 'change reason and day of an exception that is there; without it, they are shown')
    .option(...jsonOption)
    .action(async (idOrName: string, username: string, options: AddOptions) => {
      const { reason, until: endsOn, replace = false } = options
      const { url: origin } = readDatabaseConfig(environment)
      const { made, chain } = await withDatabase(environment, async (db) => {
        const chain = await findChainNamed(db, idOrName)
        const { userId } = await findPersonNamed(db, username)
        const basis = await basisOf(db, chain, userId, replace)
        const wanted = { userId, reason, endsOn, origin, basis }
        return { chain, made: await makeException(db, operator, chain.id, wanted, new Date()) }
      })
      const sentence = `${made.username} may keep a password at ${chain.name} until ${made.endsOn} (UTC). The managers get an e-mail.`
      show(options, { exception: shown(made) }, sentence)
    })
}

/**
 * The exception that is there, or that there is none, so that one made in between is not replaced unseen (R32).
 *
 * @throws {Problem} `confirmation_required` if there is one and it is not to be replaced.
 */
async function basisOf(db: Db, chain: { id: string; customerId: string }, userId: string, replace: boolean) {
  const [had] = await listExceptions(db, chain, userId)
  if (had && !replace) {
    const { username, endsOn, hasEnded, madeByName, reason } = shown(had)
    const until = hasEnded ? 'ended on' : 'ends on'
    const by = madeByName === null ? '' : ` It was made by ${madeByName}.`
    throw new Problem(
      'confirmation_required',
      `${username} has an exception here, which ${until} ${endsOn} (UTC).${by} The reason: ${reason}. To replace reason and day, add --replace.`,
      { consequences: { exceptions: 1 } },
    )
  }
  return [{ tag: versionOf(versionedException(chain.id, had)), isWeak: false }]
}

/** With --json `{"ended": {"userId", "username"}}`. */
function addEnd(exception: Command, environment: Environment): void {
  exception
    .command('end')
    .description('end an exception at once, and the sessions opened with the password; managers are mailed')
    .argument(...chainArgument)
    .argument('<username>')
    .option(...jsonOption)
    .action(async (idOrName: string, username: string, options: { json?: true }) => {
      const { userId, chain } = await withDatabase(environment, async (db) => {
        const chain = await findChainNamed(db, idOrName)
        const { userId } = await findPersonNamed(db, username)
        await removeException(db, operator, chain.id, { userId }, new Date())
        return { userId, chain }
      })
      const sentence = `Ended the exception of ${username} at ${chain.name}. The managers get an e-mail.`
      show(options, { ended: { userId, username } }, sentence)
    })
}

const shown = (row: ExceptionRow) => ({ ...row, hasEnded: hasEnded(row, new Date()) })
