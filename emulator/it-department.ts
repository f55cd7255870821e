import { randomUUID } from 'node:crypto'
import {
  accountOn,
  deleteServicePrincipal,
  findApp,
  findPerson,
  findTenant,
  servicePrincipalOf,
  setServicePrincipal,
  type Tenant,
} from './directory.ts'
import { enterpriseApplicationsPage, type KeptOut } from './it-department-page.ts'
import type { Html } from './page.ts'
import type { World } from './world.ts'

/** What a tenant's administrator sees: the applications that someone there has consented to, and who is kept out. */
export function showItDepartment(world: World, path: string): Html | undefined {
  const tenant = findTenant(world.directory, path)
  if (!tenant) return undefined
  const consents = world.directory.consents.filter(({ tenantId }) => tenantId === tenant.id)
  const clientIds = [...new Set(consents.map(({ clientId }) => clientId))]
  const applications = clientIds.map((clientId) => {
    const own = consents.filter((consent) => consent.clientId === clientId)
    const { signInEnabled, assignmentRequired, assigned } = servicePrincipalOf(
      world.directory,
      tenant.id,
      clientId,
    )
    return {
      name: findApp(world.directory, clientId)?.name ?? clientId,
      clientId,
      since: new Date(Math.min(...own.map(({ at }) => at.getTime()))),
      forEveryone: own.some(({ oid }) => oid === null),
      people: own.flatMap(({ oid }) => (oid === null ? [] : [loginIdOf(world, tenant.id, oid)])),
      signInEnabled,
      assignmentRequired,
      assigned: assigned.map((oid) => loginIdOf(world, tenant.id, oid)),
    }
  })
  const blocked = world.directory.people.filter((one) => one.tenantId === tenant.id && one.disabled)
  return enterpriseApplicationsPage(
    tenant,
    applications,
    listKeptOut(world, tenant.id),
    blocked.map(({ loginId }) => loginId),
  )
}

/**
 * What a tenant's administrator does, by the forms of that page: `let_in` ends what keeps someone of the tenant out,
 * `block` blocks the sign-in of an account and `unblock` allows it again, `invite` makes someone from elsewhere a
 * guest; with `client_id`, the properties of an application are set, someone is assigned to it, or it is deleted.
 * Anything else changes nothing.
 */
export function actAsAdministrator(world: World, path: string, form: URLSearchParams): void {
  const tenant = findTenant(world.directory, path)
  if (!tenant) return
  const letIn = findPerson(world.directory, form.get('let_in') ?? '')
  if (letIn?.tenantId === tenant.id && letIn.trouble?.kind === 'stays') delete letIn.trouble
  for (const [name, disabled] of [
    ['block', true],
    ['unblock', false],
  ] as const) {
    const person = findPerson(world.directory, form.get(name) ?? '')
    if (person?.tenantId === tenant.id) person.disabled = disabled
  }
  invite(world, tenant, form.get('invite') ?? '')
  const app = findApp(world.directory, form.get('client_id') ?? '')
  if (app) changeApplication(world, tenant, app.clientId, form)
}

function changeApplication(world: World, tenant: Tenant, clientId: string, form: URLSearchParams): void {
  const { directory } = world
  if (form.has('delete')) {
    deleteServicePrincipal(directory, tenant.id, clientId)
    return
  }
  const known = servicePrincipalOf(directory, tenant.id, clientId)
  const yes = (name: string, otherwise: boolean) => (form.has(name) ? form.get(name) === 'yes' : otherwise)
  const person = findPerson(directory, form.get('assign') ?? '')
  const account = person && accountOn(directory, tenant.id, person)
  setServicePrincipal(directory, {
    ...known,
    signInEnabled: yes('sign_in_enabled', known.signInEnabled),
    assignmentRequired: yes('assignment_required', known.assignmentRequired),
    assigned: account ? [...new Set([...known.assigned, account.oid])] : known.assigned,
  })
}

function invite(world: World, tenant: Tenant, loginId: string): void {
  const invited = findPerson(world.directory, loginId)
  if (!invited || invited.tenantId === tenant.id) return
  if (invited.guestOf?.some(({ tenantId }) => tenantId === tenant.id)) return
  invited.guestOf = [...(invited.guestOf ?? []), { tenantId: tenant.id, oid: randomUUID() }]
}

const remedies: Record<number, string> = {
  50105: 'Assign to the application',
  53003: 'Except from the policy',
}

function listKeptOut(world: World, tenantId: string): KeptOut[] {
  return world.directory.people.flatMap(({ loginId, tenantId: home, trouble }) => {
    if (home !== tenantId || trouble?.kind !== 'stays') return []
    return [{ loginId, aadsts: trouble.aadsts, remedy: remedies[trouble.aadsts] ?? 'Let in' }]
  })
}

function loginIdOf(world: World, tenantId: string, oid: string): string {
  const person = world.directory.people.find(
    (candidate) =>
      candidate.oid === oid ||
      candidate.guestOf?.some((guest) => guest.tenantId === tenantId && guest.oid === oid),
  )
  return person?.loginId ?? oid
}
