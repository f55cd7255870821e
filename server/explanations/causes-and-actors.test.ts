/**
 * The wrong cause or the wrong actor, each as it was found: what the many say against what the few say, one source for
 * the chain that a remedy names and opens, and nobody told to do what only somebody else can.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { placeHints } from '#server/attempts/hints.ts'
import { type FrontDoor, newestAttempt, openFrontDoor } from '#server/testing/front-door.ts'
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
  // So that what slows guessing down counts each manager by himself.
  door.passTime(60 * 1000)
  scene = await openScene(door)
})

const explained = async (userId: string) => (await scene.asks('GET', `/users/${userId}/explain`)).body
const rowOf = async (reference: string) => (await scene.asks('GET', `/sign-ins/${reference}`)).body

async function expectOneVoice(userId: string, reference: string, actor: string) {
  const explanation = await explained(userId)
  const row = await rowOf(reference)
  for (const said of [explanation, row]) expect(said.remedy).toMatchObject({ actor })
  expect(row).toMatchObject({ code: explanation.cause, remedy: { action: explanation.remedy.action } })
  expect(explanation.causeText).toContain(row.cause)
}

/** A consultant's own tenant is in the field; the consultant, who is a user, has signed in with it. */
async function integrator() {
  const domain = `integrator-${scene.domain}`
  const tenantId = scene.addTenant(domain)
  await scene.setTenant(tenantId)
  const email = `ines@${domain}`
  await scene.user(email)
  scene.account(email, { tenantId })
  expect(await scene.tries(email)).toBe(true)
  return tenantId
}

test('an integrator’s tenant ID is in the field, and everyone is refused: the setting is wrong, and none of the persons (R17, R19)', async () => {
  await integrator()
  const people = []
  for (const name of ['ada', 'bob', 'cora']) {
    const email = `${name}@${scene.domain}`
    scene.account(email)
    people.push(await scene.user(email))
    expect(await scene.tries(email)).toBe(false)
  }
  const untried = await scene.user(`dora@${scene.domain}`)
  for (const { id } of [...people, untried])
    expect(await explained(id)).toMatchObject({
      cause: 'tenant_mismatch',
      causeText: expect.stringContaining(explainPerson.reasons.wrong_tenant.cause),
      remedy: { actor: 'manager', action: 'correct_tenant_id', tenantId: scene.tenantId, makeSure: 'ask_it' },
    })
  await scene.setTenant(scene.tenantId)
  expect(await scene.tries(`ada@${scene.domain}`)).toBe(true)
})

test('colleagues sign in, and one person comes from another tenant: the person is wrong, and not the setting (R12, R17)', async () => {
  await scene.setTenant(scene.tenantId)
  await scene.colleague()
  const elsewhere = scene.addTenant(`elsewhere-${scene.domain}`)
  const email = `guest@elsewhere-${scene.domain}`
  scene.account(email, { tenantId: elsewhere })
  const { id } = await scene.user(email)
  expect(await scene.tries(email)).toBe(false)
  expect(await explained(id)).toMatchObject({
    cause: 'tenant_mismatch',
    remedy: { actor: 'person', action: 'mail_instructions' },
  })
})

test('the row of an attempt names the same actor as the explanation, where an account is in another tenant (R17, R19)', async () => {
  await integrator()
  const ada = await scene.user(`ada@${scene.domain}`)
  scene.account(`ada@${scene.domain}`)
  await scene.tries(`ada@${scene.domain}`)
  const ofSetting = await newestAttempt(door)
  await expectOneVoice(ada.id, ofSetting.reference, 'manager')

  scene = await openScene(door)
  await scene.setTenant(scene.tenantId)
  await scene.colleague()
  const elsewhere = scene.addTenant(`elsewhere-${scene.domain}`)
  const email = `guest@elsewhere-${scene.domain}`
  scene.account(email, { tenantId: elsewhere })
  const guest = await scene.user(email)
  await scene.tries(email)
  const ofPerson = await newestAttempt(door)
  await expectOneVoice(guest.id, ofPerson.reference, 'person')
})

test('a guest who is the only one with their addresses is not the fault of the setting, although no one has signed in yet (R12, R17)', async () => {
  await scene.setTenant(scene.tenantId)
  const elsewhere = scene.addTenant(`elsewhere-${scene.domain}`)
  const email = `guest@elsewhere-${scene.domain}`
  scene.account(email, { tenantId: elsewhere })
  const { id } = await scene.user(email)
  await scene.tries(email)
  const { reference } = await newestAttempt(door)
  await expectOneVoice(id, reference, 'person')
})

test('an account of another tenant with the address of someone who signs in is not the fault of the setting (R12, R31)', async () => {
  await scene.setTenant(scene.tenantId)
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  const account = scene.account(email)
  expect(await scene.tries(email)).toBe(true)
  account.loginId = `ada.lind@${scene.domain}`
  scene.account(email, { tenantId: scene.addTenant(`far-${scene.domain}`) })
  expect(await scene.tries(email)).toBe(false)
  const { reference } = await newestAttempt(door)
  expect(await explained(id)).toMatchObject({ cause: null })
  expect(await rowOf(reference)).toMatchObject({
    code: 'tenant_mismatch',
    remedy: { actor: 'person', action: 'mail_instructions' },
  })
})

test('a guest whom a policy stops after they used their chain’s address is not told to use that address again (R12, R17)', async () => {
  await scene.setTenant(scene.tenantId)
  await scene.colleague()
  const email = `gus@partner-${scene.domain}`
  const { id } = await scene.user(email)
  const guestOf = [{ tenantId: scene.tenantId, oid: crypto.randomUUID() }]
  const trouble = { kind: 'stays' as const, aadsts: 53003 }
  scene.account(email, { tenantId: scene.addTenant(`partner-${scene.domain}`), guestOf, trouble })
  await scene.tries(email, { throughChain: true, typed: email })
  expect(await explained(id)).toMatchObject({
    cause: 'not_returned',
    remedy: { action: 'send_consent_kit' },
  })
})

test('three are refused alike, and a guest does not come back from Microsoft: the setting is wrong; two may be friends (R12, R17)', async () => {
  await integrator()
  const partner = `partner-${scene.domain}`
  const email = `gus@${partner}`
  const { id } = await scene.user(email)
  scene.account(email, { tenantId: scene.addTenant(partner) })
  const refused = async (name: string) => {
    await scene.user(`${name}@${scene.domain}`)
    scene.account(`${name}@${scene.domain}`)
    expect(await scene.tries(`${name}@${scene.domain}`)).toBe(false)
  }
  await refused('ada')
  await refused('bob')
  // Their own account is not of the integrator's tenant, so Microsoft keeps them on its page.
  expect(await scene.tries(email, { throughChain: true, typed: email })).toBe(false)
  expect(await explained(id)).toMatchObject({
    cause: 'not_returned',
    remedy: { action: 'send_consent_kit' },
  })

  await refused('cora')
  expect(await explained(id)).toMatchObject({
    cause: 'tenant_mismatch',
    // Whose tenant is the right one, the guest's address does not say.
    remedy: { actor: 'manager', action: 'correct_tenant_id', tenantId: null, makeSure: 'ask_it' },
  })

  // Once it is corrected, what happened before says nothing.
  await scene.setTenant(scene.tenantId)
  expect(await explained(id)).toMatchObject({ cause: 'not_returned' })
})

test('two who are refused alike may be friends, also where no one signs in yet; three are not (R12, R17)', async () => {
  await scene.setTenant(scene.addTenant(`integrator-${scene.domain}`))
  const partner = `partner-${scene.domain}`
  const email = `gus@${partner}`
  const { id } = await scene.user(email)
  scene.account(email, { tenantId: scene.addTenant(partner) })
  expect(await scene.tries(email, { throughChain: true, typed: email })).toBe(false)
  const causes = []
  for (const name of ['ada', 'bob', 'cora']) {
    await scene.user(`${name}@${scene.domain}`)
    scene.account(`${name}@${scene.domain}`)
    expect(await scene.tries(`${name}@${scene.domain}`)).toBe(false)
    causes.push((await explained(id)).cause)
  }
  expect(causes).toEqual(['not_returned', 'not_returned', 'tenant_mismatch'])
})

test('an answer of Microsoft’s that TMAS does not accept is explained by the check that failed, to the person who typed their address (R8, R17)', async () => {
  await scene.setTenant(scene.tenantId)
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  scene.account(email)
  const { control } = door.emulator
  const later = Math.floor(Date.now() / 1000) + 3600
  control.nextToken = { payload: { iat: later, nbf: later, exp: later + 3600 } }
  expect(await scene.tries(email, { typed: email })).toBe(false)
  const { reference } = await newestAttempt(door)
  expect(await explained(id)).toMatchObject({
    cause: 'invalid_response',
    causeText: `${messages.en.faults.words.clock.manager.cause} ${explainPerson.said.typedOnly}`,
    remedy: { actor: 'operator', action: null },
  })
  expect(reference).not.toBe('')
})

test('two tenants, above and below: the text names the chain that the button opens (R5, R12)', async () => {
  const brand = await scene.location('chain', 'Brand')
  const other = await scene.location('chain', 'Other brand')
  await scene.setTenant(scene.addTenant(`brand-${scene.domain}`), { of: brand })
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email, { at: brand })
  await scene.change(id, {
    memberships: [brand, other].map((locationId) => ({ locationId, role: 'viewer' })),
  })
  scene.account(email)

  expect(await scene.tries(email)).toBe(false)
  const { reference } = await newestAttempt(door)
  const disagreeing = await explained(id)
  const chain = { id: scene.chainId }
  expect(disagreeing).toMatchObject({ remedy: { action: 'set_tenant_id', chain } })
  expect(disagreeing.remedy.text).toContain(explainPerson.atChain(disagreeing.remedy.chain.name))
  expect(await rowOf(reference)).toMatchObject({ remedy: { action: 'set_tenant_id', chain } })

  await scene.setTenant(scene.addTenant(`above-${scene.domain}`))
  expect(await scene.tries(email)).toBe(false)
  const { reference: second } = await newestAttempt(door)
  const above = await explained(id)
  expect(above).toMatchObject({ cause: 'tenant_mismatch', remedy: { action: 'correct_tenant_id', chain } })
  expect(above.remedy.text).toContain(explainPerson.atChain(above.remedy.chain.name))
  expect(await rowOf(second)).toMatchObject({ remedy: { chain } })
})

test('two brands with two tenants, and a user at the one whose tenant is not their account’s: the user is moved, and no tenant ID is changed (R5, R12, R19)', async () => {
  const [one, other] = [await scene.location('chain', 'One'), await scene.location('chain', 'Other')]
  await scene.setTenant(scene.tenantId, { of: one })
  await scene.setTenant(scene.addTenant(`other-${scene.domain}`), { of: other })
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email, { at: other })
  scene.account(email)
  const isMoved = {
    cause: 'tenant_mismatch',
    causeText: explainPerson.reasons.other_chain.cause,
    remedy: { actor: 'manager', action: null },
  }
  expect(await explained(id)).toMatchObject(isMoved)
  expect(await scene.tries(email)).toBe(false)
  const { reference } = await newestAttempt(door)
  expect(await explained(id)).toMatchObject(isMoved)
  await expectOneVoice(id, reference, 'manager')
  await scene.asks('PATCH', `/users/${id}`, { memberships: [{ locationId: one, role: 'viewer' }] })
  expect(await scene.tries(email)).toBe(true)
})

test('two brands with two tenants, one of them the wrong one: once several come from the other’s, the tenant ID is wrong (R12, R17)', async () => {
  const [one, other] = [await scene.location('chain', 'One'), await scene.location('chain', 'Other')]
  await scene.setTenant(scene.tenantId, { of: one })
  await scene.setTenant(scene.addTenant(`other-${scene.domain}`), { of: other })
  const people = []
  for (const name of ['ada', 'bob', 'cora']) {
    const email = `${name}@${scene.domain}`
    people.push(await scene.user(email, { at: other }))
    scene.account(email)
    await scene.tries(email)
  }
  for (const { id } of people)
    expect(await explained(id)).toMatchObject({
      remedy: { action: 'correct_tenant_id', chain: { id: other } },
    })
})

test('a person with neither Microsoft nor a password is sent a link to set a password, and no one is told to set a tenant (R19, R25)', async () => {
  const { id } = await scene.user(`ada@${scene.domain}`)
  expect(await explained(id)).toMatchObject({
    cause: 'wrong_password',
    causeText: explainPerson.reasons.password_missing.cause,
    remedy: { actor: 'person', action: 'send_password_link' },
  })
})

test('a stranger of another tenant with a healthy person’s address is no cause of the person’s (R17, R31)', async () => {
  await scene.setTenant(scene.tenantId)
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  const account = scene.account(email)
  expect(await scene.tries(email)).toBe(true)
  account.loginId = `ada.own@${scene.domain}`
  scene.account(email, { tenantId: scene.addTenant(`elsewhere-${scene.domain}`) })
  expect(await scene.tries(email)).toBe(false)
  expect(await explained(id)).toMatchObject({ cause: null })
})

test('a throttled person is told to wait, and not that the password was wrong: the 429 is recorded, once a minute (R17, R29, R34)', async () => {
  const { id, username } = await scene.user(`ada@${scene.domain}`, { passwordHash: scene.passwordHash })
  for (let time = 0; time < 10; time += 1) await scene.triesPassword(username, 'Wrong-Pass-1')
  for (let time = 0; time < 5; time += 1) await scene.triesPassword(username, scene.password)
  const attempt = await newestAttempt(door)
  expect(attempt).toMatchObject({ code: 'throttled', door: 'password', userId: id })
  // It is kept like what nobody proved, and no audit record tells of it.
  expect(attempt.keptUntil).not.toBeNull()
  const count = (code: string) =>
    door.db
      .selectFrom('signInAttempt')
      .select('id')
      .where('userId', '=', id)
      .where('code', '=', code as 'throttled')
      .execute()
  expect(await count('throttled')).toHaveLength(1)
  const explanation = await explained(id)
  expect(explanation).toMatchObject({ cause: 'throttled', remedy: { actor: 'person', action: null } })
  expect(await rowOf(attempt.reference)).toMatchObject({ code: 'throttled', remedy: { actor: 'person' } })
})

test('a name that nobody has and that is throttled leaves no lasting row either (R29, R34)', async () => {
  const name = `nobody-${scene.domain}`
  for (let time = 0; time < 12; time += 1) await scene.triesPassword(name, 'Wrong-Pass-1')
  const { code, keptUntil, userId } = await newestAttempt(door)
  expect({ code, userId }).toEqual({ code: 'throttled', userId: null })
  expect(keptUntil).not.toBeNull()
})

test.each([50057, 500571, 50126])(
  'AADSTS%i: who has to act is the same in the explanation and in the row, and IT acts where only IT can (R17, R18)',
  async (number) => {
    await scene.setTenant(scene.tenantId)
    const email = `ada@${scene.domain}`
    const { id } = await scene.user(email)
    scene.account(email, { trouble: { kind: 'returns', aadsts: number } })
    await scene.tries(email, { typed: email, throughChain: true })
    const { reference } = await newestAttempt(door)
    const [explanation, row] = [await explained(id), await rowOf(reference)]
    expect(explanation.cause).toBe('account_problem_at_microsoft')
    expect(explanation.remedy.actor).toBe(number === 50126 ? 'person' : 'it')
    expect(row.remedy).toMatchObject({ actor: explanation.remedy.actor, text: explanation.remedy.text })
  },
)

test('from the day of a wave on, a password that is tried is explained by it, also before the wave is written down (R13, R36)', async () => {
  await scene.setTenant(scene.tenantId)
  const { id, username } = await scene.user(`ada@${scene.domain}`, { passwordHash: scene.passwordHash })
  const day = 24 * 60 * 60 * 1000
  const startsOn = new Date(door.now().getTime() + day).toISOString().slice(0, 10)
  const waves = [{ locationIds: [scene.chainId], startsOn, noticeDaysBefore: 0 }]
  await scene.asks('PUT', `/locations/${scene.chainId}/advanced/roll-out`, { waves })
  await scene.triesPassword(username, 'Wrong-Pass-1')
  expect(await explained(id)).toMatchObject({ cause: 'wrong_password' })

  door.passTime(2 * day)
  expect((await explained(id)).checks).toContainEqual(
    expect.objectContaining({ name: 'password_door', passed: false }),
  )
  await scene.triesPassword(username, scene.password)
  expect(await explained(id)).toMatchObject({
    cause: 'microsoft_required',
    remedy: { actor: 'person', action: 'mail_instructions' },
  })
})

test('while the tenant is only claimed, the explanation says which attempts are not shown, and what shows them (R17, R31)', async () => {
  const { nothing, nothing_shown: notShown } = messages.en.explainPerson.clear
  await scene.setTenant(scene.tenantId)
  const { id } = await scene.user(`maria.kelller@${scene.domain}`, { firstName: 'Maria', lastName: 'Keller' })
  expect(await explained(id)).toMatchObject({ cause: null, causeText: nothing.cause })

  await door.db
    .updateTable('advancedSettings')
    .set({ provedAt: null })
    .where('customerId', '=', scene.chainId)
    .execute()
  const { loginId } = scene.account(`maria.keller@${scene.domain}`, { name: 'Maria Keller' })
  await scene.tries(loginId)
  expect(await explained(id)).toMatchObject({
    cause: null,
    causeText: notShown.cause,
    remedy: { action: 'mail_instructions' },
  })
  await scene.tries(loginId, { throughChain: true })
  expect(await explained(id)).toMatchObject({
    cause: 'unknown_user',
    remedy: { action: 'correct_address', address: loginId },
  })
})

/** What readiness, rehearsal and set-up guide say of someone's last attempt: why, and who has to act. */
async function otherPlaces(userId: string) {
  const ask = async (what: string) =>
    (await scene.asks('GET', `/locations/${scene.chainId}/advanced/${what}`)).body
  const [readiness, rehearsal, setup] = [await ask('readiness'), await ask('rehearsal'), await ask('setup')]
  const ofUser = (people: { userId: string; lastAttempt: unknown }[]) =>
    people.find((person) => person.userId === userId)?.lastAttempt
  const { cause, remedy } = setup.lastAttempt
  return [ofUser(readiness.affected), ofUser(rehearsal.people), { cause, actor: remedy?.actor }]
}

test('readiness, rehearsal and set-up guide name the cause and the actor as the row of the attempt does (R15, R17, R21)', async () => {
  await scene.setTenant(scene.tenantId)
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  const account = scene.account(email, { trouble: { kind: 'returns', aadsts: 50057 } })
  await scene.tries(email, { typed: email, throughChain: true })
  await placeHints(door.db, door.now())
  const ofIt = await rowOf((await newestAttempt(door)).reference)
  expect(ofIt.remedy.actor).toBe('it')
  const same = (row: typeof ofIt) =>
    Array(3).fill(expect.objectContaining({ cause: row.cause, actor: row.remedy.actor }))
  expect(await otherPlaces(id)).toEqual(same(ofIt))

  // A colleague shows that the tenant is right, so the account of another one is the person's to change.
  await scene.colleague()
  delete account.trouble
  account.tenantId = scene.addTenant(`far-${scene.domain}`)
  scene.consent(account)
  await scene.tries(email)
  const ofPerson = await rowOf((await newestAttempt(door)).reference)
  expect(ofPerson).toMatchObject({ code: 'tenant_mismatch', remedy: { actor: 'person' } })
  expect((await otherPlaces(id)).slice(0, 2)).toEqual(same(ofPerson).slice(0, 2))
})

test('nobody whose attempts named no one is said never to have tried (R15, R17)', async () => {
  await scene.setTenant(scene.tenantId)
  const email = `ada@${scene.domain}`
  const { id } = await scene.user(email)
  await scene.closesWindow(email)
  await placeHints(door.db, door.now())
  const { reference } = await newestAttempt(door)
  const { body } = await scene.asks('GET', `/locations/${scene.chainId}/advanced/readiness`)
  expect(body.affected).toContainEqual(
    expect.objectContaining({
      userId: id,
      state: 'refused',
      lastAttempt: expect.objectContaining({ reference }),
    }),
  )
  for (const language of ['en', 'fr', 'es'] as const)
    expect(messages[language].locations.consequences.usersNeverTried(2)).toContain('TMAS')
})

test('a manager who stands before the set-up of a required second factor is told to set it up, and no one to remove anything (R19, R30)', async () => {
  const brand = await scene.location('chain', 'Brand')
  const from = { secondFactorRequiredFrom: '2020-01-01', confirm: true }
  expect((await scene.asks('PATCH', `/locations/${brand}/advanced`, from)).status).toBe(200)
  const user = { at: brand, role: 'chain_manager' as const, passwordHash: scene.passwordHash }
  const { id, username } = await scene.user(`mia@${scene.domain}`, user)
  await scene.triesPassword(username, scene.password)
  door.passTime(16 * 60 * 1000)
  await closeUnreturned(door.db, door.now())
  expect(await explained(id)).toMatchObject({
    cause: 'wrong_password',
    causeText: explainPerson.reasons.second_factor_to_set_up.cause,
    remedy: { actor: 'person', text: explainPerson.reasons.second_factor_to_set_up.remedy, action: null },
  })
})
