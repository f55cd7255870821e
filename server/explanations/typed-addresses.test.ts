import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newestAttempt, signInWithMicrosoft, visitor } from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { messages } from '#shared/messages/messages.ts'

/** What an explanation makes of an address that somebody typed before leaving for Microsoft: anybody can type it. */
let stage: Stage
let scene: Scene
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
beforeEach(async () => {
  stage.emulator.control.reset()
  scene = await openScene(stage)
  await scene.setTenant(scene.tenantId)
})

const explained = async (userId: string) => (await scene.asks('GET', `/users/${userId}/explain`)).body

test('a stranger who types somebody’s address again and again does not crowd out what happened to them (R19)', async () => {
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  const account = scene.account(email)
  await scene.colleague()
  expect(await scene.tries(email)).toBe(true)
  // Her account is deleted and made again.
  account.oid = crypto.randomUUID()
  scene.consent(account)
  expect(await scene.tries(email)).toBe(false)
  expect((await explained(id)).cause).toBe('linked_to_other_account')
  for (let time = 0; time < 25; time += 1) await scene.leaves(email)
  expect((await explained(id)).cause).toBe('linked_to_other_account')
})

test('an account of another tenant with somebody’s address is no cause of theirs, and is told beside (R17, R31)', async () => {
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  const foreign = scene.addTenant(`elsewhere-${scene.domain}`)
  scene.account(email, { tenantId: foreign })
  expect(await scene.tries(email)).toBe(false)
  const { reference } = await newestAttempt(stage)
  expect(await explained(id)).toMatchObject({
    cause: null,
    causeText: expect.stringContaining(messages.en.safeguards.stranger.ofOtherTenant(foreign, reference)),
  })
})

test('an attempt that the tenant of another customer answered is nothing of a user whose address was typed (R18, R22)', async () => {
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  const other = await openScene(stage)
  await other.setTenant(other.tenantId)
  other.account(`bob@${other.domain}`)
  stage.emulator.control.tamper = {
    idToken: ({ header, payload, sign }) => sign(header, { ...payload, nonce: 'another' }),
  }
  const start = `/sign-in/microsoft?login_hint=${email}`
  await signInWithMicrosoft(stage, visitor(stage), `bob@${other.domain}`, { start })
  const { reference, tenantId, loginId } = await newestAttempt(stage)
  expect({ tenantId, loginId }).toEqual({ tenantId: other.tenantId, loginId: null })
  expect((await scene.asks('GET', `/sign-ins/${reference}`)).status).toBe(404)
  expect(JSON.stringify(await explained(id))).not.toContain(reference)
})
