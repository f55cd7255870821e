import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Entra } from '#server/entra/entra.ts'
import { createEntra } from '#server/entra/entra.ts'
import { createApp } from '#server/http/app.ts'
import { changeAdvancedSettings } from '#server/locations/advanced-settings.ts'
import { connectionShares, spareConnections } from '#server/platform/connection-shares.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { openLog } from '#server/platform/log.ts'
import { openSealer, type Sealer } from '#server/platform/sealing.ts'
import { addCustomer, addUser, type NewUser } from '#server/users/users.ts'
import type { Role } from '#shared/roles.ts'
import { type Emulator, startEmulator } from '../../emulator/emulator.ts'
import { type Answer, type Ending, signInAs } from '../../emulator/person.ts'
import { sampleDirectory, tmasClientId, tmasClientSecret } from '../../emulator/sample.ts'
import { testDatabase } from './test-database.ts'

/** Where TMAS answers in these tests; no port is opened for it. */
export const tmasUrl = 'http://localhost:3000'

export type FrontDoor = {
  app: ReturnType<typeof createApp>
  db: Db
  /** Where its database is, with TMAS's own role and with the owner of the tables. */
  url: string
  ownerUrl: string
  /** One statement with the rights of whoever owns the tables. */
  asOwner(statement: string): Promise<void>
  entra: Entra
  emulator: Emulator
  sealer: Sealer
  /** Where its keys are. */
  dataDir: string
  /** Moves TMAS's clock forward; Microsoft's stays. In milliseconds. */
  passTime(ms: number): void
  /**
   * TMAS is started once more, at the same database. Its clock is right again, and from then on moves by `passTime` alone,
   * and by a millisecond each time it is looked at: so what a slow machine takes is no part of a simulated minute.
   */
  startAgain(): void
  now(): Date
  /**
   * TMAS once more, as another instance at the same database, with connections of its own, in shares as a server has them.
   * Without time limits, what waits in the database waits until the test lets it go.
   */
  anotherInstance(how?: { timeLimits?: boolean }): Pick<FrontDoor, 'app' | 'db'>
  close(): Promise<void>
}

/**
 * All of TMAS without its socket: a database and an emulator of its own, and everything between them real.
 *
 * @param opening a database from elsewhere, for a program that is no test.
 */
export async function openFrontDoor(
  opening: ReturnType<typeof testDatabase> = testDatabase(),
): Promise<FrontDoor> {
  const emulator = await startEmulator({ directory: sampleDirectory(tmasUrl) })
  const database = await opening
  const { db } = database
  let ahead = 0
  let stopped: number | undefined
  const now = () => new Date((stopped === undefined ? Date.now() : stopped++) + ahead)
  const entraConfig = {
    authority: emulator.url,
    clientId: tmasClientId,
    credentials: [{ kind: 'secret' as const, secret: tmasClientSecret }],
    redirectUri: `${tmasUrl}/sign-in/microsoft/callback`,
  }
  const entra = createEntra(entraConfig)
  const log = openLog('silent')
  const config = { url: tmasUrl, secure: false, entra: entraConfig, trustedProxies: [] }
  const dataDir = await mkdtemp(join(tmpdir(), 'tmas-front-door-'))
  const sealer = openSealer(dataDir)
  const instanceOn = (db: Db) =>
    createApp({ config, db, entra, log, sealer, now, readiness: async () => undefined })
  const others: Db[] = []
  let app = instanceOn(db)
  return {
    get app() {
      return app
    },
    db,
    url: database.url,
    ownerUrl: database.ownerUrl,
    asOwner: database.asOwner,
    entra,
    emulator,
    sealer,
    dataDir,
    now,
    passTime: (ms) => {
      ahead += ms
    },
    startAgain() {
      ahead = 0
      stopped = Date.now()
      app = instanceOn(db)
    },
    anotherInstance({ timeLimits = true } = {}) {
      const other = openDatabase({
        url: database.url,
        shares: connectionShares,
        spare: spareConnections,
        timeLimits,
      })
      others.push(other)
      return { app: instanceOn(other), db: other }
    },
    async close() {
      for (const other of others) await other.destroy()
      await database.close()
      await emulator.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A browser. It keeps cookies, follows nothing by itself, and says where its requests come from, as browsers do. */
export type Visitor = {
  cookies: Map<string, string>
  send(address: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response>
  get(address: string, headers?: Record<string, string>): Promise<Response>
  post(address: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  /** The user who is signed in according to TMAS, or undefined. */
  session(): Promise<{ user: { id: string; username: string }; signedInWith: string } | undefined>
}

export function visitor({ app }: Pick<FrontDoor, 'app'>): Visitor {
  const cookies = new Map<string, string>()
  async function send(address: string, init: RequestInit & { headers?: Record<string, string> }) {
    const url = new URL(address, tmasUrl)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host: url.host, ...(cookie && { cookie }), ...init.headers }
    const response = await app.request(url, { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  // A person's click on a page of ours, where nothing else is said.
  const get: Visitor['get'] = (address, headers = {}) =>
    send(address, { headers: { referer: `${tmasUrl}/sign-in`, ...headers } })
  return {
    cookies,
    send,
    get,
    post: (address, form, headers = {}) =>
      send(address, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { origin: tmasUrl, ...headers },
      }),
    async session() {
      const response = await get('/api/v1/session')
      return response.status === 200 ? response.json() : undefined
    },
  }
}

/** Presses the button and plays Microsoft's pages, but does not visit the callback yet. */
export async function askMicrosoft(
  door: FrontDoor,
  browser: Visitor,
  loginId: string,
  { start = '/sign-in/microsoft', answer = 'accept' }: { start?: string; answer?: Answer } = {},
): Promise<Ending> {
  const started = await browser.get(start)
  const location = started.headers.get('location')
  if (!location?.startsWith(door.emulator.url))
    throw new Error(`The sign-in did not start: ${started.status} ${location}`)
  return signInAs(door.emulator, location, loginId, { answer })
}

/** A whole sign-in with Microsoft, from the button to the address where TMAS sends the browser in the end. */
export async function signInWithMicrosoft(
  door: FrontDoor,
  browser: Visitor,
  loginId: string,
  options: { start?: string; answer?: Answer } = {},
): Promise<{ location: string; response: Response }> {
  const ending = await askMicrosoft(door, browser, loginId, options)
  if (ending.kind !== 'returned') throw new Error(`${loginId} stayed on Microsoft's page ${ending.page}`)
  const response = await browser.get(ending.url)
  return { location: response.headers.get('location') ?? '', response }
}

/** A customer with its tenant and one manager. */
export async function customerWithTenant(
  { db, now }: Pick<FrontDoor, 'db' | 'now'>,
  name: string,
  tenantId: string | null,
  standing: { claimed?: boolean } = {},
): Promise<{ chainId: string }> {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  const manager = { username: `${slug}-boss`, email: `boss@${slug}.example` }
  const { chain, manager: boss } = await addCustomer(db, { kind: 'operator' }, { name }, manager, now())
  await readsMail({ db }, boss.id)
  if (tenantId !== null) await setTenant({ db, now }, chain.id, tenantId, standing)
  return { chainId: chain.id }
}

/** As an established customer has it: its manager has proved that the tenant is its own (R31), unless only `claimed`. */
export async function setTenant(
  { db, now }: Pick<FrontDoor, 'db' | 'now'>,
  chainId: string,
  tenantId: string | null,
  { claimed = false } = {},
) {
  const azureTenantId = tenantId === null ? null : { tenantId, verified: true }
  await changeAdvancedSettings(db, { kind: 'operator' }, chainId, { azureTenantId }, now())
  if (!claimed) await prove({ db, now }, chainId)
}

/** The manager of a chain proves its tenant. */
export async function prove({ db, now }: Pick<FrontDoor, 'db' | 'now'>, chainId: string) {
  await db
    .updateTable('advancedSettings')
    .set({ provedAt: now() })
    .where('locationId', '=', chainId)
    .where('azureTenantId', 'is not', null)
    .execute()
}

export async function userIn(
  { db, now }: Pick<FrontDoor, 'db' | 'now'>,
  locationId: string,
  email: string,
  more: Partial<NewUser> & { role?: Role } = {},
) {
  const { role = 'viewer', ...user } = more
  const username = user.username ?? `${email.split('@')[0]}-${locationId.slice(-12)}`
  const added = await addUser(
    db,
    { kind: 'operator' },
    { email, ...user, username },
    { locationId, role },
    now(),
  )
  await readsMail({ db }, added.id)
  return added
}

/** As someone who was welcomed, and has opened the link in the mail. */
export async function readsMail({ db }: Pick<FrontDoor, 'db'>, userId: string): Promise<void> {
  await db
    .updateTable('userAccount')
    .set((eb) => ({ shownEmail: eb.ref('email'), welcomedEmail: eb.ref('email') }))
    .where('id', '=', userId)
    .execute()
}

/** The newest attempt, as it was recorded. */
export function newestAttempt({ db }: Pick<FrontDoor, 'db'>) {
  return db.selectFrom('signInAttempt').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
}

/** Calls the API as one of our pages does. */
export function callApi(browser: Visitor, method: string, path: string, body?: unknown): Promise<Response> {
  return browser.send(`/api/v1${path}`, {
    method,
    headers: { origin: tmasUrl, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

/** A browser in which a person has signed in with their password. */
export async function signedInWithPassword(
  door: FrontDoor,
  username: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Visitor> {
  const browser = visitor(door)
  const response = await browser.post('/sign-in', { username, password, return_to: '/' }, headers)
  if (response.headers.get('location') !== '/') throw new Error(`${username} could not sign in`)
  return browser
}
