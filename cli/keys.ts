import type { Command } from 'commander'
import { readDatabaseConfig } from '#server/config.ts'
import { Problem } from '#server/platform/problem.ts'
import { openSealer } from '#server/platform/sealing.ts'
import {
  makeKey,
  readKeys,
  readSealingKey,
  removeKey,
  type SealingKey,
  useKey,
} from '#server/platform/sealing-keys.ts'
import { sealAgain } from '#server/second-factor/seal-again.ts'
import { countByKey } from '#server/second-factor/sealed-secrets.queries.ts'
import { counting } from './counting.ts'
import { type Environment, withDatabase } from './database.ts'
import { jsonOption, show } from './output.ts'
import { table } from './table.ts'

type Json = { json?: true }

/**
 * The keys in `TMAS_DATA_DIR/keys`, and how one is replaced without downtime. With --json, `list` prints `{"keys": [{"id",
 * "seals", "secrets"}], "missing": [{"id", "secrets"}]}`, where `missing` are keys that are not here, and have sealed secrets;
 * `make` prints `{"id", "file"}`, `use` and `remove` print `{"id"}`, and `seal` prints `{"sealed", "left"}`: how many secrets
 * were sealed again, and how many could not be, because their key is not here.
 */
export function addKeysCommands(program: Command, environment: Environment): void {
  const keys = program.command('keys').description('the keys that encrypt the secrets of authenticator apps')
  const dataDir = () => readDatabaseConfig(environment).dataDir

  keys
    .command('list')
    .description('list the keys here, and how many secrets each has encrypted')
    .option(...jsonOption)
    .action(async (options: Json) => {
      const { here, counts } = await look()
      const missing = [...counts].filter(([id]) => !here.some((key) => key.id === id))
      const result = {
        keys: here.map(({ id, seals }) => ({ id, seals, secrets: counts.get(id) ?? 0 })),
        missing: missing.map(([id, secrets]) => ({ id, secrets })),
      }
      const rows = [
        ...result.keys.map(({ id, seals, secrets }) => [
          id,
          seals ? 'encrypts' : 'only decrypts',
          `${secrets}`,
        ]),
        ...result.missing.map(({ id, secrets }) => [id, 'is not here', `${secrets}`]),
      ]
      const none = 'There is no key yet. The first authenticator app that is set up makes one.'
      show(options, result, rows.length === 0 ? none : table(['ID', 'HERE IT', 'SECRETS'], rows))
    })

  keys
    .command('make')
    .description('make a key that only decrypts, until you use it')
    .option(...jsonOption)
    .action(async (options: Json) => {
      const { id, file } = await makeKey(dataDir())
      const next = `When every instance has this file, run: tmas keys use ${id}`
      show(options, { id, file }, `The key ${id} is in ${file}. ${next}`)
    })

  keys
    .command('use')
    .description('let a key that is here encrypt from now on; the one before still decrypts')
    .argument('<id>', 'as tmas keys list shows it')
    .option(...jsonOption)
    .action(async (id: string, options: Json) => {
      const key = (await readKeys(dataDir())).find((one) => one.id === id)
      if (!key) throw notHere(id)
      await useKey(dataDir(), key)
      const next = 'When every instance uses it, run: tmas keys seal'
      show(options, { id }, `The key ${id} encrypts here from now on. ${next}`)
    })

  keys
    .command('seal')
    .description('encrypt with the present key what other keys have encrypted')
    .option(...jsonOption)
    .action(async (options: Json) => {
      if (!(await readSealingKey(dataDir())))
        throw new Problem('not_found', `There is no key in ${dataDir()}/keys yet.`)
      const done = await withDatabase(environment, (db) => sealAgain(db, openSealer(dataDir())), {
        timeLimits: false,
      })
      const rest =
        done.left > 0 ? ` The key of ${counting(done.left, 'secret')} is not here: see tmas keys list.` : ''
      show(options, done, `${counting(done.sealed, 'secret was', 'secrets were')} encrypted again.${rest}`)
    })

  keys
    .command('remove')
    .description('delete a key that has encrypted nothing any more')
    .argument('<id>', 'as tmas keys list shows it')
    .option(...jsonOption)
    .action(async (id: string, options: Json) => {
      const { here, counts } = await look()
      const key = here.find((one) => one.id === id)
      if (!key) throw notHere(id)
      if (key.seals) throw new Problem('invalid_request', `The key ${id} encrypts. Use another one first.`)
      const secrets = counts.get(id) ?? 0
      if (secrets > 0)
        throw new Problem(
          'not_empty',
          `The key ${id} still has to decrypt ${counting(secrets, 'secret')}. Run tmas keys seal. What someone is setting up just now is gone in ten minutes.`,
        )
      await removeKey(dataDir(), id)
      show(
        options,
        { id },
        `The key ${id} is gone here. A backup from before needs it: keep a copy with the backup.`,
      )
    })

  /** Each key once, and how many secrets each key has sealed, here or not. */
  async function look(): Promise<{ here: (SealingKey & { seals: boolean })[]; counts: Map<string, number> }> {
    const [found, sealing] = [await readKeys(dataDir()), await readSealingKey(dataDir())]
    const unique = new Map(found.toReversed().map((key) => [key.id, key]))
    const here = [...unique.values()].map((key) => ({ ...key, seals: key.id === sealing?.id }))
    return {
      here: here.sort((a, b) => Number(b.seals) - Number(a.seals)),
      counts: await withDatabase(environment, countByKey),
    }
  }

  function notHere(id: string): Problem {
    return new Problem('not_found', `There is no key ${id} in ${dataDir()}/keys. Run tmas keys list.`)
  }
}
