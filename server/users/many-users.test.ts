/** Many users at once: who is meant, what would happen, and what does (R22, R23, R32). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailsTo } from '#server/testing/mailbox.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'

let house: House
let boss: Asking
let bossId: string

beforeAll(async () => {
  house = await openHouse()
  const { id, username } = await house.person(house.north, 'chain_and_user_manager')
  bossId = id
  boss = await house.signIn(username)
})
afterAll(() => house.close())

type Person = { id: string; username: string }

const twice = { id: '0199f000-0000-7000-8000-00000000000b' }

const act = (as: Asking, change: object, { dryRun = false } = {}) =>
  as.ask('POST', `/users/actions?dryRun=${dryRun}`, change)
const idsOf = (people: readonly { id: string }[]) => people.map(({ id }) => ({ id }))
const outcomesOf = ({ body }: { body: { outcomes: { outcome: string; code: string | null }[] } }) =>
  body.outcomes.map(({ outcome, code }) => code ?? outcome)
const clerks = (n: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: n }, () => house.person(house.store, 'viewer')))
const read = async (id: string) => (await boss.ask('GET', `/users/${id}`)).body
const isSignedIn = async (device: Asking) => (await device.ask('GET', '/session')).status === 200

async function recordsAbout(userId: string): Promise<string[]> {
  const { items } = (await boss.ask('GET', '/audit?limit=200')).body
  return items
    .filter(({ detail }: { detail: { userId?: string } }) => detail.userId === userId)
    .map(({ action }: { action: string }) => action)
}

test('many are disabled at once, each with their own record, and their sessions end (R22, R23, R28)', async () => {
  const people = await clerks(3)
  const [first, second] = people as [Person, Person, Person]
  const device = await house.signIn(first.username)
  await boss.ask('PATCH', `/users/${second.id}`, { enabled: false })

  const answer = await act(boss, { action: 'disable', users: idsOf(people) })
  expect(answer).toMatchObject({ status: 200, body: { done: 2, unchanged: 1, refused: 0, dryRun: false } })
  expect(answer.body.outcomes).toMatchObject([
    { userId: first.id, outcome: 'done', sessions: 1, isManager: false },
    { userId: second.id, outcome: 'unchanged', sessions: 0 },
    { outcome: 'done' },
  ])
  expect(await isSignedIn(device)).toBe(false)
  for (const { id } of people) expect((await read(id)).enabled).toBe(false)
  expect((await recordsAbout(first.id)).filter((action) => action === 'user.disabled')).toHaveLength(1)
  expect((await recordsAbout(second.id)).filter((action) => action === 'user.disabled')).toHaveLength(1)
})

test('what would happen is counted by doing it, and leaves nothing behind (R22)', async () => {
  const people = await clerks(2)
  const [{ id, username }, second] = people as [Person, Person]
  const device = await house.signIn(username)
  const before = await recordsAbout(id)
  for (const change of [
    { action: 'disable' },
    { action: 'sign_out' },
    { action: 'mail_welcome' },
    { action: 'give_role', role: 'location_manager' },
    { action: 'move', locationId: house.east },
  ]) {
    const answer = await act(boss, { ...change, users: idsOf(people) }, { dryRun: true })
    expect.soft(answer, change.action).toMatchObject({ status: 200, body: { dryRun: true, refused: 0 } })
    const at = change.action === 'mail_welcome' ? 1 : 0
    expect.soft(answer.body.outcomes[at].outcome, change.action).toBe('done')
  }
  const { body } = await act(boss, { action: 'disable', users: idsOf(people) }, { dryRun: true })
  expect(body.outcomes[0]).toMatchObject({ sessions: 1 })
  expect(await isSignedIn(device)).toBe(true)
  expect(await recordsAbout(id)).toEqual(before)
  expect(await read(id)).toMatchObject({ enabled: true, memberships: [{ role: 'viewer' }] })
  expect(await mailsTo(house, `${second.username}@north.example`)).toEqual([])
})

test.each([true, false])(
  'a manager of a branch acts on those in it, and on no one above, outside, or of another customer (R22); asked first: %s',
  async (dryRun) => {
    const { id, username } = await house.person(house.east, 'user_manager')
    const manager = await house.signIn(username)
    const within = await house.person(house.east, 'viewer')
    const peer = await house.person(house.east, 'user_manager')
    const above = await house.person(house.east, 'chain_manager')
    const outside = await house.person(house.store, 'viewer')
    const foreign = await house.person(house.south, 'viewer')
    const nobody = { id: '0199f000-0000-7000-8000-000000000001' }
    const users = idsOf([within, above, outside, foreign, nobody, { id }, peer])
    for (const change of [
      { action: 'disable' },
      { action: 'mail_welcome' },
      { action: 'give_role', role: 'location_manager' },
    ]) {
      const answer = await act(manager, { ...change, users }, { dryRun })
      expect
        .soft(answer.body.outcomes.map(({ userId }: { userId: string }) => userId))
        .toEqual(users.map((user) => user.id))
      const [, ...rest] = outcomesOf(answer)
      expect
        .soft(rest.slice(0, 4), change.action)
        .toEqual(['forbidden', 'forbidden', 'not_found', 'not_found'])
      expect.soft(rest[4], change.action).toBe('forbidden')
      // Of those who are refused, nothing is told.
      for (const refused of answer.body.outcomes.filter(({ code }: { code: string }) => code !== null))
        expect
          .soft(refused)
          .toMatchObject({ version: null, membershipsBefore: null, sessions: 0, apiKeys: 0 })
    }
    for (const person of [above, outside]) expect(await read(person.id)).toMatchObject({ enabled: true })
    const theirs = await house.db
      .selectFrom('userAccount')
      .select('enabled')
      .where('id', '=', foreign.id)
      .executeTakeFirst()
    expect(theirs).toEqual({ enabled: true })
    expect((await read(within.id)).enabled).toBe(dryRun)
    expect((await read(peer.id)).enabled).toBe(dryRun)
  },
)

test('no one is among the many to whom they do something (R22)', async () => {
  const [clerk] = (await clerks(1)) as [Person]
  const users = idsOf([{ id: bossId }, clerk])
  for (const change of [
    { action: 'disable' },
    { action: 'sign_out' },
    { action: 'unlink' },
    { action: 'mail_welcome' },
    { action: 'give_role', role: 'viewer' },
  ])
    for (const dryRun of [true, false])
      expect.soft(outcomesOf(await act(boss, { ...change, users }, { dryRun }))[0]).toBe('forbidden')
  expect(await isSignedIn(boss)).toBe(true)
})

test('the last who can let others in stays, and those before and after are done (R16)', async () => {
  const house2 = await openHouse()
  try {
    const first = await house2.person(house2.north, 'chain_and_user_manager')
    const second = await house2.person(house2.north, 'chain_and_user_manager')
    const manager = await house2.signIn((await house2.person(house2.north, 'user_manager')).username)
    const clerk = await house2.person(house2.store, 'viewer')
    expect(outcomesOf(await act(manager, { action: 'disable', users: idsOf([first, clerk]) }))).toEqual([
      'forbidden',
      'done',
    ])
    const chief = await house2.signIn(first.username)

    const asked = await act(chief, { action: 'disable', users: idsOf([second, first]) }, { dryRun: true })
    expect(outcomesOf(asked)).toEqual(['done', 'forbidden'])
    const third = await house2.person(house2.north, 'chain_and_user_manager', { passwordHash: undefined })
    await house2.db
      .updateTable('userAccount')
      .set({ passwordHash: null })
      .where('id', 'in', [first.id, third.id])
      .execute()
    for (const dryRun of [true, false]) {
      const answer = await act(chief, { action: 'disable', users: idsOf([third, second, clerk]) }, { dryRun })
      expect(outcomesOf(answer)).toEqual(['done', 'last_manager', 'unchanged'])
    }
  } finally {
    await house2.close()
  }
})

test('an undo is based on what was done, and leaves alone whom someone has changed since (R32)', async () => {
  const people = await clerks(3)
  const { body: asked } = await act(boss, { action: 'disable', users: idsOf(people) }, { dryRun: true })
  const asSeen = asked.outcomes.map((one: { userId: string; version: string }) => ({
    id: one.userId,
    version: one.version,
  }))
  await boss.ask('PATCH', `/users/${people[0]?.id}`, { title: 'Cashier' })
  const done = await act(boss, { action: 'disable', users: asSeen })
  expect(outcomesOf(done)).toEqual(['changed_meanwhile', 'done', 'done'])
  expect(await read(people[0]?.id ?? '')).toMatchObject({ enabled: true, title: 'Cashier' })

  await boss.ask('PATCH', `/users/${people[2]?.id}`, { title: 'On leave' })
  const undo = done.body.outcomes.slice(1).map((one: { userId: string; version: string }) => ({
    id: one.userId,
    version: one.version,
  }))
  expect(outcomesOf(await act(boss, { action: 'enable', users: undo }))).toEqual([
    'done',
    'changed_meanwhile',
  ])
  expect(await read(people[1]?.id ?? '')).toMatchObject({ enabled: true })
  expect(await read(people[2]?.id ?? '')).toMatchObject({ enabled: false, title: 'On leave' })
})

test('a role is given where each is, or on a location beside what they hold, and taken back (R22)', async () => {
  const [one, two] = (await clerks(2)) as [Person, Person]
  const where = await act(boss, { action: 'give_role', role: 'location_manager', users: idsOf([one, two]) })
  expect(where.body.done).toBe(2)
  expect((await read(one.id)).memberships).toEqual([{ locationId: house.store, role: 'location_manager' }])
  const users = where.body.outcomes.map((done: Record<string, unknown>) => ({
    id: done.userId,
    version: done.version,
    memberships: done.membershipsBefore,
  }))
  const undone = await act(boss, { action: 'set_roles', users })
  expect(undone.body.done).toBe(2)
  expect((await read(one.id)).memberships).toEqual([{ locationId: house.store, role: 'viewer' }])

  await act(boss, { action: 'give_role', role: 'viewer', locationId: house.east, users: idsOf([two]) })
  expect(
    (await read(two.id)).memberships.map(({ locationId }: { locationId: string }) => locationId).sort(),
  ).toEqual([house.store, house.east].sort())
  expect(await recordsAbout(two.id)).toEqual(expect.arrayContaining(['role.given', 'role.taken']))
  const again = { action: 'give_role', role: 'viewer', locationId: house.east, users: idsOf([two]) }
  expect(outcomesOf(await act(boss, again))).toEqual(['unchanged'])
  // A manager's role is for chains, and one's own level is the highest that one gives.
  const asManager = { action: 'give_role', role: 'user_manager', users: idsOf([one]) }
  expect(outcomesOf(await act(boss, asManager))).toEqual(['invalid_request'])
  expect(await act(boss, { ...asManager, locationId: house.store })).toMatchObject({ status: 400 })
  const { username } = await house.person(house.north, 'user_manager')
  const lower = await house.signIn(username)
  const above = { action: 'give_role', role: 'chain_manager', locationId: house.north, users: idsOf([one]) }
  expect(outcomesOf(await act(lower, above))).toEqual(['role_too_high'])
})

test('users with one location are moved, with their role, and those with several are left (R22, R28)', async () => {
  const [one, two] = (await clerks(2)) as [Person, Person]
  await act(boss, { action: 'give_role', role: 'viewer', locationId: house.east, users: idsOf([two]) })
  const device = await house.signIn(one.username)
  const answer = await act(boss, { action: 'move', locationId: house.coast, users: idsOf([one, two]) })
  expect(outcomesOf(answer)).toEqual(['done', 'several_locations'])
  expect(answer.body.outcomes[0]).toMatchObject({ sessions: 1 })
  expect((await read(one.id)).memberships).toEqual([{ locationId: house.coast, role: 'viewer' }])
  expect(await isSignedIn(device)).toBe(false)
  for (const locationId of [house.south, '0199f000-0000-7000-8000-000000000001'])
    expect(await act(boss, { action: 'move', locationId, users: idsOf([one]) })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
})

test('many are signed out, unlinked and mailed how to sign in; for whom there is nothing to do is told (R25, R37)', async () => {
  const [one, two] = (await clerks(2)) as [Person, Person]
  const device = await house.signIn(one.username)
  const users = idsOf([one, two])
  const ended = await act(boss, { action: 'sign_out', users })
  expect(ended.body.outcomes).toMatchObject([
    { outcome: 'done', sessions: 1 },
    { outcome: 'unchanged', sessions: 0 },
  ])
  expect(await isSignedIn(device)).toBe(false)

  const now = house.now()
  const link = { customerId: house.north, userId: one.id, tenantId: house.north, objectId: one.id }
  await house.db
    .insertInto('microsoftLink')
    .values({
      ...link,
      id: crypto.randomUUID(),
      loginId: 'one@north.example',
      linkedAt: now,
      lastUsedAt: now,
    })
    .execute()
  expect(outcomesOf(await act(boss, { action: 'unlink', users }))).toEqual(['done', 'unchanged'])
  expect(await recordsAbout(one.id)).toContain('link.ended')

  const three = await house.person(house.store, 'viewer')
  await boss.ask('PATCH', `/users/${two.id}`, { enabled: false })
  const welcomed = await act(boss, { action: 'mail_welcome', users: [...users, { id: three.id }] })
  // Someone who has signed in before knows how to.
  expect(outcomesOf(welcomed)).toEqual(['unchanged', 'account_disabled', 'done'])
  expect(await mailsTo(house, `${one.username}@north.example`)).toEqual([])
  expect(await mailsTo(house, `${three.username}@north.example`)).toHaveLength(1)
  expect(await recordsAbout(three.id)).toContain('welcome.mailed')
})

test.each([
  ['no one', { action: 'disable', users: [] }],
  [
    'too many',
    { action: 'disable', users: Array.from({ length: 101 }, () => ({ id: crypto.randomUUID() })) },
  ],
  ['someone twice', { action: 'disable', users: [twice, twice] }],
  ['an action that is none', { action: 'delete', users: [{ id: crypto.randomUUID() }] }],
  [
    'a version that would be ignored',
    { action: 'sign_out', users: [{ id: crypto.randomUUID(), version: 'x' }] },
  ],
  [
    'a role that would be ignored',
    { action: 'disable', role: 'viewer', users: [{ id: crypto.randomUUID() }] },
  ],
])('a request for %s is refused whole (R34)', async (_, change) => {
  expect(await act(boss, change)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
})

test('everyone who matches the filter can be selected: those whom the list would show, and no one else (R22)', async () => {
  await house.person(house.south, 'viewer')
  const clerk = await house.person(house.east, 'viewer')
  const outside = await house.person(house.store, 'viewer')
  const { username } = await house.person(house.east, 'user_manager')
  const manager = await house.signIn(username)
  const listed = (await manager.ask('GET', '/users?limit=200&role=viewer')).body
  const { body } = await manager.ask('GET', '/users/matching?role=viewer')
  expect(body.isCut).toBe(false)
  expect(body.items.map(({ id }: Person) => id)).toEqual(listed.items.map(({ id }: Person) => id))
  expect(body.items.map(({ id }: Person) => id)).not.toContain(outside.id)
  expect(body.items).toContainEqual({
    id: clerk.id,
    username: clerk.username,
    firstName: '',
    lastName: '',
    isTopManager: false,
  })
  const everyone = (await boss.ask('GET', '/users/matching')).body.items
  expect(everyone).toContainEqual(expect.objectContaining({ id: bossId, isTopManager: true }))
  expect(everyone).toContainEqual(expect.objectContaining({ username, isTopManager: false }))
  expect((await manager.ask('GET', `/users/matching?location=${house.store}`)).status).toBe(403)
})

test('a program with a key does nothing to managers, also among others (R33)', async () => {
  const expiresAt = new Date(house.now().getTime() + 86_400_000).toISOString()
  const wish = { name: 'Rota', role: 'user_manager', locationId: house.north, expiresAt }
  const { body } = await boss.ask('POST', '/api-keys', wish)
  const manager = await house.person(house.north, 'user_manager')
  const [clerk] = (await clerks(1)) as [Person]
  const program = await house.signIn(clerk.username)
  const answer = await program.ask(
    'POST',
    '/users/actions',
    { action: 'disable', users: idsOf([manager, clerk]) },
    { authorization: `Bearer ${body.key}` },
  )
  expect(outcomesOf(answer)).toEqual(['forbidden', 'done'])
})
