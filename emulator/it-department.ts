import { randomUUID } from 'node:crypto'
import { findPerson, findTenant } from './directory.ts'
import type { World } from './world.ts'

/** Somebody of a tenant whom a setting there keeps out, and what its administrator would press. */
export type KeptOut = { loginId: string; aadsts: number; remedy: string }

const remedies: Record<number, string> = {
  50105: 'Assign to the application',
  53003: 'Except from the policy',
}

export function listKeptOut(world: World, tenantId: string): KeptOut[] {
  return world.directory.people.flatMap(({ loginId, tenantId: home, trouble }) => {
    if (home !== tenantId || trouble?.kind !== 'stays') return []
    return [{ loginId, aadsts: trouble.aadsts, remedy: remedies[trouble.aadsts] ?? 'Let in' }]
  })
}

/**
 * What a tenant's administrator does for a person, by the form under the enterprise applications: `let_in` ends what
 * keeps somebody of the tenant out, `invite` makes somebody from elsewhere a guest. Anything else changes nothing.
 */
export function actAsAdministrator(world: World, path: string, form: URLSearchParams): void {
  const tenant = findTenant(world.directory, path)
  if (!tenant) return
  const letIn = findPerson(world.directory, form.get('let_in') ?? '')
  if (letIn?.tenantId === tenant.id && letIn.trouble?.kind === 'stays') delete letIn.trouble
  const invited = findPerson(world.directory, form.get('invite') ?? '')
  if (!invited || invited.tenantId === tenant.id) return
  if (invited.guestOf?.some(({ tenantId }) => tenantId === tenant.id)) return
  invited.guestOf = [...(invited.guestOf ?? []), { tenantId: tenant.id, oid: randomUUID() }]
}
