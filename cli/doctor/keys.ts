import type { Db } from '#server/platform/database.ts'
import { openSealer } from '#server/platform/sealing.ts'
import { countByKey } from '#server/second-factor/sealed-secrets.queries.ts'
import { counting } from '../counting.ts'
import { type Finding, failed, fine, reasonOf, warning } from './finding.ts'

/** Whether the keys here open what was sealed, and whether a key that was replaced still has to. */
export async function lookAtKeys(db: Db, dataDir: string): Promise<Finding> {
  const counts = await countByKey(db)
  try {
    const here = await openSealer(dataDir).keyIds()
    const [sealing] = here
    const sealedWith = (isThat: (id: string) => boolean) =>
      [...counts].reduce((sum, [id, count]) => (isThat(id) ? sum + count : sum), 0)
    const lost = sealedWith((id) => !here.includes(id))
    const old = sealedWith((id) => here.includes(id) && id !== sealing)
    if (lost > 0)
      return failed(
        'keys',
        `the key of ${counting(lost, 'secret')} is not in ${dataDir}/keys, so codes of these apps are refused here`,
        'Copy the key files of the other instances, or of the backup: see docs/operating.md, Keys',
      )
    if (old > 0)
      return warning(
        'keys',
        `${counting(old, 'secret still needs', 'secrets still need')} a key that was replaced`,
        'When every instance uses the new key, run: tmas keys seal',
      )
    const all = sealedWith(() => true)
    return fine('keys', all === 0 ? 'nothing is encrypted yet' : `they decrypt ${counting(all, 'secret')}`)
  } catch (error) {
    return failed('keys', reasonOf(error), 'See docs/operating.md, Keys')
  }
}
