import { type Command, InvalidArgumentError } from 'commander'
import { readConfig, readDatabaseConfig } from '#server/config.ts'
import { createEntra } from '#server/entra/entra.ts'
import {
  type AdvancedSettings,
  changeAdvancedSettings,
  readAdvancedSettings,
} from '#server/locations/advanced-settings.ts'
import { type ListedCustomer, listCustomers } from '#server/locations/customers.queries.ts'
import { removeCustomer, suspendCustomer } from '#server/locations/customers.ts'
import { findLocation } from '#server/locations/locations.queries.ts'
import { findTenantNamed } from '#server/locations/tenant-field.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { addCustomer } from '#server/users/users.ts'
import { settingNames, settingOf } from '#shared/advanced-settings.ts'
import { messages } from '#shared/messages/messages.ts'
import { askFor } from './ask.ts'
import { findChainNamed } from './chain-named.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { passwordOption, readPasswordHash } from './password.ts'
import { readSettings, type SettingTexts, saySetting, settingOptions } from './setting-options.ts'
import { moment, table } from './table.ts'

type AddOptions = {
  name: string
  managerUsername: string
  managerEmail: string
  passwordStdin?: true
  json?: true
}

type SetOptions = SettingTexts & { confirm?: boolean; json?: true }

export function addChainCommands(program: Command, environment: Environment): void {
  const chain = program.command('chain').description('customers and their Advanced settings')

  chain
    .command('add')
    .description('add a customer: its chain, and its first Chain and User Manager')
    .requiredOption('--name <name>', 'of the chain, 1 to 200 characters', readName)
    .requiredOption('--manager-username <username>')
    .requiredOption('--manager-email <address>')
    .option(...passwordOption)
    .option(...jsonOption)
    .action(async (options: AddOptions) => {
      const passwordHash = await readPasswordHash(options, [
        options.name,
        options.managerUsername,
        options.managerEmail,
      ])
      const manager = { username: options.managerUsername, email: options.managerEmail, passwordHash }
      const added = await withDatabase(environment, (db) =>
        addCustomer(db, { kind: 'operator' }, { name: options.name }, manager, new Date()),
      )
      const sentence = `Added the chain ${added.chain.name} (${added.chain.id}) and its manager ${added.manager.username}.`
      show(
        options,
        added,
        passwordHash
          ? sentence
          : `${sentence}\nThe manager has no password yet. This makes a link to set one: npx tmas user recover ${added.manager.username}`,
      )
    })

  addList(chain, environment)
  addSuspension(chain, environment)
  addRemove(chain, environment)

  const set = chain
    .command('set')
    .description('change the Advanced settings of a chain; without an option, show them')
    .argument('<chain>', 'its ID, or its name if no other chain has the same')
  for (const option of settingOptions()) set.addOption(option)
  set.option('--confirm', 'make a change that affects people who sign in; without it, they are counted')
  set
    .option(...jsonOption)
    .action(async (idOrName: string, { json, confirm = false, ...texts }: SetOptions) => {
      const { azureTenantId: text, ...named } = readSettings(texts)
      const azureTenantId = await readTenant(text, environment)
      const change = { ...named, azureTenantId, confirm }
      const { settings, names } = await withDatabase(environment, async (db) => {
        const { id } = await findChainNamed(db, idOrName)
        if (azureTenantId !== undefined || Object.keys(named).length > 0)
          await changeAdvancedSettings(db, { kind: 'operator' }, id, change, new Date()).catch(
            sayConsequences,
          )
        const settings = await readAdvancedSettings(db, id, readDatabaseConfig(environment).url)
        return { settings, names: await namesOf(db, settings) }
      })
      show({ json }, settings, describe(settings, names))
    })
}

function addList(chain: Command, environment: Environment): void {
  chain
    .command('list')
    .description('list the customers, with tenant, number of users and last sign-in')
    .option(...jsonOption)
    .action(async (options: { json?: true }) => {
      const customers = await withDatabase(environment, (db) => listCustomers(db))
      const chains = customers.map(({ verifiedAt, confirmedAt, ...customer }) => ({
        ...customer,
        state: customer.suspendedAt === null ? 'active' : 'suspended',
        tenantStatus: statusOf({ ...customer, verifiedAt, confirmedAt }),
      }))
      const rows = chains.map((one) => [
        one.name,
        one.id,
        one.azureTenantId ?? '-',
        one.tenantStatus.replace('_', ' '),
        one.state,
        String(one.users),
        moment(one.lastSignInAt),
      ])
      show(
        options,
        { chains },
        rows.length === 0
          ? 'There is no customer yet.'
          : table(['NAME', 'ID', 'TENANT', 'STATUS', 'STATE', 'USERS', 'LAST SIGN-IN'], rows),
      )
    })
}

/** With --json `{"chain": {"id", "name"}, "state", "sessionsEnded"}`. */
function addSuspension(chain: Command, environment: Environment): void {
  const ways = [
    ['suspend', true, 'keep the people of a customer from signing in, until it is resumed; nothing is lost'],
    ['resume', false, 'let the people of a suspended customer sign in again'],
  ] as const
  for (const [name, suspended, description] of ways)
    chain
      .command(name)
      .description(description)
      .argument('<chain>', 'a customer: the ID of its top chain, or its name if no other chain has the same')
      .option(...jsonOption)
      .action(async (idOrName: string, options: { json?: true }) => {
        const { customer, sessionsEnded } = await withDatabase(environment, async (db) => {
          const customer = await findCustomerNamed(db, idOrName)
          return {
            customer,
            ...(await suspendCustomer(db, { kind: 'operator' }, customer.id, suspended, new Date())),
          }
        })
        const state = suspended ? 'suspended' : 'active'
        const ended = `${counting(sessionsEnded, 'session')} ended.`
        const sentence = suspended
          ? `${customer.name} is suspended: none of its people can sign in. ${ended}`
          : `${customer.name} is active: its people can sign in again.`
        show(options, { chain: customer, state, sessionsEnded }, sentence)
      })
}

/** With --json `{"chain": {"id", "name"}, "users", "records"}`. */
function addRemove(chain: Command, environment: Environment): void {
  chain
    .command('remove')
    .description('remove a suspended customer and all its data; without --confirm, its name is asked for')
    .argument('<chain>', 'a customer: the ID of its top chain, or its name if no other chain has the same')
    .option('--confirm <name>', 'the name of the customer, once more')
    .option(...jsonOption)
    .action(async (idOrName: string, options: { confirm?: string; json?: true }) => {
      const customer = await withDatabase(environment, (db) => findCustomerNamed(db, idOrName))
      const confirmed =
        options.confirm ?? (await askFor(`The name of the customer to remove (${customer.id}): `))
      if (confirmed.trim() !== customer.name)
        throw new Problem(
          'confirmation_required',
          `Nothing was removed. To remove ${customer.name} and all its data for good, add --confirm with exactly its name.`,
        )
      const removed = await withDatabase(environment, (db) => removeCustomer(db, customer.id, new Date()), {
        timeLimits: false,
        asOwner: true,
      })
      const { users, records } = removed
      const sentence = `Removed ${customer.name}, with ${counting(users, 'user')} and ${counting(records, 'audit record')}. Backups from before still have them.`
      show(options, { chain: customer, ...removed }, sentence)
    })
}

/**
 * The customer that an operator means.
 *
 * @throws {Problem} `not_found`; `invalid_request` for a chain below another one.
 */
async function findCustomerNamed(db: Db, idOrName: string): Promise<{ id: string; name: string }> {
  const { id, name, customerId } = await findChainNamed(db, idOrName)
  if (id === customerId) return { id, name }
  const customer = await findLocation(db, customerId)
  const reason = `${name} is a chain of the customer ${customer?.name} (${customerId}), and not a customer itself.`
  throw new Problem('invalid_request', reason, { errors: { chain: reason } })
}

function statusOf({ azureTenantId, verifiedAt, confirmedAt }: ListedCustomer) {
  if (azureTenantId === null) return 'unset'
  if (confirmedAt !== null) return 'confirmed'
  return verifiedAt === null ? 'not_verified' : 'verified'
}

/** The question of a change that has to be confirmed, in words: whom it affects, and how to make it (R15). */
function sayConsequences(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'confirmation_required') throw error
  const { consequences = {} } = error
  const sentences = messages.en.locations.consequences as Record<string, (n: number) => string>
  const said = Object.entries(consequences).flatMap(([name, count]) => {
    const sentence = count > 0 ? sentences[name]?.(count) : undefined
    return sentence ? [sentence] : []
  })
  const detail = ['This changes who can sign in, and how.', ...said, 'To make it, add --confirm.'].join(' ')
  throw new Problem('confirmation_required', detail, { consequences, cause: error })
}

/** The names of the chains that settings come from. */
async function namesOf(db: Db, { inheritedFrom, mandatoryFrom, confirmationFrom }: AdvancedSettings) {
  const ids = [inheritedFrom, mandatoryFrom, confirmationFrom].filter((id) => id !== null)
  const chains = await Promise.all(ids.map((id) => findLocation(db, id)))
  return new Map(chains.flatMap((chain) => (chain ? [[chain.id, chain.name]] : [])))
}

/** Asks Microsoft, before the database: nothing is locked while we wait (R4). */
async function readTenant(text: string | null | undefined, environment: Environment) {
  if (text === undefined || text === null) return text
  return findTenantNamed(createEntra(readConfig(environment).entra), text)
}

function readName(text: string): string {
  const name = text.trim()
  if (name === '' || name.length > 200) throw new InvalidArgumentError('It has 1 to 200 characters.')
  return name
}

function describe(
  { inheritedFrom, mandatoryFrom, confirmationFrom, tenant, signInAddress, ...settings }: AdvancedSettings,
  names: ReadonlyMap<string, string>,
) {
  const lines = settingNames.map((name) => {
    const status = settingOf(name).kind === 'tenant' ? ` (${tenant.status.replace('_', ' ')})` : ''
    return [messages.en.advancedSettings[name].label, `${saySetting(settings[name])}${status}`] as const
  })
  const from = (label: string, id: string | null) =>
    id === null ? [] : [[label, `${names.get(id)} (${id})`] as const]
  return [
    ...lines,
    ...from('Tenant inherited from', inheritedFrom),
    ...from('Mandatory set at', mandatoryFrom),
    ...from('Confirmation set at', confirmationFrom),
    ['Sign-in address', signInAddress] as const,
  ]
    .map(([label, said]) => `${label.padEnd(24)}  ${said}`)
    .join('\n')
}
