import type { Db } from '#server/platform/database.ts'
import type { Refusal } from '#shared/refusals.ts'
import { type AlikeRefusals, listAlikeRefusals } from './patterns.queries.ts'
import type { RecordScope } from './reading-scope.ts'

/** Milliseconds in the past in which patterns are looked for. */
const window = 24 * 60 * 60 * 1000

/** Refusals of one chain that fail in the same way, and what that is typical of. */
export type Pattern = AlikeRefusals & { causes: Refusal[] }

export async function readPatterns(db: Db, scope: RecordScope, now: Date): Promise<Pattern[]> {
  const found = await listAlikeRefusals(db, scope, new Date(now.getTime() - window))
  return found.map((refusals) => ({ ...refusals, causes: causesOf(refusals) }))
}

/**
 * What Microsoft keeps on its own page and never sends back. If others sign in meanwhile, an approval that the whole
 * tenant lacks is not among the causes.
 */
function causesOf({ code, someoneCameIn }: AlikeRefusals): Refusal[] {
  if (code !== 'not_returned') return [code]
  return [
    ...(someoneCameIn ? [] : (['admin_consent_required'] as const)),
    'blocked_by_policy',
    'not_assigned',
  ]
}
