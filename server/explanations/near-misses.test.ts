import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  signInWithMicrosoft,
  visitor,
} from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'

let door: FrontDoor
let scene: Scene
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  scene = await openScene(door)
  await scene.setTenant(scene.tenantId)
})

/** Carl, as in the sample: TMAS has his mailbox, his account is called otherwise. */
async function carl() {
  const email = `c.mail@${scene.domain}`
  const { id } = await scene.user(email, { firstName: 'Carl', lastName: 'Mail' })
  const loginId = `carl.mail@${scene.domain}`
  const account = scene.account(loginId, { name: 'Carl Mail', mail: email, mailVerified: true })
  return { id, email, loginId, account }
}

async function nearMisses(query = '') {
  const { status, body } = await scene.asks('GET', `/users/near-misses${query}`)
  expect(status).toBe(200)
  return body.items
}

test('a person’s own near miss is found for their explanation, however many others have tried since (R17)', async () => {
  const { id, loginId } = await carl()
  await scene.tries(loginId)
  for (let number = 0; number < 31; number += 1) {
    const other = scene.account(`zz${'x'.repeat(number)}.quint@${scene.domain}`, { name: 'Zoe Quint' })
    await scene.tries(other.loginId)
  }
  expect((await scene.asks('GET', `/users/${id}/explain`)).body).toMatchObject({
    cause: 'unknown_user',
    remedy: { action: 'correct_address', address: loginId },
  })
})

test('an account that is equally like two users is told in the explanation of both: TMAS cannot say whose it is (R17, R19)', async () => {
  const people = []
  for (const name of ['keler', 'kellr'])
    people.push(await scene.user(`maria.${name}@${scene.domain}`, { firstName: 'Maria', lastName: name }))
  const account = scene.account(`maria.keller@${scene.domain}`, { name: 'Maria Keller' })
  expect(await scene.tries(account.loginId)).toBe(false)
  for (const { id } of people)
    expect((await scene.asks('GET', `/users/${id}/explain`)).body).toMatchObject({
      cause: 'unknown_user',
      remedy: { action: 'correct_address', address: account.loginId, makeSure: 'call_person' },
    })
})

test('an account of the own tenant that is nobody here stands beside the user whom it is like, and one click lets it in (R19)', async () => {
  const { id, email, loginId, account } = await carl()
  expect(await scene.tries(loginId)).toBe(false)
  const { reference } = await newestAttempt(door)
  expect(await nearMisses()).toMatchObject([
    {
      reference,
      loginId,
      tenantId: scene.tenantId,
      objectId: account.oid,
      email,
      name: 'Carl Mail',
      users: [{ id, email, why: 'mail_is_address', roles: ['viewer'] }],
    },
  ])
  expect(await nearMisses(`?userId=${id}`)).toHaveLength(1)

  const decide = (more: object) =>
    scene.asks('POST', `/users/near-misses/${reference}`, {
      decision: 'correct_address',
      userId: id,
      ...more,
    })
  expect(await decide({})).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required', consequences: { addresses: 1, links: 0 } },
  })
  expect((await decide({ confirm: true })).status).toBe(204)
  expect((await scene.asks('GET', `/users/${id}`)).body.email).toBe(loginId)
  expect(await nearMisses()).toEqual([])
  expect((await decide({ confirm: true })).status).toBe(404)
  expect(await scene.tries(loginId)).toBe(true)

  const records = await scene.asks('GET', '/audit?action=user.changed')
  expect(records.body.items[0].detail).toMatchObject({
    userId: id,
    before: { email },
    after: { email: loginId },
  })
})

test('who is said to be somebody else is not shown again, unless they look like another user, too (R19)', async () => {
  const { id, loginId } = await carl()
  await scene.tries(loginId)
  const { reference } = await newestAttempt(door)
  const answer = await scene.asks('POST', `/users/near-misses/${reference}`, {
    decision: 'not_the_same_person',
    userId: id,
  })
  expect(answer.status).toBe(204)
  await scene.tries(loginId)
  expect(await nearMisses()).toEqual([])
  const records = await scene.asks('GET', '/audit?action=near-miss.dismissed')
  expect(records.body.items[0].detail).toMatchObject({ userId: id, loginId, reference })

  const { id: other } = await scene.user(`carl.mial@${scene.domain}`)
  expect(await nearMisses()).toMatchObject([{ users: [{ id: other, why: 'one_slip_away' }] }])
})

test('nothing of it reaches the person who tried: they read what a complete stranger reads (R18)', async () => {
  const { loginId } = await carl()
  const stranger = scene.account(`zoe.quint@${scene.domain}`).loginId
  const pages = []
  for (const name of [loginId, stranger]) {
    const browser = visitor(door)
    const { location, response } = await signInWithMicrosoft(door, browser, name)
    const { reference } = await newestAttempt(door)
    const page = await browser.get(location)
    const plain = (text: string) => text.replaceAll(reference, 'REFERENCE').replaceAll(name, 'LOGIN-ID')
    pages.push({
      location: plain(location),
      status: [response.status, page.status],
      headers: [...page.headers].filter(([header]) => header !== 'set-cookie'),
      html: plain(await page.text()),
    })
  }
  expect(await nearMisses()).toHaveLength(1)
  expect(pages[0]).toEqual(pages[1])
})

test('an account of another organisation is no near miss, however like it is (R8)', async () => {
  const { email } = await carl()
  const elsewhere = scene.addTenant(`else-${scene.domain}`)
  const foreign = scene.account(`c.mail@else-${scene.domain}`, {
    tenantId: elsewhere,
    mail: email,
    mailVerified: true,
  })
  await scene.tries(foreign.loginId)
  expect(await nearMisses()).toEqual([])
})

test('nor is an account of one brand’s tenant a near miss of a user of another brand with its own tenant (R8)', async () => {
  const brand = await scene.location('chain', 'Brand')
  const brandsTenant = scene.addTenant(`brand-${scene.domain}`)
  await scene.setTenant(brandsTenant, { of: brand })
  const email = `c.mail@${scene.domain}`
  const { id } = await scene.user(email, { at: brand, firstName: 'Carl', lastName: 'Mail' })
  const account = { name: 'Carl Mail', mail: email, mailVerified: true }
  const loginId = `carl.mail@${scene.domain}`
  await scene.tries(scene.account(loginId, account).loginId)
  expect(await nearMisses()).toEqual([])

  const own = scene.account(`carl.mail@brand-${scene.domain}`, { ...account, tenantId: brandsTenant })
  await scene.tries(own.loginId)
  expect(await nearMisses()).toMatchObject([{ loginId: own.loginId, users: [{ id }] }])
})

test('nor is one whose likeness is only what was typed before leaving for Microsoft (R9)', async () => {
  const { email } = await carl()
  await scene.tries(scene.account(`u1@${scene.domain}`).loginId, { typed: email })
  expect(await nearMisses()).toEqual([])
})

test('who is linked, or has an address of their own, is nobody’s near miss', async () => {
  const { id, loginId } = await carl()
  await scene.tries(loginId)
  expect(await nearMisses()).toHaveLength(1)
  await scene.user(loginId)
  expect(await nearMisses()).toEqual([])
  expect((await scene.asks('GET', `/users/${id}/explain`)).body.remedy.reference).toBeNull()
})

test('a near miss is decided by who may change that user, and by nobody else (R22)', async () => {
  const { loginId } = await carl()
  const { id: chief } = await scene.user(`chief.mail@${scene.domain}`, { role: 'chain_manager' })
  await scene.tries(loginId)
  await scene.tries(scene.account(`chief.mial@${scene.domain}`).loginId)
  const { reference } = await newestAttempt(door)
  expect(await nearMisses()).toHaveLength(2)

  const userManager = await signedInWith(door, 'user_manager', scene.chainId)
  const seen = await userManager.api('GET', '/users/near-misses')
  expect(seen.body.items).toMatchObject([{ loginId }])
  const decision = { decision: 'correct_address', userId: chief, confirm: true }
  expect(await userManager.api('POST', `/users/near-misses/${reference}`, decision)).toMatchObject({
    status: 404,
  })

  const store = await scene.location('store', 'Store')
  const viewer = await signedInWith(door, 'viewer', store)
  expect((await viewer.api('GET', '/users/near-misses')).status).toBe(403)

  const another = await openScene(door)
  const foreign = await another.asks('POST', `/users/near-misses/${reference}`, decision)
  expect(foreign).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('what the account says of itself is recorded beside the attempt, and opens nothing (R9, R17)', async () => {
  const { email, loginId } = await carl()
  await scene.tries(loginId)
  expect(await newestAttempt(door)).toMatchObject({ accountEmail: email, accountName: 'Carl Mail', loginId })
  const seen = await scene.asks('GET', `/users/near-misses`)
  expect(JSON.stringify(seen.body)).not.toMatch(/eyJ/)
})
