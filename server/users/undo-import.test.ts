import { afterAll, beforeAll, expect, test } from 'vitest'
import { openUndo } from '#server/locations/sealed-undo.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'
import type { UndoingUsers } from './undo-import.ts'

let house: House
let boss: Asking

beforeAll(async () => {
  house = await openHouse()
  await house.person(house.north, 'chain_and_user_manager', { username: 'the.boss' })
  boss = await house.signIn('the.boss')
})
afterAll(() => house.close())

const save = async (rows: string[], query = '', who = boss) => {
  const saved = await who.ask('POST', `/users/import?confirm=true${query}`, `${rows.join('\n')}\n`)
  expect(saved.status).toBe(201)
  return saved.body.undo as string
}
const undo = (text: string, more = { confirm: true }, who = boss) =>
  who.ask('POST', '/users/import/undo', { undo: text, ...more })
const userNamed = (username: string) =>
  house.db.selectFrom('userAccount').selectAll().where('username', '=', username).executeTakeFirst()
const head = 'username,email,role,location'

test('an undo removes whom an import added and gives back what it changed, after a confirmation that names the mails (R25, R32)', async () => {
  const { id } = await house.person(house.store, 'viewer', {
    username: 'un.old',
    email: 'un.old@north.example',
    title: 'Clerk',
  })
  const text = await save(
    [
      `${head},title,endsOn`,
      'un.new,un.new@north.example,viewer,STORE-1,Cook,',
      'un.old,un.other@north.example,viewer,EAST,Baker,2031-01-31',
    ],
    '&sendWelcomeEmail=true',
  )
  expect(await mailsTo(house, 'un.new@north.example')).toHaveLength(1)
  const asked = await undo(text, { confirm: false })
  expect(asked).toMatchObject({
    status: 409,
    body: {
      code: 'confirmation_required',
      consequences: { usersRemoved: 1, usersRestored: 1, usersKept: 0, usersWithNewAddress: 1, mailsSent: 0 },
    },
  })
  expect(await userNamed('un.new')).toBeDefined()
  expect(await undo(text)).toMatchObject({ status: 200, body: { removed: 1, restored: 1, kept: [] } })
  expect(await userNamed('un.new')).toBeUndefined()
  // The mail that waited for them is gone with them.
  expect(await mailsTo(house, 'un.new@north.example')).toHaveLength(0)
  expect((await boss.ask('GET', `/users/${id}`)).body).toMatchObject({
    ...{ email: 'un.old@north.example', title: 'Clerk', endsOn: null },
    memberships: [{ locationId: house.store, role: 'viewer' }],
  })
  const again = await undo(text)
  expect(again.body).toMatchObject({ removed: 0, restored: 0 })
  expect(again.body.kept.map(({ reason }: { reason: string }) => reason).sort()).toEqual(['changed', 'gone'])
})

test('who was used or changed since an import is kept by its undo as they are (R32)', async () => {
  const old = { username: 'kp.old', email: 'kp.old@north.example', title: 'Clerk' }
  const { id } = await house.person(house.store, 'viewer', old)
  const text = await save([
    `${head},title`,
    'kp.used,kp.used@north.example,viewer,STORE-1,',
    'kp.edited,kp.edited@north.example,viewer,STORE-1,',
    'kp.free,kp.free@north.example,viewer,STORE-1,',
    'kp.old,kp.old@north.example,,,Baker',
  ])
  const used = await userNamed('kp.used')
  const edited = await userNamed('kp.edited')
  await house.db
    .updateTable('userAccount')
    .set({ passwordHash: 'x' })
    .where('id', '=', used?.id ?? '')
    .execute()
  expect((await boss.ask('PATCH', `/users/${edited?.id}`, { description: 'Nights' })).status).toBe(200)
  expect((await boss.ask('PATCH', `/users/${id}`, { title: 'Cook' })).status).toBe(200)
  const { body } = await undo(text)
  expect(body).toMatchObject({ removed: 1, restored: 0 })
  expect(
    Object.fromEntries(
      body.kept.map((one: { username: string; reason: string }) => [one.username, one.reason]),
    ),
  ).toEqual({
    ...{ 'kp.used': 'in_use', 'kp.edited': 'changed', 'kp.old': 'changed' },
  })
  expect(await userNamed('kp.free')).toBeUndefined()
  expect(await userNamed('kp.old')).toMatchObject({ title: 'Cook' })
})

test('an undo cannot be made up, and is only its sender’s, of its own kind, for an hour (R22)', async () => {
  const text = await save([head, 'mu.one,mu.one@north.example,viewer,STORE-1'])
  const other = await house.person(house.north, 'chain_and_user_manager', { username: 'mu.boss' })
  const theirs = await house.signIn(other.username)
  expect((await undo(text, undefined, theirs)).status).toBe(404)
  expect((await undo(`${text.slice(0, -4)}AAAA`)).status).toBe(404)
  expect((await boss.ask('POST', '/locations/import/undo', { undo: text })).status).toBe(404)
  expect(await userNamed('mu.one')).toBeDefined()

  const sender = (await userNamed('the.boss'))?.id ?? ''
  const importing = { actor: { kind: 'user' as const, userId: sender }, customerId: house.north }
  const after = (minutes: number) => new Date(house.now().getTime() + minutes * 60_000)
  const open = (at: Date) => openUndo<UndoingUsers>(house.sealer, importing, text, at, 'users')
  expect((await open(after(59))).added).toHaveLength(1)
  await expect(open(after(60))).rejects.toMatchObject({ code: 'not_found' })
})

test('an undo gives no one a role that its sender can no longer give, and touches no one out of reach (R22)', async () => {
  const sender = await house.person(house.north, 'chain_and_user_manager', { username: 'dm.sender' })
  const high = await house.person(house.north, 'chain_manager', {
    username: 'dm.high',
    email: 'dm.high@north.example',
  })
  const low = await house.person(house.store, 'viewer', {
    username: 'dm.low',
    email: 'dm.low@north.example',
    title: 'Clerk',
  })
  const asking = await house.signIn(sender.username)
  const text = await save(
    [
      `${head},title`,
      'dm.high,dm.high@north.example,viewer,STORE-1,',
      'dm.low,dm.low@north.example,viewer,STORE-1,Baker',
      'dm.new,dm.new@north.example,viewer,STORE-1,',
    ],
    '',
    asking,
  )
  const demote = (role: string, locationId: string) =>
    boss.ask('PATCH', `/users/${sender.id}`, { memberships: [{ locationId, role }] })
  expect((await demote('user_manager', house.north)).status).toBe(200)
  const now = await house.signIn(sender.username)
  const { body } = await undo(text, undefined, now)
  expect(body).toMatchObject({
    removed: 1,
    restored: 1,
    kept: [{ id: high.id, username: '', reason: 'forbidden' }],
  })
  expect((await boss.ask('GET', `/users/${high.id}`)).body.memberships).toEqual([
    { locationId: house.store, role: 'viewer' },
  ])
  expect((await boss.ask('GET', `/users/${low.id}`)).body.title).toBe('Clerk')
  expect((await demote('viewer', house.store)).status).toBe(200)
  expect((await undo(text, undefined, await house.signIn(sender.username))).status).toBe(403)
})

test('a swap of addresses is undone, too (R2)', async () => {
  const ann = await house.person(house.store, 'viewer', { username: 'us.ann', email: 'us.ann@north.example' })
  const ben = await house.person(house.store, 'viewer', { username: 'us.ben', email: 'us.ben@north.example' })
  const text = await save(['username,email', 'us.ann,us.ben@north.example', 'us.ben,us.ann@north.example'])
  expect((await undo(text)).body).toMatchObject({ restored: 2 })
  for (const { id, username } of [ann, ben])
    expect((await boss.ask('GET', `/users/${id}`)).body.email).toBe(`${username}@north.example`)
})
