import type { Command } from 'commander'
import { readDatabaseConfig } from '#server/config.ts'
import { Problem } from '#server/platform/problem.ts'
import { openSealer } from '#server/platform/sealing.ts'
import {
  type Keys,
  makeKey,
  readKeys,
  type SealingKey,
  setAside,
  useKey,
} from '#server/platform/sealing-keys.ts'
import { countByKey } from '#server/second-factor/sealed-secrets.queries.ts'
import { sealAgain } from '#server/second-factor/sealed-secrets.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { table } from './table.ts'

type Json = { json?: true }

const idHelp = 'as tmas keys list shows it'

/**
 * The keys in `TMAS_DATA_DIR/keys`, and how one is replaced without downtime. With --json, `list` prints `{"keys":
 * [{"id", "encrypts", "secrets"}], "missing": [{"id", "secrets"}], "faults"}`, where `missing` are keys that secrets
 * need and that are not here, and `faults` say why a file cannot be used; `make` and `remove` print `{"id", "file"}`,
 * `use` prints `{"id"}`, and `reencrypt` prints `{"reencrypted", "left", "damaged"}`: how many secrets were encrypted
 * again, how many could not be because their key is not here, and the IDs of users whose secret was altered.
 */
export function addKeysCommands(program: Command, environment: Environment): void {
  const keys = program.command('keys').description('the keys that encrypt the secrets of authenticator apps')
  const dataDir = () => readDatabaseConfig(environment).dataDir

  keys
    .command('list')
    .description('list the keys here, and how many secrets each has encrypted')
    .option(...jsonOption)
    .action(async (options: Json) => {
      const { all, sealing, faults, counts } = await look()
      const here = all.map(({ id }) => ({ id, encrypts: id === sealing?.id, secrets: counts.get(id) ?? 0 }))
      const missing = [...counts]
        .filter(([id]) => !all.some((key) => key.id === id))
        .map(([id, secrets]) => ({ id, secrets }))
      const rows = [
        ...here.map(({ id, encrypts, secrets }) => [
          id,
          encrypts ? 'encrypts' : 'only decrypts',
          `${secrets}`,
        ]),
        ...missing.map(({ id, secrets }) => [id, 'missing', `${secrets}`]),
      ]
      const none = 'There is no key yet. The first authenticator app that is set up makes one.'
      const lines = [rows.length === 0 ? none : table(['ID', 'USE', 'SECRETS'], rows), ...faults]
      show(options, { keys: here, missing, faults }, lines.join('\n'))
    })

  keys
    .command('make')
    .description('create a key that only decrypts, until you use it')
    .option(...jsonOption)
    .action(async (options: Json) => {
      const { id, file } = await makeKey(dataDir())
      const next = `When every instance has this file, run: tmas keys use ${id}`
      show(options, { id, file }, `The key ${id} is in ${file}. ${next}`)
    })

  keys
    .command('use')
    .description('encrypt with this key from now on; the previous one still decrypts')
    .argument('<id>', idHelp)
    .option(...jsonOption)
    .action(async (id: string, options: Json) => {
      await useKey(dataDir(), keyIn(await readKeys(dataDir()), id))
      const next = `When every instance uses it, run: tmas keys reencrypt ${id}`
      show(options, { id }, `The key ${id} encrypts here from now on. ${next}`)
    })

  keys
    .command('reencrypt')
    .description('encrypt with the key that every instance uses now what other keys encrypted')
    .argument('<id>', idHelp)
    .option(...jsonOption)
    .action(async (id: string, options: Json) => {
      const keys = await readKeys(dataDir())
      // The old key would take everything back, on an instance that does not use the new one yet.
      if (keyIn(keys, id).id !== keys.sealing?.id)
        throw new Problem(
          'invalid_request',
          `The key ${id} only decrypts here. First run: tmas keys use ${id}`,
        )
      const { sealed, left, damaged } = await withDatabase(
        environment,
        (db) => sealAgain(db, openSealer(dataDir()), id),
        { timeLimits: false },
      )
      const sentences = [
        `${counting(sealed, 'secret was', 'secrets were')} encrypted again.`,
        ...(left > 0
          ? [`${counting(left, 'was', 'were')} not, because their key is not here. Run: tmas keys list`]
          : []),
        ...(damaged.length > 0
          ? [`Damaged, so that their users have to set up the app again: ${damaged.join(', ')}`]
          : []),
      ]
      show(options, { reencrypted: sealed, left, damaged }, sentences.join('\n'))
    })

  keys
    .command('remove')
    .description('take a key out of use that no secret needs any longer')
    .argument('<id>', idHelp)
    .option(...jsonOption)
    .action(async (id: string, options: Json) => {
      const { counts, ...keys } = await look()
      const key = keyIn(keys, id)
      if (id === keys.sealing?.id)
        throw new Problem(
          'invalid_request',
          `The key ${id} is the one that encrypts. First run: tmas keys use <another ID>`,
        )
      const secrets = counts.get(id) ?? 0
      if (secrets > 0)
        throw new Problem(
          'not_empty',
          `${counting(secrets, 'secret still needs', 'secrets still need')} the key ${id}. Run: tmas keys reencrypt <new ID>. If some still do after that, apps are being set up: try again in 20 minutes`,
        )
      const file = await setAside(dataDir(), key)
      const next = 'Keep this file with the backups from before, and delete it here'
      show(options, { id, file }, `The key ${id} is out of use, and kept in ${file}. ${next}.`)
    })

  async function look() {
    const counts = await withDatabase(environment, countByKey, { timeLimits: false })
    return { ...(await readKeys(dataDir())), counts }
  }

  function keyIn({ all }: Keys, id: string): SealingKey {
    const key = all.find((one) => one.id === id)
    if (!key)
      throw new Problem('not_found', `There is no key ${id} in ${dataDir()}/keys. Run: tmas keys list`)
    return key
  }
}
