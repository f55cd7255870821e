import { findLocation, listChainsNamed } from '#server/locations/locations.queries.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { isTypedGuid } from '#shared/shapes.ts'

/** For commands about one chain. */
export const chainArgument = ['<chain>', 'its ID, or its name if no other chain has the same'] as const

/**
 * The chain that an operator means by its ID or its name.
 *
 * @throws {Problem} `not_found`; `invalid_request` if several chains have this name, with their IDs.
 */
export async function findChainNamed(db: Db, idOrName: string) {
  const byId = isTypedGuid(idOrName) ? await findLocation(db, idOrName) : undefined
  if (byId?.type === 'chain') return byId

  const [chain, ...others] = await listChainsNamed(db, idOrName)
  if (!chain) throw new Problem('not_found', `There is no chain with the id or name “${idOrName}”.`)
  if (others.length > 0) {
    const ids = [chain, ...others].map(({ id }) => id).join(', ')
    throw new Problem(
      'invalid_request',
      `Several chains are called “${idOrName}”. Use one of their IDs: ${ids}.`,
      {
        errors: { chain: `is one of ${ids}` },
      },
    )
  }
  return chain
}
