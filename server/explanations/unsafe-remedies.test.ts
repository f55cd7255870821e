/**
 * Remedies that would give one person another's access, each as it was found: none is offered, or it names the account
 * that it would admit and says how to make sure. The page, the row of the attempt and the command line say the same.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { urlOf } from '#server/testing/cluster.ts'
import { type FrontDoor, newestAttempt, openFrontDoor } from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'
import { messages } from '#shared/messages/messages.ts'
import { runTmasHere } from '../../cli/testing/program.ts'

let door: FrontDoor
let scene: Scene
let settings: Record<string, string>
beforeAll(async () => {
  door = await openFrontDoor()
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(door.db)
  settings = { DATABASE_URL: urlOf(inject('cluster').url, rows[0]?.name ?? '') }
})
afterAll(() => door.close())
beforeEach(async () => {
  // So that what slows guessing down counts each manager by himself.
  door.passTime(60 * 1000)
  scene = await openScene(door)
  await scene.setTenant(scene.tenantId)
})

const explained = async (userId: string) => (await scene.asks('GET', `/users/${userId}/explain`)).body
const asked = async (address: string) =>
  (await scene.asks('GET', `/users/explain?address=${encodeURIComponent(address)}`)).body
const rowOf = async (reference: string) => (await scene.asks('GET', `/sign-ins/${reference}`)).body
const told = async (name: string) => (await runTmasHere(['explain', name, '--json'], settings)).json

/** Maria is linked; her account is renamed, and a newcomer gets her old address and tries. */
async function renamed(how: { usedSince: boolean; names: [string, string] }) {
  const [name, newcomersName] = how.names
  const email = `maria.keller@${scene.domain}`
  const [firstName = '', lastName = ''] = name.split(' ')
  const { id, username } = await scene.user(email, { firstName, lastName })
  const account = scene.account(email, { name })
  expect(await scene.tries(email)).toBe(true)
  account.loginId = `maria.vogel@${scene.domain}`
  if (how.usedSince) expect(await scene.tries(account.loginId)).toBe(true)
  const newcomer = scene.account(email, { name: newcomersName })
  expect(await scene.tries(email)).toBe(false)
  const { reference } = await newestAttempt(door)
  return { id, username, email, account, newcomer, reference }
}

test.each([
  ['was used since under its new name', { usedSince: true, names: ['Maria', 'Maria'] }],
  [
    'was not used since, but its person is called otherwise',
    { usedSince: false, names: ['Maria Keller', 'Tom Berg'] },
  ],
] as const)(
  'a linked account was renamed in Entra, and a newcomer has its old address: where it %s, nothing is offered that lets the newcomer in (R10, R19)',
  async (_, { usedSince, names }) => {
    const { id, username, email, newcomer, account, reference } = await renamed({
      usedSince,
      names: [...names],
    })
    const explanation = await explained(id)
    expect(explanation).toMatchObject({ cause: null, remedy: { makeSure: null, admits: null } })
    expect(explanation.remedy.action).not.toBe('remove_link')
    expect(explanation.causeText).toContain(newcomer.oid)
    const row = await rowOf(reference)
    expect(row).toMatchObject({ code: 'linked_to_other_account', remedy: { action: null } })
    const linkedAs = usedSince ? account.loginId : email
    // A name is weaker than what was seen, so IT may know better.
    const { hasAddress, seemsToHaveAddress } = messages.en.safeguards.stranger
    const words = (usedSince ? hasAddress : seemsToHaveAddress)(newcomer.oid, linkedAs, reference)
    expect(row.remedy.text).toBe(words)
    expect(explanation.causeText).toContain(words)
    expect(await told(username)).toMatchObject({
      cause: null,
      causeText: explanation.causeText,
      remedy: { action: explanation.remedy.action },
    })
    expect(await told(reference)).toMatchObject({ remedy: { action: null, text: words } })
    expect(await scene.tries(account.loginId)).toBe(true)
  },
)

test('a linked account was renamed in Entra, and a newcomer has its old address: where TMAS cannot know it, the remedy names the account that it lets in, and IT compares the object IDs (R10, R19)', async () => {
  const { id, username, email, newcomer, account, reference } = await renamed({
    usedSince: false,
    names: ['Somebody', 'Somebody'],
  })
  const remedy = {
    action: 'remove_link',
    makeSure: 'compare_object_id',
    admits: { loginId: email, tenantId: scene.tenantId, objectId: newcomer.oid },
  }
  const explanation = await explained(id)
  expect(explanation).toMatchObject({ cause: 'linked_to_other_account', remedy })
  const words = messages.en.safeguards.compareObjectId(email, newcomer.oid, account.oid)
  for (const said of [explanation, await rowOf(reference), await told(username), await told(reference)]) {
    expect(said.remedy).toMatchObject(remedy)
    expect(said.remedy.text).toContain(words)
  }
})

test('a healthy person, and a namesake who tried with a similar address: the healthy one’s address is not to be corrected (R10, R19)', async () => {
  const email = `maria.keller@${scene.domain}`
  const { id, username } = await scene.user(email, { firstName: 'Maria', lastName: 'Keller' })
  scene.account(email, { name: 'Maria Keller' })
  expect(await scene.tries(email)).toBe(true)
  const namesake = scene.account(`maria.keler@${scene.domain}`, { name: 'Maria Keller' })
  expect(await scene.tries(namesake.loginId)).toBe(false)
  const { reference } = await newestAttempt(door)

  expect(await explained(id)).toMatchObject({ cause: null, remedy: { action: null } })
  expect(await told(username)).toMatchObject({ cause: null, remedy: { action: null } })
  expect(await asked(namesake.loginId)).toMatchObject({ probable: [], remedy: { action: 'create_user' } })
  expect((await scene.asks('GET', '/users/near-misses')).body.items).toEqual([])
  for (const said of [await rowOf(reference), await told(reference)]) {
    expect(said.probable ?? []).toEqual([])
    expect(said.remedy).toMatchObject({ makeSure: 'call_person', admits: { objectId: namesake.oid } })
  }
})

test('a person who has never tried, and an account that is like them: the remedy names the account, and the manager calls (R19)', async () => {
  const { id, username } = await scene.user(`maria.kelles@${scene.domain}`)
  const account = scene.account(`maria.keller@${scene.domain}`)
  await scene.tries(account.loginId)
  const remedy = { action: 'correct_address', makeSure: 'call_person', admits: { objectId: account.oid } }
  const { callAboutAccount } = messages.en.safeguards
  for (const said of [await explained(id), await told(username), await asked(account.loginId)]) {
    expect(said).toMatchObject({ cause: 'unknown_user', remedy })
    expect(said.remedy.text).toContain(callAboutAccount(account.loginId, account.oid))
  }
})

test('an account that is like a person and whose person is called otherwise is no cause of theirs (R17)', async () => {
  const names = { firstName: 'Maria', lastName: 'Keller' }
  const { id } = await scene.user(`m.keller@${scene.domain}`, names)
  scene.account(`m.keller@${scene.domain}`)
  await scene.tries(scene.account(`m.kellers@${scene.domain}`, { name: 'Zoe Quint' }).loginId)
  expect(await explained(id)).toMatchObject({ cause: null })
})

test('two customers share a tenant: the other’s employee and their login are neither shown nor offered (R31)', async () => {
  const other = await openScene(door)
  await other.setTenant(scene.tenantId)
  const { id } = await scene.user(`maria.keller@${scene.domain}`)
  const employee = scene.account(`maria.keler@${scene.domain}`)
  await other.user(employee.loginId)
  // Not yet linked there, and sent to this customer's address by mistake.
  expect(await scene.tries(employee.loginId, { throughChain: true })).toBe(true)
  const second = scene.account(`maria.kellner@${scene.domain}`)
  await other.user(second.loginId, { enabled: false })
  expect(await scene.tries(second.loginId, { throughChain: true })).toBe(false)

  const explanation = await explained(id)
  expect(explanation).toMatchObject({ cause: null })
  expect(JSON.stringify(explanation)).not.toMatch(/keler|kellner/)
  expect((await scene.asks('GET', '/users/near-misses')).body.items).toEqual([])
  for (const { loginId, oid } of [employee, second]) {
    const said = await asked(loginId)
    expect(said).toMatchObject({ cause: 'unknown_user' })
    expect(JSON.stringify(said)).not.toContain(oid)
  }
})

test('a leaver is disabled, and a newcomer with their old address tries: enabling names the address that it admits (R12, R19)', async () => {
  const email = `maria.keller@${scene.domain}`
  const { id, username } = await scene.user(email, { enabled: false })
  const newcomer = scene.account(email)
  await scene.tries(email)
  const { reference } = await newestAttempt(door)
  for (const said of [await explained(id), await told(username)])
    expect(said.remedy).toMatchObject({
      action: 'switch_on',
      makeSure: 'call_person',
      text: expect.stringContaining(messages.en.safeguards.callAboutAddress(email)),
    })
  expect((await rowOf(reference)).remedy).toMatchObject({
    action: 'switch_on',
    makeSure: 'call_person',
    admits: { objectId: newcomer.oid },
  })
})

test('a link to set a password is offered with the mailbox that it goes to, and not where someone else has the address (R19, R25)', async () => {
  const { id, email } = await renamed({ usedSince: true, names: ['Maria', 'Maria'] })
  expect((await explained(id)).remedy.action).not.toBe('send_password_link')
  const { id: forgetful, username } = await scene.user(`tom.berg@${scene.domain}`, {
    passwordHash: scene.passwordHash,
  })
  await scene.triesPassword(username, 'Wrong-Pass-1')
  expect((await explained(forgetful)).remedy).toMatchObject({
    action: 'send_password_link',
    text: expect.stringContaining(messages.en.safeguards.mailbox(`tom.berg@${scene.domain}`)),
  })
  expect(email).not.toBe('')
})

test('the same in French and Spanish', async () => {
  const { id } = await scene.user(`maria.kelles@${scene.domain}`)
  const account = scene.account(`maria.keller@${scene.domain}`)
  await scene.tries(account.loginId)
  expect((await explained(id)).remedy.text).toContain(account.oid)
  for (const language of ['fr', 'es'] as const) {
    const words = messages[language].safeguards
    expect(words.callAboutAccount(account.loginId, account.oid)).toContain(account.oid)
    expect(words.compareObjectId('a', 'b', 'c')).toMatch(/a.*b.*c/)
  }
})
