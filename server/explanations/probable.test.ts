import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FrontDoor, newestAttempt, openFrontDoor, visitor } from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'
import { messages } from '#shared/messages/messages.ts'

const { explainPerson } = messages.en

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

async function carl() {
  const email = `c.mail@${scene.domain}`
  const { id } = await scene.user(email, { firstName: 'Carl', lastName: 'Mail' })
  return { id, email, loginId: `carl.mail@${scene.domain}` }
}

const asked = async (address: string) => {
  const { status, body } = await scene.asks('GET', `/users/explain?address=${encodeURIComponent(address)}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

test('an address that no user has names first whom it probably means, with the address to correct (R19)', async () => {
  const { id, email, loginId } = await carl()
  const untried = await asked(loginId)
  expect(untried).toMatchObject({
    user: null,
    cause: 'unknown_user',
    causeText: explainPerson.probably.cause('Carl Mail', email),
    remedy: {
      action: 'correct_address',
      address: loginId,
      text: `${explainPerson.probably.remedy(loginId)} ${messages.en.safeguards.callAboutAddress(loginId)}`,
    },
    probable: [{ id, email, reference: null }],
  })

  scene.account(loginId, { name: 'Carl Mail', mail: email, mailVerified: true })
  expect(await scene.tries(loginId)).toBe(false)
  const { reference } = await newestAttempt(door)
  expect(await asked(loginId)).toMatchObject({
    remedy: { action: 'correct_address', reference },
    probable: [{ id, why: 'mail_is_address', reference }],
  })
})

test('a pair that a manager has turned down is not probable any more (R19)', async () => {
  const { id, loginId } = await carl()
  scene.account(loginId)
  await scene.tries(loginId)
  const { reference } = await newestAttempt(door)
  await scene.asks('POST', `/users/near-misses/${reference}`, { decision: 'not_the_same_person', userId: id })
  const seen = (await asked(loginId)).probable
  expect(seen.filter((user: { reference: string | null }) => user.reference !== null)).toEqual([])
})

test('no one of another customer is ever probable (R18)', async () => {
  const other = await openScene(door)
  await other.user(`c.mail@${scene.domain}`, { firstName: 'Carl', lastName: 'Mail' })
  expect(await asked(`carl.mail@${scene.domain}`)).toMatchObject({
    causeText: explainPerson.reasons.nobody.cause,
    remedy: { action: 'create_user' },
    probable: [],
  })
})

test('nobody is said never to have tried, and attempts through the chain’s address that name no one are counted (R17, R19)', async () => {
  const { id } = await scene.user(`paul@${scene.domain}`)
  const before = (await scene.asks('GET', `/users/${id}/explain`)).body
  expect(before.causeText).toBe(explainPerson.clear.nothing.cause)
  expect(before.checks.at(-1)).toMatchObject({ name: 'last_attempt', seen: explainPerson.said.none_seen })

  const popup = crypto.randomUUID()
  const browser = visitor(door)
  await browser.get(`/sign-in/microsoft?chain=${scene.chainId}&popup=${popup}&display=popup`)
  await browser.post('/sign-in/microsoft/cancel', { popup })
  const { reference } = await newestAttempt(door)
  for (const path of [`/users/${id}/explain`, `/users/explain?address=nobody@${scene.domain}`]) {
    const { checks } = (await scene.asks('GET', path)).body
    const returned = checks.find(({ name }: { name: string }) => name === 'returned')
    expect(returned.seen, path).toBe(explainPerson.said.unreturned(1, reference))
  }
})
