import { randomUUIDv7 } from 'node:crypto'
import { insertLocation } from '#server/locations/locations.queries.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import type { LocationType, Role } from '#shared/roles.ts'
import type { NewUser } from '../users.ts'

const password = 'Harbour-7-lanterns'

/** A customer with a tree, and people in it who can sign in with a password. */
export type House = FrontDoor & {
  /** North: the customer's chain; East, a chain of its own below it; Coast, a district, and Store 1 in it. */
  north: string
  east: string
  coast: string
  store: string
  /** Another customer. */
  south: string
  addLocation(parentId: string, type: LocationType, name: string, customerId?: string): Promise<string>
  /** Adds a person with this role who can sign in with a password. */
  person(locationId: string, role: Role, more?: Partial<NewUser>): Promise<{ id: string; username: string }>
  /** Signs in with a password. The answer's `ask` sends requests as this person. */
  signIn(username: string): Promise<Asking>
}

export type Answer = { status: number; body: Body; headers: Headers }

/** Answers as far as tests look into them. */
// biome-ignore lint/suspicious/noExplicitAny: what the API answers is what these tests are about
export type Body = any

export type Asking = Visitor & {
  ask(
    method: string,
    path: string,
    body?: object | string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** The same person, as another instance answers them. */
  at(instance: Pick<FrontDoor, 'app'>): Pick<Asking, 'ask'>
}

export async function openHouse(): Promise<House> {
  const door = await openFrontDoor()
  const { db, now } = door
  const passwordHash = await leastHash(password)
  const { chainId: north } = await customerWithTenant(door, 'North', null)
  const { chainId: south } = await customerWithTenant(door, 'South', null)
  const addLocation: House['addLocation'] = async (parentId, type, name, customerId = north) => {
    const id = randomUUIDv7()
    const code = name.toUpperCase().replaceAll(/\W+/g, '-')
    await db
      .transaction()
      .execute((trx) => insertLocation(trx, { id, customerId, parentId, type, name, code, createdAt: now() }))
    return id
  }
  const east = await addLocation(north, 'chain', 'East')
  const coast = await addLocation(north, 'district', 'Coast')
  const store = await addLocation(coast, 'store', 'Store 1')
  let people = 0
  return {
    ...door,
    north,
    south,
    east,
    coast,
    store,
    addLocation,
    async person(locationId, role, more = {}) {
      people += 1
      const username = more.username ?? `person.${people}`
      const email = more.email ?? `${username}@north.example`
      return userIn(door, locationId, email, { passwordHash, ...more, username, role })
    },
    async signIn(username) {
      const browser = visitor(door)
      const askAt =
        (instance: Pick<FrontDoor, 'app'>): Asking['ask'] =>
        (...request) =>
          askAs(instance, browser, ...request)
      const ask = askAt(door)
      const { status, headers } = await ask('POST', '/session', { username, password })
      if (status !== 201) throw new Error(`${username} could not sign in: ${status}`)
      for (const line of headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        browser.cookies.set(name, value)
      }
      return { ...browser, ask, at: (instance) => ({ ask: askAt(instance) }) }
    },
  }
}

async function askAs(
  { app }: Pick<FrontDoor, 'app'>,
  browser: Visitor,
  method: string,
  path: string,
  body?: object | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isFile = typeof body === 'string' || body instanceof Uint8Array
  const type = isFile ? 'text/csv' : 'application/json'
  const response = await app.request(new URL(`/api/v1${path}`, tmasUrl), {
    method,
    headers: {
      host: new URL(tmasUrl).host,
      origin: tmasUrl,
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body !== undefined && { 'content-type': type }),
      ...headers,
    },
    body: isFile || body === undefined ? body : JSON.stringify(body),
  })
  const text = await response.text()
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers }
}
