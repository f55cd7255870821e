import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { record } from '#server/audit/audit.ts'
import { insertLocation } from '#server/locations/locations.queries.ts'
import { writeCursor } from '#server/platform/api.ts'
import { csvLine } from '#server/sheets/csv.ts'
import {
  callApi,
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signedInWithPassword,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { messages } from '#shared/messages/messages.ts'
import type { Role } from '#shared/roles.ts'

const password = 'Harbour-7-lanterns'
let passwordHash: string
let door: FrontDoor
let north: { chainId: string }
let round = 0

beforeAll(async () => {
  door = await openFrontDoor()
  passwordHash = await leastHash(password)
})
afterAll(() => door.close())
beforeEach(async () => {
  round += 1
  north = await customerWithTenant(door, `North ${round}`, null)
})

test('a manager reads what happened, newest first, in sentences of their own language (R23, R24)', async () => {
  const boss = await manager('user_manager', north.chainId, { language: 'fr' })
  const { items, total } = await read(boss)
  expect(total).toBe(items.length)
  expect(items[0]).toMatchObject({
    action: 'sign-in.completed',
    sentence: 'S’est connecté',
    actor: { kind: 'user', name: `boss${round}` },
    user: { name: `boss${round}` },
  })
  expect(items.at(-1)).toMatchObject({ action: 'chain.added', actor: { kind: 'operator', id: null } })
  const times = items.map(({ at }) => at)
  expect(times).toEqual([...times].sort().reverse())
})

test('pages follow each other without gap or repetition', async () => {
  const boss = await manager('chain_and_user_manager')
  await addMany(95)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Page = await read(boss, `?limit=20${cursor ? `&cursor=${cursor}` : ''}`)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toEqual((await read(boss, '?limit=200')).items.map(({ id }) => id))
})

test('filters narrow it down: action, actor, time, text', async () => {
  const boss = await manager('chain_and_user_manager')
  const ada = await userIn(door, north.chainId, `ada.${round}@north.example`, {
    username: `ada${round}`,
    firstName: 'Ada_%',
  })
  const only = async (query: string) => (await read(boss, query)).items.map(({ action }) => action)

  expect(new Set(await only('?action=user.added'))).toEqual(new Set(['user.added']))
  expect(await only(`?action=user.added&search=ada${round}`)).toEqual(['user.added'])
  expect(await only('?search=Ada_%25')).toEqual(['role.given', 'user.added'])
  expect(await only('?search=no%25such')).toEqual([])
  expect(new Set((await read(boss, '?actor=operator')).items.map(({ actor }) => actor.kind))).toEqual(
    new Set(['operator']),
  )
  expect(await only(`?actor=${ada.id}`)).toEqual([])
  expect(await only('?to=2020-01-01T00:00:00Z')).toEqual([])
  expect((await only('?from=2020-01-01T00:00:00Z')).length).toBeGreaterThan(3)
})

test.each([
  '?limit=0',
  '?limit=201',
  '?action=nothing',
  '?actor=x',
  '?from=yesterday',
  '?cursor=eHg',
  '?fields=all',
  '?sort=at',
  '?format=xml',
  '?format=csv&limit=5',
])('the query %s is refused', async (query) => {
  const boss = await manager('chain_and_user_manager')
  expect((await callApi(boss, 'GET', `/audit${query}`)).status).toBe(400)
})

test.each<[Role, number]>([
  ['chain_and_user_manager', 200],
  ['chain_manager', 200],
  ['user_manager', 200],
  ['location_manager', 403],
  ['viewer', 403],
])('a %s who reads the audit trail is answered %i (R22)', async (role, status) => {
  const boss = await manager(role)
  for (const query of ['', '?format=csv', '?format=ndjson'])
    expect((await callApi(boss, 'GET', `/audit${query}`)).status).toBe(status)
})

test('who is not signed in reads nothing', async () => {
  expect((await callApi(visitor(door), 'GET', '/audit')).status).toBe(401)
})

test('nobody reads another customer’s records, not even with its cursor or its users’ ids (R22)', async () => {
  const south = await customerWithTenant(door, `South ${round}`, null)
  const zoe = await userIn(door, south.chainId, `zoe.${round}@south.example`, { username: `zoe${round}` })
  const boss = await manager('chain_and_user_manager')
  const everything = [
    await read(boss),
    await read(boss, `?actor=${zoe.id}`),
    await read(boss, `?search=zoe${round}`),
  ]
  expect(JSON.stringify(everything)).not.toContain(zoe.id)
  expect(JSON.stringify(everything)).not.toContain(south.chainId)
})

test('a manager of a branch reads what happened in it, and nothing of the rest (R22)', async () => {
  const branch = await addLocation('chain', 'Branch', north.chainId)
  const store = await addLocation('store', 'Harbour Street', branch)
  const inside = await userIn(door, store, `ada.${round}@north.example`, { username: `in${round}` })
  const outside = await userIn(door, north.chainId, `bo.${round}@north.example`, { username: `out${round}` })
  const boss = await manager('user_manager', branch)
  // About somebody of the branch, but at a place outside it.
  await add({
    action: 'role.given',
    detail: { userId: inside.id, locationId: north.chainId, role: 'viewer' },
  })

  const { items, total } = await read(boss, '?limit=200')
  expect(total).toBe(items.length)
  expect(items.some(({ user }) => user?.id === inside.id)).toBe(true)
  expect(items.some(({ user }) => user?.id === outside.id)).toBe(false)
  expect(items.some(({ location }) => location?.id === north.chainId)).toBe(false)
  const exported = await (await callApi(boss, 'GET', '/audit?format=ndjson')).text()
  expect(exported).toContain(inside.id)
  expect(exported).not.toContain(outside.id)
})

test('the export as CSV opens in a spreadsheet: BOM, quoted cells, formulas made text, and it is recorded (R23)', async () => {
  const boss = await manager('chain_and_user_manager')
  await userIn(door, north.chainId, `eve.${round}@north.example`, { username: `=cmd|'/c calc'!A${round}` })
  const answer = await callApi(boss, 'GET', '/audit?format=csv')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="tmas-audit-\d{4}-\d\d-\d\d\.csv"$/,
  )
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const lines = bytes.toString('utf8').split('\r\n')
  expect(lines[0]).toContain('"at","actor","action","sentence","user"')
  expect(lines.join()).toContain(`"'=cmd|'/c calc'!A${round}"`)
  const { items } = await read(boss)
  expect(items[0]).toMatchObject({ action: 'audit.exported', detail: { format: 'csv' } })
})

test('the export is whole, beyond what is in memory at a time, and each line of NDJSON is a record', async () => {
  const boss = await manager('chain_and_user_manager')
  await addMany(2500)
  const text = await (await callApi(boss, 'GET', '/audit?format=ndjson&action=language.chosen')).text()
  const lines = text.trimEnd().split('\n')
  expect(lines).toHaveLength(2500)
  expect(new Set(lines.map((line) => JSON.parse(line).id)).size).toBe(2500)
})

test.each([Number.MAX_SAFE_INTEGER, -1, Date.UTC(10000, 0, 1)])(
  'a cursor at a time that there is not (%d) is no cursor (AUTHZ-09)',
  async (time) => {
    const boss = await manager('chain_and_user_manager')
    const answer = await callApi(boss, 'GET', `/audit?cursor=${writeCursor([time, north.chainId])}`)
    expect(answer.status).toBe(400)
  },
)

test('an export breaks off when its reader is signed out, rather than look complete', async () => {
  const boss = await manager('chain_and_user_manager')
  await addMany(2500)
  const answer = await callApi(boss, 'GET', '/audit?format=ndjson')
  const reader = answer.body?.getReader()
  await reader?.read()
  await sql`delete from session where customer_id = ${north.chainId}`.execute(door.db)
  const rest = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(rest()).rejects.toThrow('session ended')
})

test('an export breaks off when its session has lasted for 12 hours or was unused for one (R28)', async () => {
  const boss = await manager('chain_and_user_manager')
  await addMany(2500)
  const answer = await callApi(boss, 'GET', '/audit?format=ndjson')
  const reader = answer.body?.getReader()
  await reader?.read()
  door.passTime(61 * 60_000)
  const rest = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(rest()).rejects.toThrow('session ended')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '\u200B=1', '\uFF1D1'])(
  'the cell %j is text in a spreadsheet',
  (cell) => {
    expect(csvLine([cell])).toBe(`"'${cell}"\r\n`)
  },
)

test('every action has a sentence of its own in every language (R24)', () => {
  for (const { audit } of Object.values(messages)) {
    const sentences = Object.values(audit.actions)
    expect(new Set(sentences).size).toBe(sentences.length)
  }
})

type Page = {
  items: {
    id: string
    at: string
    action: string
    sentence: string
    actor: { kind: string; id: string | null }
    user: { id: string } | null
    location: { id: string } | null
  }[]
  next: string | null
  total: number
}

async function read(browser: Visitor, query = ''): Promise<Page> {
  const answer = await callApi(browser, 'GET', `/audit${query}`)
  if (answer.status !== 200) throw new Error(await answer.text())
  return answer.json()
}

async function manager(role: Role, locationId = north.chainId, more: object = {}): Promise<Visitor> {
  const username = `boss${round}`
  await userIn(door, locationId, `boss.${round}@north.example`, { username, role, passwordHash, ...more })
  return signedInWithPassword(door, username, password)
}

function add(event: { action: 'role.given'; detail: { userId: string; locationId: string; role: Role } }) {
  return door.db
    .transaction()
    .execute((trx) => record(trx, { kind: 'operator' }, door.now(), { customerId: north.chainId, ...event }))
}

/** Records of the same moment, as an import makes them. */
async function addMany(count: number) {
  await sql`
    insert into audit_record (id, customer_id, at, actor_kind, action, detail)
    select gen_random_uuid(), ${north.chainId}, ${door.now()}, 'operator', 'language.chosen', '{}'
    from generate_series(1, ${count})`.execute(door.db)
}

async function addLocation(type: 'chain' | 'store', name: string, parentId: string): Promise<string> {
  const id = randomUUIDv7()
  const location = { id, customerId: north.chainId, parentId, type, name, createdAt: door.now() }
  await door.db.transaction().execute((trx) => insertLocation(trx, location))
  return id
}
