import { access, constants, statfs } from 'node:fs/promises'
import { type Config, readConfig, readDatabaseConfig, WrongSettings } from '#server/config.ts'
import type { Environment } from '../database.ts'
import { type Finding, failed, fine, reasonOf, skipped, warning } from './finding.ts'

/** The settings as the server would read them. Even if it would not start, the database can often still be checked. */
export function lookAtSettings(environment: Environment): {
  findings: Finding[]
  config: Config | undefined
  namesDatabase: boolean
} {
  try {
    const config = readConfig(environment)
    return { findings: [fine('settings', 'complete'), lookAtAddress(config)], config, namesDatabase: true }
  } catch (error) {
    const findings = faultsOf(error).map((fault) =>
      failed(
        'settings',
        fault,
        'Correct it in the environment or in .env. docs/operating.md explains every setting',
      ),
    )
    return { findings, config: undefined, namesDatabase: namesDatabase(environment) }
  }
}

function namesDatabase(environment: Environment): boolean {
  try {
    readDatabaseConfig(environment)
    return true
  } catch (error) {
    return faultsOf(error).length === 0
  }
}

/** @throws anything that is not a fault of the settings. */
function faultsOf(error: unknown): readonly string[] {
  if (error instanceof WrongSettings) return error.faults
  throw error
}

function lookAtAddress({ url, secure, trustedProxies }: Config): Finding {
  if (!secure)
    return warning(
      'address',
      `${url} can be reached from this machine only`,
      'Set TMAS_URL to the https origin that people use, and register its redirect URIs in Entra',
    )
  if (trustedProxies.length === 0)
    return warning(
      'address',
      `${url}, but no proxy is trusted, so everyone is recorded, and slowed down at wrong passwords, under the address of the proxy`,
      'Set TRUSTED_PROXIES to the addresses of the proxy that ends TLS',
    )
  return fine('address', url)
}

/** Bytes of free space below which the embedded database is in danger: PostgreSQL stops when it cannot write. */
const fewBytes = 1024 ** 3

/** The data folder, which has the embedded database in it. */
export async function lookAtDataFolder(environment: Environment): Promise<Finding> {
  const { database } = readDatabaseConfig(environment)
  if (database.kind === 'postgres')
    return skipped('data folder', 'has only keys and the end of the audit trail, because DATABASE_URL is set')
  const { directory } = database
  try {
    await access(directory, constants.R_OK | constants.W_OK)
    const { bavail, bsize } = await statfs(directory)
    const free = `${((bavail * bsize) / 1024 ** 3).toFixed(1)} GB free`
    if (bavail * bsize < fewBytes)
      return warning(
        'data folder',
        `${directory}, ${free}`,
        'Free some space: the database stops when it cannot write',
      )
    return fine('data folder', `${directory}, ${free}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return warning(
        'data folder',
        `${directory} does not exist yet`,
        'The first start creates it. To use another folder, set TMAS_DATA_DIR',
      )
    return failed(
      'data folder',
      reasonOf(error),
      'Let the account that runs TMAS read and write TMAS_DATA_DIR',
    )
  }
}
