import type { Db } from '#server/platform/database.ts'
import { readKeys } from '#server/platform/sealing-keys.ts'
import { countByKey } from '#server/second-factor/sealed-secrets.queries.ts'
import { counting } from '../counting.ts'
import { type Finding, failed, fine, reasonOf, warning } from './finding.ts'

const guide = 'see docs/operating.md, Keys'

/** Whether the keys here open what was sealed, and whether a key that was replaced still has to. */
export async function lookAtKeys(db: Db, dataDir: string): Promise<Finding> {
  try {
    const { sealing, all, faults } = await readKeys(dataDir)
    const counts = await countByKey(db)
    const here = new Set(all.map(({ id }) => id))
    const sealedWith = (isThat: (id: string) => boolean) =>
      [...counts].reduce((sum, [id, count]) => (isThat(id) ? sum + count : sum), 0)
    const lost = sealedWith((id) => !here.has(id))
    const old = sealedWith((id) => here.has(id) && id !== sealing?.id)
    const folder = `${dataDir}/keys`
    if (lost > 0)
      return failed(
        'keys',
        `${folder} lacks the key for ${counting(lost, 'secret')}, so codes from these apps cannot be checked here`,
        `Copy the key files from the other instances or from the backup: ${guide}`,
      )
    if (!sealing && all.length > 0)
      return failed('keys', `${folder} has keys, but no second-factor.key`, `Run: tmas keys use, ${guide}`)
    if (faults.length > 0)
      return warning(
        'keys',
        faults.join('; '),
        `Remove the file, or let the server's account read it: ${guide}`,
      )
    if (old > 0)
      return warning(
        'keys',
        `${counting(old, 'secret does not use', 'secrets do not use')} the key that encrypts here`,
        `If every instance uses the new key, run: tmas keys reencrypt, ${guide}`,
      )
    const secrets = sealedWith(() => true)
    return fine(
      'keys',
      secrets === 0 ? 'nothing is encrypted yet' : `the key for ${counting(secrets, 'secret')} is here`,
    )
  } catch (error) {
    return failed('keys', reasonOf(error), `The server's account has to read the file: ${guide}`)
  }
}
