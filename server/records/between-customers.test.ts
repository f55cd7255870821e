import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { placeHints } from '#server/attempts/hints.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  newestAttempt,
  setTenant,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  // North's own people: the emulator's accounts whose address is known in TMAS, whose link is another, and so on.
  await userIn(stage, stage.north.chainId, 'c.mail@north.example')
  await userIn(stage, stage.north.chainId, 'ada.linked@north.example')
})
afterAll(() => stage.close())
afterEach(() => stage.emulator.control.reset())

const carl = 'carl.mail@north.example'
const ines = 'ines.typo@north.example'

/** What people of North do, each through the general button and through North's own address. */
const doings = {
  unknown: ({ start }) => signInWithMicrosoft(stage, visitor(stage), ines, { start }),
  anotherAddress: ({ start }) => signInWithMicrosoft(stage, visitor(stage), carl, { start }),
  declines: ({ start }) =>
    signInWithMicrosoft(stage, visitor(stage), 'cleo.declines@north.example', { start, answer: 'decline' }),
  signsIn: ({ start }) => signInWithMicrosoft(stage, visitor(stage), 'ada.linked@north.example', { start }),
  typesAddress: async ({ start }) => {
    const typed = new URLSearchParams({ login_hint: carl, popup: crypto.randomUUID(), display: 'popup' })
    const browser = visitor(stage)
    await browser.get(`${start}${start.includes('?') ? '&' : '?'}${typed}`)
    await browser.post('/sign-in/microsoft/cancel', { popup: typed.get('popup') ?? '' })
    await placeHints(stage.db, stage.now())
  },
} satisfies Record<string, (how: { start: string }) => Promise<unknown>>

/** Everything that tells a manager of sign-ins, set-up and people. */
const pages = (chainId: string) => [
  '/sign-ins?limit=200',
  `/sign-ins?search=${northTenantId}`,
  '/sign-ins?search=north.example',
  '/sign-ins/patterns',
  '/users/near-misses',
  '/users?limit=200',
  `/users/explain?address=${carl}`,
  '/audit?limit=200',
  `/locations/${chainId}/advanced`,
  `/locations/${chainId}/advanced/setup`,
  `/locations/${chainId}/advanced/readiness`,
  '/overview',
  '/overview/connection',
]

/** Everything that tells of one of the customer's users. */
const pagesOf = (userId: string) => [
  `/users/${userId}`,
  `/users/${userId}/explain`,
  `/users/${userId}/history?limit=200`,
]

async function everythingReadBy(api: ApiClient, chainId: string): Promise<string> {
  const answers: unknown[] = []
  const users: { id: string }[] = (await api('GET', '/users?limit=200')).body.items
  for (const page of [...pages(chainId), ...users.flatMap(({ id }) => pagesOf(id))])
    answers.push([page, await api('GET', page)])
  return JSON.stringify(answers)
}

test('a customer that has only claimed a tenant reads not one byte of what the people of that tenant do (R31)', async () => {
  const rogues: { chainId: string; api: ApiClient }[] = []
  for (const [name, tenantId] of [
    ['Rogue', northTenantId],
    ['Tenantless', null],
    ['Elsewhere', southTenantId],
  ] as const) {
    const { chainId } = await customerWithTenant(stage, name, tenantId, { claimed: true })
    rogues.push({ chainId, api: (await signedInWith(stage, 'chain_and_user_manager', chainId)).api })
  }
  const doing = fc.record({
    what: fc.constantFrom(...(Object.keys(doings) as (keyof typeof doings)[])),
    byAddress: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 3 }), async (done) => {
      const before = []
      for (const { api, chainId } of rogues) before.push(await everythingReadBy(api, chainId))
      for (const { what, byAddress } of done)
        await doings[what]({
          start: byAddress ? `/sign-in/microsoft?chain=${stage.north.chainId}` : '/sign-in/microsoft',
        })
      const after = []
      for (const { api, chainId } of rogues) after.push(await everythingReadBy(api, chainId))
      expect(after).toEqual(before)
    }),
    { numRuns: 6 },
  )
}, 120_000)

test('a customer that takes over an address reads that an account of another tenant used it, and nothing of the person (R31)', async () => {
  const { chainId } = await customerWithTenant(stage, 'Address Taker', southTenantId)
  const user = await userIn(stage, chainId, carl, { firstName: 'Not', lastName: 'Carl' })
  const { api } = await signedInWith(stage, 'chain_and_user_manager', chainId)
  await signInWithMicrosoft(stage, visitor(stage), carl)
  const { reference, ip, objectId, accountName } = await newestAttempt(stage)

  const seen = (await api('GET', `/sign-ins/${reference}`)).body
  expect(seen).toMatchObject({
    reading: 'other_tenant',
    code: 'tenant_mismatch',
    tenantId: northTenantId,
    userId: user.id,
    ip: null,
    userAgent: null,
    objectId: null,
    loginId: null,
    microsoft: null,
  })
  expect(seen.checks.map(({ name }: { name: string }) => name)).toEqual(['tenant_set', 'chain_tenant'])
  const everything = await everythingReadBy(api, chainId)
  expect(everything).toContain(reference)
  expect(everything).not.toContain(objectId)
  expect(everything).not.toContain(accountName)
  // Nor is it in the file of the user whose address it is (R39).
  const { signIns } = (await api('GET', `/users/${user.id}/data`)).body
  const other = { tenantId: northTenantId, code: 'tenant_mismatch' }
  const nobody = {
    objectId: null,
    loginId: null,
    accountName: null,
    accountEmail: null,
    ip: null,
    userAgent: null,
  }
  expect(signIns).toMatchObject([{ reference, ...other, ...nobody, loginHint: null }])
  expect((await api('GET', `/sign-ins?search=${objectId}`)).body.items).toEqual([])
  const byAddress = (await api('GET', `/sign-ins?search=${ip}`)).body.items
  expect(byAddress.map((item: { reference: string }) => item.reference)).not.toContain(reference)
  const trail = (await api('GET', '/audit?limit=200')).body.items
  const record = trail.find(({ action }: { action: string }) => action === 'sign-in.refused')
  expect(record).toBeDefined()
  expect(record).toMatchObject({ ip: null })
})

test('a customer that has proved the tenant reads who of it tried and is no one’s user, and not who is one elsewhere with the same proof (R31)', async () => {
  const twin = await customerWithTenant(stage, 'Twin', northTenantId)
  const { api } = await signedInWith(stage, 'chain_and_user_manager', twin.chainId)
  await signInWithMicrosoft(stage, visitor(stage), ines)
  const stranger = await newestAttempt(stage)
  expect((await api('GET', `/sign-ins/${stranger.reference}`)).body).toMatchObject({
    reading: 'full',
    loginId: ines,
    ip: stranger.ip,
  })

  // Disabled at North, so refused there: it is North's user, and Twin learns nothing of it.
  await userIn(stage, stage.north.chainId, 'dora.capital@north.example', { enabled: false })
  await signInWithMicrosoft(stage, visitor(stage), 'dora.capital@north.example')
  const norths = await newestAttempt(stage)
  expect(norths.code).toBe('account_disabled')
  expect((await api('GET', `/sign-ins/${norths.reference}`)).status).toBe(404)
})

test('another tenant ID begins again at claimed, and what a customer proved for one it did not prove for another (R31)', async () => {
  const { chainId } = await customerWithTenant(stage, 'Changes Tenant', southTenantId)
  const { api } = await signedInWith(stage, 'chain_and_user_manager', chainId)
  const advanced = async () => (await api('GET', `/locations/${chainId}/advanced`)).body.tenant
  expect(await advanced()).toMatchObject({ provedAt: expect.any(String) })
  await setTenant(stage, chainId, northTenantId, { claimed: true })
  expect(await advanced()).toMatchObject({ provedAt: null, provedBy: null })
  const before = await everythingReadBy(api, chainId)
  await signInWithMicrosoft(stage, visitor(stage), ines)
  expect(await everythingReadBy(api, chainId)).toBe(before)
})

test('someone linked at one customer is not asked to choose because another has added their address and claimed their tenant (R11)', async () => {
  const login = 'ada.linked@north.example'
  const { location } = await signInWithMicrosoft(stage, visitor(stage), login)
  expect(location).toBe('/')
  const rogue = await customerWithTenant(stage, 'North new portal', northTenantId, {
    claimed: true,
  })
  await userIn(stage, rogue.chainId, login)
  const browser = visitor(stage)
  expect((await signInWithMicrosoft(stage, browser, login)).location).toBe('/')
  const session = (await browser.get('/api/v1/session').then((response) => response.json())) as {
    customer: { id: string }
  }
  expect(session.customer.id).toBe(stage.north.chainId)
})
