import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { placeHints } from '#server/attempts/hints.ts'
import { newestAttempt, signInWithMicrosoft, visitor } from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { messages } from '#shared/messages/messages.ts'

/**
 * What an explanation makes of an address that somebody typed before leaving for Microsoft, or of a username with a
 * wrong password: anybody can type them.
 */
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

/** Everything that a stranger can do who knows an address and a username. */
async function strangersTry({ email, username }: { email: string; username: string }): Promise<void> {
  const stranger = scene.account(`stranger@${scene.domain}`)
  await scene.leaves(email)
  await scene.closesWindow(email)
  for (const throughChain of [false, true] as const)
    for (const answer of ['cancel', 'decline'] as const)
      await scene.tries(stranger.loginId, { typed: email, answer, ...(throughChain && { throughChain }) })
  for (const trouble of [
    { kind: 'returns', aadsts: 50057 },
    { kind: 'returns', aadsts: 53003 },
    { kind: 'stays', aadsts: 50105 },
    { kind: 'needs_admin' },
  ] as const) {
    stranger.trouble = trouble
    await scene.tries(stranger.loginId, { typed: email })
  }
  delete stranger.trouble
  for (let time = 0; time < 11; time += 1) await scene.triesPassword(username, 'Wrong-Pass-1')
  await placeHints(stage.db, stage.now())
}

test.each(['microsoft', 'password'] as const)(
  'someone healthy at the %s door has no cause and stands nowhere, whatever strangers do with their address and username: only a note says so (R17, R15)',
  async (by) => {
    const email = `ada@${scene.domain}`
    const user = await scene.user(email, by === 'password' ? { passwordHash: scene.passwordHash } : {})
    scene.account(email)
    if (by === 'microsoft') expect(await scene.tries(email)).toBe(true)
    else await scene.triesPassword(user.username, scene.password)
    stage.passTime(60_000)
    const looks = async () => {
      const { perhaps, ...said } = await explained(user.id)
      const { body: readiness } = await scene.asks('GET', `/locations/${scene.chainId}/advanced/readiness`)
      const { body: refused } = await scene.asks('GET', '/users?unlinked=refused')
      return { perhaps, told: JSON.stringify({ said, readiness, refused: refused.total }) }
    }
    const before = await looks()
    expect(before).toMatchObject({ perhaps: null, told: expect.stringContaining('"cause":null') })
    await strangersTry({ email, username: user.username })
    const after = await looks()
    expect(JSON.parse(after.told)).toEqual(JSON.parse(before.told))
    expect(after.told).toBe(before.told)
    expect(after.perhaps.text).toContain(after.perhaps.reference)

    // The person signs in again, and there is nothing left to note.
    stage.passTime(16 * 60_000)
    if (by === 'microsoft') expect(await scene.tries(email)).toBe(true)
    else await scene.triesPassword(user.username, scene.password)
    expect((await explained(user.id)).perhaps).toBeNull()
  },
)

test('someone who signed in before and is stopped before Microsoft names them is found, with what would help if it was them (R17, R19)', async () => {
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  const account = scene.account(email)
  expect(await scene.tries(email)).toBe(true)
  stage.passTime(60_000)
  account.trouble = { kind: 'returns', aadsts: 53003 }
  await scene.tries(email, { typed: email })
  const { reference } = await newestAttempt(stage)
  await placeHints(stage.db, stage.now())
  const { cause, sureness, perhaps } = await explained(id)
  expect({ cause, sureness }).toEqual({ cause: null, sureness: 'known' })
  const row = (await scene.asks('GET', `/sign-ins/${reference}`)).body
  expect(perhaps).toMatchObject({
    reference,
    code: 'blocked_by_policy',
    remedy: { actor: row.remedy.actor, action: 'send_consent_kit', mayAct: true },
  })
  expect(perhaps.text).toContain(row.cause)
})

test('in a browser in which the person has signed in before, a typed address is taken for theirs (R17)', async () => {
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  const account = scene.account(email)
  const browser = visitor(stage)
  const start = `/sign-in/microsoft?login_hint=${email}`
  await signInWithMicrosoft(stage, browser, email, { start })
  expect(await browser.session()).toBeDefined()
  stage.passTime(60_000)
  account.trouble = { kind: 'returns', aadsts: 53003 }
  await signInWithMicrosoft(stage, browser, email, { start })
  expect(await explained(id)).toMatchObject({
    cause: 'blocked_by_policy',
    sureness: 'known',
    remedy: { actor: 'it' },
    perhaps: null,
  })
})

test('what is known to stop someone who has never signed in leads, and what was typed is noted beside it (R17, R19)', async () => {
  const email = `ada@nobody-${scene.domain}`
  const { id } = await scene.user(email)
  await scene.closesWindow(email)
  const stranger = scene.account(`stranger@${scene.domain}`)
  await scene.tries(stranger.loginId, { typed: email, answer: 'cancel' })
  expect(await explained(id)).toMatchObject({
    cause: 'unknown_user',
    sureness: 'known',
    remedy: { action: 'correct_address' },
    perhaps: { code: 'consent_declined' },
  })
})

test('of someone who has never signed in and who may have been the one who typed, the cause says so, and to ask them (R17)', async () => {
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  scene.account(email)
  await scene.tries(email, { typed: email, answer: 'cancel' })
  expect(await explained(id)).toMatchObject({
    cause: 'consent_declined',
    sureness: 'typed',
    causeText: expect.stringContaining(messages.en.explainPerson.said.typedOnly),
    perhaps: null,
  })
})
