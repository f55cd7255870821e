import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import { customerWithTenant, type FrontDoor, openFrontDoor, tmasUrl } from '#server/testing/front-door.ts'
import type { Role } from '#shared/roles.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { deleteExpiredKits } from './consent-kits.queries.ts'
import { mostLinks, mostMails } from './consent-kits.ts'

let door: FrontDoor
let chainId: string
let manager: Awaited<ReturnType<typeof signedInWith>>
let customers = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  customers += 1
  chainId = (await customerWithTenant(door, `North ${customers}`, northTenantId)).chainId
  manager = await signedInWith(door, 'user_manager', chainId)
  // The notice that there is a new manager.
  await door.db.deleteFrom('mail').execute()
})

const path = (id = chainId) => `/locations/${id}/advanced/consent-kit`
const make = (body?: unknown, api: ApiClient = manager.api) => api('POST', path(), body)
const list = async () => (await manager.api('GET', path())).body
const mails = () =>
  door.db.selectFrom('mail').selectAll().where('userId', '=', manager.id).orderBy('id').execute()
const records = async () =>
  (
    await door.db
      .selectFrom('auditRecord')
      .select(['action', 'detail', 'actorUserId'])
      .where('customerId', '=', chainId)
      .where('action', 'like', 'consent-kit.%')
      .orderBy('id')
      .execute()
  ).map(({ action, detail, actorUserId }) => ({ action, detail, actorUserId }))

test.each<Role>(['chain_and_user_manager', 'chain_manager', 'user_manager'])(
  'whoever sees that a sign-in failed can send the consent kit: %s (R19)',
  async (role) => {
    const { api } = await signedInWith(door, role, chainId)
    expect(await make({}, api)).toMatchObject({
      status: 201,
      body: { link: expect.stringMatching(/^http:\/\/localhost:3000\/consent-kit\?token=[\w-]{43}$/) },
    })
  },
)

test('a link is shown once, kept as hashes, and listed without what opens it', async () => {
  const { body: made } = await make()
  const token = new URL(made.link).searchParams.get('token') ?? ''
  expect(new Date(made.expiresAt).getTime() - Date.now()).toBeGreaterThan(13.9 * 24 * 60 * 60 * 1000)

  const answer = await list()
  expect(answer).toMatchObject({
    items: [
      { id: made.id, recipient: null, lastOpenedAt: null, answer: null, createdByName: manager.username },
    ],
    next: null,
    total: 1,
  })
  const row = await door.db.selectFrom('consentKit').selectAll().where('id', '=', made.id).execute()
  for (const place of [answer, row, await records()]) expect(JSON.stringify(place)).not.toContain(token)
  expect(await records()).toEqual([
    {
      action: 'consent-kit.made',
      actorUserId: manager.id,
      detail: { consentKitId: made.id, locationId: chainId, expiresAt: made.expiresAt },
    },
  ])
})

test('a kit is mailed in the language chosen, with the words of the manager as text (R24)', async () => {
  const message = 'Bonjour <b>Luc</b>,\nmerci !'
  const { body: made } = await make({ email: 'it@north.example', language: 'fr', message })
  const [mail] = await mails()
  expect(mail).toMatchObject({
    recipient: 'it@north.example',
    subject: expect.stringContaining('Autoriser la connexion à TMAS avec Microsoft'),
  })
  expect(mail?.textBody).toContain(`${made.link}&lang=fr`)
  expect(mail?.textBody).toContain(message)
  expect(mail?.htmlBody).toContain('Bonjour &lt;b&gt;Luc&lt;/b&gt;')
  expect((await records())[1]).toMatchObject({
    action: 'consent-kit.mailed',
    detail: { recipient: 'it@north.example', language: 'fr' },
  })
  expect((await list()).items).toMatchObject([{ recipient: 'it@north.example' }])
})

test.each([
  ['two addresses', { email: 'a@north.example,b@north.example' }, 'email'],
  ['a header in the address', { email: 'a@north.example\r\nBcc: b@north.example' }, 'email'],
  ['a name beside the address', { email: 'IT <a@north.example>' }, 'email'],
  ['a link in the words', { email: 'a@north.example', message: 'See https://evil.example' }, 'message'],
  ['a bare link in the words', { email: 'a@north.example', message: 'See WWW.evil.example' }, 'message'],
  [
    'a bare domain in the words',
    { email: 'a@north.example', message: 'Sign in at evil.example/tmas' },
    'message',
  ],
  ['a mailbox in the words', { email: 'a@north.example', message: 'Send it to boss@localhost' }, 'message'],
  [
    'a link in wide letters, with signs that nobody sees',
    { email: 'a@north.example', message: 'See ｅｖｉｌ\u200b．\u200dexample' },
    'message',
  ],
  [
    'words that are shown the other way round',
    { email: 'a@north.example', message: 'See \u202eelpmaxe\u202c' },
    'message',
  ],
  ['words beyond 300 characters', { email: 'a@north.example', message: 'x'.repeat(301) }, 'message'],
  ['a control character', { email: 'a@north.example', message: 'x\u0000y' }, 'message'],
  ['a language that is none', { email: 'a@north.example', language: 'de' }, 'language'],
  ['words for nobody', { message: 'Hello' }, 'email'],
  ['a field that is none', { email: 'a@north.example', subject: 'Hello' }, 'subject'],
])('%s: refused, naming the field, and nothing is made or mailed', async (_, body, field) => {
  expect(await make(body)).toMatchObject({
    status: 400,
    body: { code: 'invalid_request', errors: { [field]: expect.any(String) } },
  })
  expect((await list()).total).toBe(0)
  expect(await mails()).toEqual([])
})

test('a chain’s name cannot write a header', async () => {
  const name = 'North\u2028Bcc: everybody@north.example'
  await door.db.updateTable('location').set({ name }).where('id', '=', chainId).execute()
  expect((await make({ email: 'it@north.example' })).status).toBe(201)
  const [mail] = await mails()
  expect(mail?.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
})

test('a revoked link is gone for everybody, and a second time there is nothing to revoke', async () => {
  const { body: made } = await make()
  const revoke = () => manager.api('DELETE', `${path()}/${made.id}`)
  expect((await revoke()).status).toBe(204)
  expect((await list()).items).toEqual([])
  expect(await revoke()).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await records()).map(({ action }) => action)).toEqual(['consent-kit.made', 'consent-kit.revoked'])
})

test('the link of another chain or customer is revoked by nobody here (R22)', async () => {
  const { body: made } = await make()
  const other = (await customerWithTenant(door, `Elsewhere ${customers}`, northTenantId)).chainId
  const { api } = await signedInWith(door, 'chain_manager', other)
  for (const id of [chainId, other])
    expect(await api('DELETE', `${path(id)}/${made.id}`)).toMatchObject({ status: 404 })
  expect((await list()).total).toBe(1)
})

test('TMAS is no sender of mail for everybody: so many a day for a customer, and no more', async () => {
  for (let count = 0; count < mostMails; count += 1)
    expect((await make({ email: `it${count}@north.example` })).status).toBe(201)
  expect(await make({ email: 'it@north.example' })).toMatchObject({
    status: 429,
    body: { code: 'throttled' },
  })
  expect(await mails()).toHaveLength(mostMails)
  // Passing a link on oneself is still possible, until there are enough of those, too.
  for (let count = mostMails; count < mostLinks; count += 1) expect((await make()).status).toBe(201)
  expect((await make()).status).toBe(429)
  const [first] = (await list()).items
  await manager.api('DELETE', `${path()}/${first.id}`)
  expect((await make()).status).toBe(429)
})

test('of many requests at once none slips through the bound', async () => {
  const answers = await Promise.all(
    Array.from({ length: mostMails + 5 }, (_, count) => make({ email: `it${count}@north.example` })),
  )
  const statuses = answers.map(({ status }) => status)
  // Those that a busy database turned away (503) have made nothing, and may come again.
  expect(statuses.every((status) => [201, 429, 503].includes(status))).toBe(true)
  let made = statuses.filter((status) => status === 201).length
  expect(made).toBeLessThanOrEqual(mostMails)
  for (let count = made; count < mostMails; count += 1) {
    expect((await make({ email: `late${count}@north.example` })).status).toBe(201)
    made += 1
  }
  expect((await make({ email: 'more@north.example' })).status).toBe(429)
  expect(await mails()).toHaveLength(mostMails)
})

test('removing the chain gives no mails back: what was sent counts for the day', async () => {
  const { api } = await signedInWith(door, 'chain_manager', chainId)
  for (let count = 0; count < mostMails; count += 1) {
    const { body: brand } = await api('POST', '/locations', {
      parentId: chainId,
      type: 'chain',
      name: `Brand ${count}`,
    })
    expect((await api('POST', path(brand.id), { email: `it${count}@elsewhere.example` })).status).toBe(201)
    expect((await api('DELETE', `/locations/${brand.id}`)).status).toBe(204)
  }
  expect(await make({ email: 'it@elsewhere.example' }, api)).toMatchObject({
    status: 429,
    body: { code: 'throttled' },
  })
})

test('the list goes on with its cursor', async () => {
  for (let count = 0; count < 3; count += 1) await make()
  const first = (await manager.api('GET', `${path()}?limit=2`)).body
  expect(first).toMatchObject({ items: [{}, {}], total: 3, next: expect.any(String) })
  const second = (await manager.api('GET', `${path()}?limit=2&cursor=${first.next}`)).body
  expect(second).toMatchObject({ items: [{}], next: null })
})

test('a manager of a store’s region, and an API key, make no links (R22)', async () => {
  const { body: region } = await (await signedInWith(door, 'chain_manager', chainId)).api(
    'POST',
    '/locations',
    { parentId: chainId, type: 'region', name: 'Coast' },
  )
  expect(await manager.api('POST', path(region.id))).toMatchObject({ status: 404 })

  const boss = await signedInWith(door, 'chain_and_user_manager', chainId)
  const { body: key } = await boss.api('POST', '/api-keys', {
    name: 'Program',
    role: 'chain_and_user_manager',
    locationId: chainId,
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const asked = await door.app.request(`${tmasUrl}/api/v1${path()}`, {
    method: 'POST',
    headers: { host: new URL(tmasUrl).host, authorization: `Bearer ${key.key}` },
  })
  expect(asked.status).toBe(403)
})

test('what is over is removed', async () => {
  const { body: made } = await make()
  const after = new Date(Date.parse(made.expiresAt))
  await deleteExpiredKits(door.db, after)
  expect(await door.db.selectFrom('consentKit').select('id').where('id', '=', made.id).execute()).toEqual([])
})
