import { type Command, Option } from 'commander'
import { readDatabaseConfig } from '#server/config.ts'
import { findLocation } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { recoverManager } from '#server/users/recover.ts'
import { addUser } from '#server/users/users.ts'
import { type Role, roles } from '#shared/roles.ts'
import { isTypedGuid } from '#shared/shapes.ts'
import { findChainNamed } from './chain-named.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { passwordOption, readPasswordHash } from './password.ts'
import { addImportCommand } from './user-import.ts'

type AddOptions = {
  chain: string
  username: string
  email: string
  role: Role
  location?: string
  passwordStdin?: true
  json?: true
}

export function addUserCommands(program: Command, environment: Environment): void {
  const user = program.command('user').description('add, import and recover the users of a customer')

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
    .option(...passwordOption)
    .option(...jsonOption)
    .action(async (options: AddOptions) => {
      const { username, email, role } = options
      const passwordHash = await readPasswordHash(options, [options.chain, username, email])
      const added = await withDatabase(environment, async (db) => {
        const locationId = await findPlace(db, options)
        const membership = { locationId, role }
        return addUser(db, { kind: 'operator' }, { username, email, passwordHash }, membership, new Date())
      })
      show(options, { user: added }, `Added the user ${added.username} (${added.id}).`)
    })

  addImportCommand(user, environment)
  addRecover(user, environment)
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
