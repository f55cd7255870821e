import { type Command, InvalidArgumentError, Option } from 'commander'
import { readDatabaseConfig } from '#server/config.ts'
import { findLocation } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { listUsersForOperator } from '#server/users/operator-list.queries.ts'
import { endSessionsOfPerson } from '#server/users/person-sessions.ts'
import { recoverManager } from '#server/users/recover.ts'
import { addUser } from '#server/users/users.ts'
import { hasEnded, isDay } from '#shared/end-date.ts'
import { type Role, roles } from '#shared/roles.ts'
import { isTypedGuid } from '#shared/shapes.ts'
import { findChainNamed } from './chain-named.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { passwordOption, readPasswordHash } from './password.ts'
import { addPersonData } from './person-data.ts'
import { findPersonNamed } from './person-named.ts'
import { moment, table } from './table.ts'
import { addImportCommand } from './user-import.ts'
import { addStateCommands } from './user-state.ts'

type AddOptions = {
  chain: string
  username: string
  email: string
  role: Role
  location?: string
  endsOn?: string
  passwordStdin?: true
  json?: true
}

export function addUserCommands(program: Command, environment: Environment): void {
  const user = program
    .command('user')
    .description('add, list, import, recover, sign out, disable, enable, export and erase users')

  user
    .command('add')
    .description('add a user with one role')
    .requiredOption('--chain <chain>', 'its ID, or its name if no other chain has the same')
    .requiredOption('--username <username>')
    .requiredOption(
      '--email <address>',
      'e-mail address; it has to be the login ID at Microsoft for the first sign-in',
    )
    .addOption(new Option('--role <role>').choices(roles).default('viewer'))
    .option(
      '--location <id>',
      "where the role applies: a location of the chain's customer (default: the chain)",
    )
    .option(
      '--ends-on <day>',
      'the first day (UTC) on which the account is closed, such as 2026-12-31',
      readDay,
    )
    .option(...passwordOption)
    .option(...jsonOption)
    .action(async (options: AddOptions) => {
      const { username, email, role, endsOn } = options
      const passwordHash = await readPasswordHash(options, [options.chain, username, email])
      const added = await withDatabase(environment, async (db) => {
        const locationId = await findPlace(db, options)
        const membership = { locationId, role }
        const user = { username, email, passwordHash, ...(endsOn && { endsOn }) }
        return addUser(db, { kind: 'operator' }, user, membership, new Date())
      })
      show(options, { user: added }, `Added the user ${added.username} (${added.id}).`)
    })

  addList(user, environment)
  addImportCommand(user, environment)
  addRecover(user, environment)
  addSignOut(user, environment)
  addStateCommands(user, environment)
  addPersonData(user, environment)
}

type ListOptions = { chain?: string; search?: string; limit: number; json?: true }

/** With --json `{"users": [{"id", "username", "email", …, "customer", "roles", "isLinked", "hasPassword"}]}`. */
function addList(user: Command, environment: Environment): void {
  user
    .command('list')
    .description('list users, with their roles, and whether they are linked with Microsoft')
    .option(
      '--chain <chain>',
      'those of its customer only: its ID, or its name if no other chain has the same',
    )
    .option('--search <text>', 'a part of a username, an e-mail address or a name')
    .option('--limit <number>', 'how many at most', readLimit, 1000)
    .option(...jsonOption)
    .action(async ({ chain, search, limit, json }: ListOptions) => {
      const users = await withDatabase(environment, async (db) => {
        const customerId = chain === undefined ? undefined : (await findChainNamed(db, chain)).customerId
        return listUsersForOperator(db, { customerId, search, limit })
      })
      const rows = users.map((one) => [
        one.username,
        one.email,
        one.customer.name,
        one.roles.map(({ role, location }) => `${role} at ${location}`).join(', '),
        one.enabled ? (one.endsOn ? endOf(one.endsOn) : 'enabled') : 'disabled',
        one.isLinked ? 'linked' : '-',
        moment(one.lastSignInAt),
      ])
      const heading = ['USERNAME', 'E-MAIL', 'CUSTOMER', 'ROLES', 'STATUS', 'MICROSOFT', 'LAST SIGN-IN']
      show({ ...(json && { json }) }, { users }, rows.length === 0 ? 'No users match.' : table(heading, rows))
    })
}

/** What the list says of an account with an end date. */
function endOf(endsOn: string): string {
  return hasEnded({ endsOn }, new Date()) ? `ended on ${endsOn}` : `ends on ${endsOn}`
}

function readDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Enter a date such as 2026-12-31.')
  return text
}

function readLimit(text: string): number {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100_000)
    throw new InvalidArgumentError('It is a number from 1 to 100000.')
  return limit
}

function addRecover(user: Command, environment: Environment): void {
  user
    .command('recover')
    .description(
      'print a link with which a locked-out manager sets a new password; works once, for 15 minutes',
    )
    .argument('<username>')
    .option(...jsonOption)
    .action(async (username: string, options: { json?: true }) => {
      const { url: origin } = readDatabaseConfig(environment)
      const made = await withDatabase(environment, (db) =>
        recoverManager(db, { kind: 'operator' }, username, origin, new Date()),
      )
      const until = made.expiresAt.toISOString()
      show(
        options,
        { ...made, expiresAt: until },
        `${made.link}\nGive it to the manager through a safe channel. It works once, until ${until}.`,
      )
    })
}

/** With --json `{"sessions", "apiKeys"}`: how many ended. */
function addSignOut(user: Command, environment: Environment): void {
  user
    .command('sign-out')
    .description(
      'end every session of a user, and revoke the API keys they have made; they can sign in again',
    )
    .argument('<username>')
    .option('--keep-api-keys', 'the API keys go on working')
    .option(...jsonOption)
    .action(async (username: string, options: { keepApiKeys?: true; json?: true }) => {
      const ended = await withDatabase(environment, async (db) => {
        const { acting, userId } = await findPersonNamed(db, username)
        const kept = { keepsApiKeys: options.keepApiKeys === true }
        return endSessionsOfPerson(db, acting, userId, kept, new Date())
      })
      const [sessions, keys] = [
        counting(ended.sessions, 'session', 'sessions'),
        counting(ended.apiKeys, 'API key', 'API keys'),
      ]
      show(options, ended, `Signed out ${username}: ended ${sessions}, revoked ${keys}.`)
    })
}

/** Where the role applies: the location, if it belongs to the chain's customer, otherwise the chain. */
async function findPlace(db: Db, options: AddOptions): Promise<string> {
  const chain = await findChainNamed(db, options.chain)
  if (options.location === undefined) return chain.id
  const location = isTypedGuid(options.location) ? await findLocation(db, options.location) : undefined
  if (location?.customerId !== chain.customerId) {
    const reason = `The customer of ${chain.name} has no location ${options.location}.`
    throw new Problem('not_found', reason, { errors: { location: reason } })
  }
  return location.id
}
