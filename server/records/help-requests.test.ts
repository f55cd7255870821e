import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { placeHints } from '#server/attempts/hints.ts'
import { signedInWith } from '#server/testing/api-client.ts'
import { deliverMails } from '#server/testing/deliver-mails.ts'
import { type FrontDoor, newestAttempt, openFrontDoor, visitor } from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'
import { messages } from '#shared/messages/messages.ts'
import { tellOfHelpRequests } from './help-requests.ts'

const origin = 'https://tmas.example'
const { letters, refusalWords, returned, signIns } = messages.en

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

/** Is stopped at Microsoft, says so, and asks that the manager be told. */
async function asksForHelp(email: string, start = '/sign-in/microsoft'): Promise<string> {
  const browser = visitor(door)
  await browser.get(start)
  const { reference } = await newestAttempt(door)
  await browser.post('/sign-in/returned', { reference, choice: 'blocked', return_to: '/' })
  await browser.post('/sign-in/tell-manager', {
    refused: 'not_returned',
    reference,
    email,
    return_to: '/',
  })
  await placeHints(door.db, door.now())
  return reference
}

const tell = () => tellOfHelpRequests(door.db, origin, door.now())
const subjects = async (email: string) =>
  (
    await door.db.selectFrom('mail').selectAll().where('recipient', '=', email).orderBy('id').execute()
  ).filter(({ subject }) => [1, 2].some((count) => subject === letters.helpRequests.subject(count)))
const bossMails = () => subjects(`boss@${scene.domain}`)

test('managers are mailed at once who asks for help, with the cause as the person says it, and then once an hour (R17)', async () => {
  const ada = `ada@${scene.domain}`
  await scene.user(ada, { firstName: 'Ada', lastName: 'Lind' })
  await scene.user(`bob@${scene.domain}`, { firstName: 'Bob', lastName: 'Byte' })
  const reference = await asksForHelp(ada)
  await Promise.all([tell(), tell()])
  const [first, ...none] = await bossMails()
  expect(none).toEqual([])
  expect(first?.textBody).toContain(
    letters.helpRequests.line(
      signIns.unprovenName('Ada Lind'),
      returned.manager.asSaid(refusalWords.blocked_by_policy.short),
      reference,
    ),
  )
  expect(first?.textBody).toContain(`${origin}/administration/sign-ins?asked=true`)

  await asksForHelp(ada)
  await asksForHelp(`bob@${scene.domain}`)
  await tell()
  expect(await bossMails()).toHaveLength(1)
  door.passTime(60 * 60 * 1000 + 1000)
  await tell()
  const [, second] = await bossMails()
  expect(second?.subject).toBe(letters.helpRequests.subject(2))
  expect(second?.textBody).toContain('Bob Byte')
})

test('a manager who has turned the mails off gets none, nor does one of another branch or without users (R17, R22)', async () => {
  const [north, south] = [await scene.location('region', 'North'), await scene.location('region', 'South')]
  const store = await scene.location('store', 'Store 1', north)
  await scene.user(`ada@${scene.domain}`, { at: store })
  await scene.user(`mine@${scene.domain}`, { role: 'user_manager' })
  await scene.user(`chains@${scene.domain}`, { role: 'chain_manager' })
  await scene.user(`south@${scene.domain}`, { role: 'location_manager', at: south })
  const off = await scene.asks('PATCH', '/account', { helpMails: false })
  expect(off).toMatchObject({ status: 200, body: { helpMails: false } })
  await asksForHelp(`ada@${scene.domain}`)
  await tell()
  expect(await bossMails()).toEqual([])
  expect(await subjects(`mine@${scene.domain}`)).toHaveLength(1)
  for (const other of ['chains', 'south']) expect(await subjects(`${other}@${scene.domain}`)).toEqual([])
})

test('a manager whose branch it no longer is when the mail is sent reads no name of it (R22, R31)', async () => {
  const [north, south] = [await scene.location('region', 'North'), await scene.location('region', 'South')]
  await scene.user(`ada@${scene.domain}`, { at: north })
  const stays = `stays@${scene.domain}`
  const moves = `moves@${scene.domain}`
  await scene.user(stays, { role: 'user_manager' })
  const { id } = await scene.user(moves, { role: 'user_manager' })
  await asksForHelp(`ada@${scene.domain}`)
  await tell()
  const memberships = [{ locationId: south, role: 'viewer' }]
  expect((await scene.asks('PATCH', `/users/${id}`, { memberships })).status).toBe(200)
  await deliverMails(door)
  expect(await subjects(stays)).toMatchObject([{ sentAt: expect.any(Date) }])
  expect(await subjects(moves)).toMatchObject([{ sentAt: null, withdrawnBecause: 'role_lost' }])
})

test('the requests are counted and marked until the person signs in; another customer sees none (R17, R31)', async () => {
  const email = `cleo@${scene.domain}`
  await scene.user(email)
  scene.account(email)
  const reference = await asksForHelp(email)
  const asked = async () => (await scene.asks('GET', '/sign-ins?asked=true')).body
  expect(await asked()).toMatchObject({ total: 1, items: [{ reference }] })
  expect((await asked()).items[0].helpAskedAt).not.toBeNull()
  const other = await openScene(door)
  const { api } = await signedInWith(door, 'chain_and_user_manager', other.chainId)
  expect((await api('GET', '/sign-ins?asked=true')).body.total).toBe(0)
  expect(await scene.tries(email)).toBe(true)
  expect((await asked()).total).toBe(0)
})

test('through the chain’s own address its managers are told whatever address was typed, and an address nobody has tells no one else (R31)', async () => {
  const reference = await asksForHelp('somebody@nowhere.example', `/sign-in/microsoft?chain=${scene.chainId}`)
  await asksForHelp('somebody@nowhere.example')
  await tell()
  const mails = await bossMails()
  expect(mails).toHaveLength(1)
  expect(mails[0]?.textBody).toContain(reference)
  expect(mails[0]?.textBody).not.toContain('nowhere.example')
})
