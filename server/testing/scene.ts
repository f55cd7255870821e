import { randomUUID } from 'node:crypto'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { insertLocation } from '#server/locations/locations.queries.ts'
import { changeUser } from '#server/users/change-users.ts'
import { addCustomer, type NewUser } from '#server/users/users.ts'
import type { LocationType, Role } from '#shared/roles.ts'
import type { Person } from '../../emulator/directory.ts'
import type { Answer } from '../../emulator/person.ts'
import { tmasClientId } from '../../emulator/sample.ts'
import { type ApiClient, apiOf } from './api-client.ts'
import { askMicrosoft, type FrontDoor, prove, userIn, visitor } from './front-door.ts'
import { leastHash } from './least-hash.ts'

const password = 'Scene-Pass-1'
let passwordHash: Promise<string> | undefined

/**
 * A customer with a tenant of its own at Microsoft, whose people all have addresses in one domain, and what can be
 * done to them. Each scene is separate from all others, so a hundred can share one installation.
 */
export type Scene = Awaited<ReturnType<typeof openScene>>

export async function openScene(door: FrontDoor) {
  const { db, now, emulator } = door
  const operator = { kind: 'operator' as const }
  const key = randomUUID().slice(0, 8)
  const domain = `s${key}.example`
  passwordHash ??= leastHash(password)
  const hash = await passwordHash
  const tenantId = addTenant(domain)
  const boss = { username: `boss-${key}`, email: `boss@${domain}`, passwordHash: hash }
  const { chain } = await addCustomer(db, operator, { name: `Customer ${key}` }, boss, now())
  const acting = {
    actor: operator,
    customerId: chain.id,
    memberships: [{ locationId: chain.id, role: 'chain_and_user_manager' as Role }],
  }

  function addTenant(name: string): string {
    const id = randomUUID()
    emulator.directory.tenants.push({ id, name, domains: [name, `on${name}`], region: 'EU' })
    return id
  }

  async function setTenant(id: string | null, { of = chain.id, verified = true, mandatory = false } = {}) {
    const azureTenantId = id === null ? null : { tenantId: id, verified }
    const change = { azureTenantId, ...(mandatory && { mandatoryAuthentication: true }) }
    await changeAdvancedSettings(db, operator, of, change, now())
    await prove(door, of)
  }

  /** An account at Microsoft, which has consented unless Microsoft has trouble with it. */
  function account(loginId: string, more: Partial<Person> = {}): Person {
    const person: Person = { loginId, name: 'Somebody', tenantId, oid: randomUUID(), ...more }
    emulator.directory.people.push(person)
    if (!more.trouble) consent(person)
    return person
  }

  function consent({ tenantId, oid }: Pick<Person, 'tenantId' | 'oid'>) {
    emulator.directory.consents.push({ tenantId, oid, clientId: tmasClientId, at: new Date() })
  }

  /** What the person does, for real: presses the button, and goes through Microsoft's pages. */
  async function tries(
    loginId: string,
    how: { throughChain?: string | true; typed?: string; answer?: Answer } = {},
  ): Promise<boolean> {
    const { throughChain, typed, answer = 'accept' } = how
    const query = new URLSearchParams({
      ...(throughChain && { chain: throughChain === true ? chain.id : throughChain }),
      ...(typed && { login_hint: typed }),
    })
    const browser = visitor(door)
    const ending = await askMicrosoft(door, browser, loginId, {
      start: `/sign-in/microsoft?${query}`,
      answer,
    })
    if (ending.kind === 'returned') await browser.get(ending.url)
    else {
      door.passTime(16 * 60 * 1000)
      await closeUnreturned(db, now())
    }
    return (await browser.session()) !== undefined
  }

  /** Presses the button, and is still at Microsoft. */
  async function leaves(typed: string): Promise<void> {
    await visitor(door).get(`/sign-in/microsoft?${new URLSearchParams({ login_hint: typed })}`)
  }

  /** Presses the button, and closes the window that it opens. */
  async function closesWindow(typed: string): Promise<void> {
    const popup = randomUUID()
    const browser = visitor(door)
    await browser.get(
      `/sign-in/microsoft?${new URLSearchParams({ login_hint: typed, popup, display: 'popup' })}`,
    )
    await browser.post('/sign-in/microsoft/cancel', { popup })
  }

  async function triesPassword(username: string, tried: string): Promise<void> {
    await visitor(door).post('/sign-in', { username, password: tried, return_to: '/' })
  }

  /** As a program does, over the API. */
  async function triesPasswordAlone(username: string): Promise<void> {
    await apiOf(door, visitor(door))('POST', '/session', { username, password })
  }

  /** One with which no one can sign in: it is enough that it is asked for. */
  async function addPasskey(userId: string): Promise<void> {
    const key = { credentialId: Buffer.from(userId), publicKey: Buffer.of(0), counter: 0, name: 'Key' }
    await db
      .insertInto('passkey')
      .values({ id: randomUUID(), customerId: chain.id, userId, ...key, addedAt: now() })
      .execute()
  }

  async function location(type: LocationType, name: string, parentId = chain.id): Promise<string> {
    const id = randomUUID()
    await db
      .transaction()
      .execute((trx) =>
        insertLocation(trx, { id, customerId: chain.id, parentId, type, name, createdAt: now() }),
      )
    return id
  }

  let users = 0
  function user(email: string, more: Partial<NewUser> & { role?: Role; at?: string } = {}) {
    const { at = chain.id, ...fields } = more
    users += 1
    return userIn(door, at, email, { username: `u${users}-${key}`, ...fields })
  }

  /** Another person has signed in through this tenant, so it is right. */
  async function colleague(): Promise<void> {
    const email = `colleague@${domain}`
    await user(email)
    account(email)
    if (!(await tries(email))) throw new Error('the colleague did not come in')
  }

  /** The manager, signed in with their password. */
  async function manager(): Promise<ApiClient> {
    const api = apiOf(door, visitor(door))
    const { status } = await api('POST', '/session', { username: boss.username, password })
    if (status !== 201) throw new Error(`the manager could not sign in: ${status}`)
    return api
  }

  /** The manager sends a request to the API, signed in for it. */
  async function asks(method: string, path: string, body?: unknown) {
    return (await manager())(method, path, body)
  }

  return {
    door,
    domain,
    tenantId,
    chainId: chain.id,
    bossUsername: boss.username,
    password,
    passwordHash: hash,
    addTenant,
    setTenant,
    account,
    consent,
    tries,
    closesWindow,
    leaves,
    triesPassword,
    triesPasswordAlone,
    addPasskey,
    location,
    user,
    colleague,
    asks,
    manager,
    change: (userId: string, change: Parameters<typeof changeUser>[3]) =>
      changeUser(db, acting, userId, change, now()),
  }
}
