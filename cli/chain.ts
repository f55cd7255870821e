import { type Command, InvalidArgumentError, Option } from 'commander'
import { readConfig, readDatabaseConfig } from '#server/config.ts'
import { createEntra } from '#server/entra/entra.ts'
import {
  type AdvancedSettings,
  changeAdvancedSettings,
  findTenantNamed,
  readAdvancedSettings,
} from '#server/locations/advanced-settings.ts'
import { addCustomer } from '#server/users/users.ts'
import { findChainNamed } from './chain-named.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { passwordOption, readPasswordHash } from './password.ts'

type AddOptions = {
  name: string
  managerUsername: string
  managerEmail: string
  passwordStdin?: true
  json?: true
}

type SetOptions = { azureTenantId?: string; mandatoryAuthentication?: 'on' | 'off'; json?: true }

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
      const passwordHash = await readPasswordHash(options)
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

  chain
    .command('set')
    .description('change the Advanced settings of a chain; without an option, show them')
    .argument('<chain>', 'its id, or its name where no other chain bears it')
    .option(
      '--azure-tenant-id <tenant>',
      'the tenant ID (a GUID) or a domain name, looked up at Microsoft; none takes it away',
    )
    .addOption(
      new Option('--mandatory-authentication <switch>', 'whether Microsoft is the only door').choices([
        'on',
        'off',
      ]),
    )
    .option(...jsonOption)
    .action(async (idOrName: string, options: SetOptions) => {
      const azureTenantId = await readTenant(options.azureTenantId, environment)
      const mandatoryAuthentication = readSwitch(options.mandatoryAuthentication)
      const settings = await withDatabase(environment, async (db) => {
        const { id } = await findChainNamed(db, idOrName)
        if (azureTenantId !== undefined || mandatoryAuthentication !== undefined) {
          const change = { azureTenantId, mandatoryAuthentication }
          await changeAdvancedSettings(db, { kind: 'operator' }, id, change, new Date())
        }
        return readAdvancedSettings(db, id, readDatabaseConfig(environment).url)
      })
      show(options, settings, describe(settings))
    })
}

/** Asks Microsoft, before the database: nothing is locked while we wait (R4). */
async function readTenant(text: string | undefined, environment: Environment) {
  if (text === undefined) return undefined
  if (text === 'none') return null
  return findTenantNamed(createEntra(readConfig(environment).entra), text)
}

function readSwitch(text: 'on' | 'off' | undefined): boolean | undefined {
  return text && text === 'on'
}

function readName(text: string): string {
  const name = text.trim()
  if (name === '' || name.length > 200) throw new InvalidArgumentError('It has 1 to 200 characters.')
  return name
}

function describe({ azureTenantId, mandatoryAuthentication, inheritedFrom, ...more }: AdvancedSettings) {
  return [
    `Azure Tenant ID           ${azureTenantId ?? 'none'} (${more.tenant.status.replace('_', ' ')})`,
    `Mandatory authentication  ${mandatoryAuthentication ? 'on' : 'off'}`,
    ...(inheritedFrom ? [`Inherited from            ${inheritedFrom}`] : []),
    `Sign-in address           ${more.signInAddress}`,
  ].join('\n')
}
