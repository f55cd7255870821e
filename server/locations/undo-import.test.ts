import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Answer, type Asking, type House, openHouse } from '#server/users/testing/house.ts'
import { isOnlyPreview } from './locations.queries.ts'
import { openUndo } from './sealed-undo.ts'
import { importTable } from './testing/import-table.ts'

let house: House
let boss: Asking
let bossId: string
/** A place of its own for each test, below which it imports. */
let zone: string

beforeAll(async () => {
  house = await openHouse()
  bossId = (await house.person(house.north, 'chain_manager', { username: 'the.boss' })).id
  boss = await house.signIn('the.boss')
})
afterAll(() => house.close())

let zones = 0
beforeEach(async () => {
  zones += 1
  zone = await house.addLocation(house.north, 'district', `Zone ${zones}`)
})

const save = async (columns: string[], rows: string[][], asking = boss) => {
  const saved = await asking.ask('POST', '/locations/import?confirm=true', importTable(columns, rows))
  expect(saved.status).toBe(201)
  return saved.body.undo as string
}
const undo = (text: string, more = {}, asking = boss): Promise<Answer> =>
  asking.ask('POST', '/locations/import/undo', { undo: text, ...more })
const below = (id: string) =>
  house.db
    .selectFrom('location')
    .select(['id', 'name', 'type', 'code', 'parentId', 'country'])
    .where('parentId', '=', id)
    .orderBy('name')
    .execute()
const set = (
  id: string,
  change: { country?: string | null; parentId?: string; code?: string; type?: 'store' },
) => house.db.updateTable('location').set(change).where('id', '=', id).execute()
async function idOf(name: string): Promise<string> {
  const { id } = await house.db
    .selectFrom('location')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return id
}
const changedMeanwhile = (...ids: string[]) => ({
  status: 412,
  body: {
    code: 'changed_meanwhile',
    errors: Object.fromEntries(ids.map((id) => [id, expect.any(String)])),
  },
})

test('an import is undone as a whole, and not once someone uses or changed what it left (R32)', async () => {
  const before = await house.addLocation(zone, 'store', `Old ${zones}`)
  const text = await save(
    ['name', 'code', 'parent', 'type'],
    [
      [`New name ${zones}`, `OLD-${zones}`, '', ''],
      [`Fresh ${zones}`, '', `Zone ${zones}`, 'region'],
      [`Inside ${zones}`, '', `Fresh ${zones}`, 'store'],
    ],
  )
  const [fresh, inside] = [await idOf(`Fresh ${zones}`), await idOf(`Inside ${zones}`)]
  const { id: userId } = await house.person(inside, 'viewer')
  expect(await undo(text)).toMatchObject({ status: 409, body: { code: 'not_empty' } })
  await house.db.deleteFrom('membership').where('userId', '=', userId).execute()

  for (const id of [before, inside]) {
    await set(id, { country: 'Spain' })
    expect(await undo(text)).toMatchObject(changedMeanwhile(id))
    await set(id, { country: null })
  }
  await set(inside, { parentId: zone })
  expect(await undo(text)).toMatchObject(changedMeanwhile(inside))
  await set(inside, { parentId: fresh })
  const guest = await house.addLocation(fresh, 'store', `Guest ${zones}`)
  expect(await undo(text)).toMatchObject({ status: 409, body: { code: 'not_empty' } })
  await set(guest, { parentId: house.coast })

  expect((await undo(text)).status).toBe(204)
  expect(await below(zone)).toMatchObject([{ id: before, name: `Old ${zones}` }])
  expect((await undo(text)).status).toBe(404)
})

test('what was moved goes back only once the consequences are confirmed (R22)', async () => {
  const store = await house.addLocation(house.coast, 'store', `Mover ${zones}`)
  const text = await save(['code', 'parent'], [[`MOVER-${zones}`, `Zone ${zones}`]])
  await house.person(zone, 'viewer')
  const asked = await undo(text)
  expect(asked).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required', consequences: { locations: 1, usersLosingAccess: 1 } },
  })
  expect(await below(zone)).toMatchObject([{ id: store }])
  await house.db.transaction().execute(async (trx) => {
    await isOnlyPreview(trx, house.north)
    expect(await undo(text)).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  })
  expect((await undo(text, { confirm: true })).status).toBe(204)
  expect(await below(zone)).toEqual([])
})

test('an undo never puts a location below itself, nor below a store, whatever has been moved since', async () => {
  const was = await house.addLocation(zone, 'region', `Was ${zones}`)
  const is = await house.addLocation(zone, 'region', `Is ${zones}`)
  const moved = await house.addLocation(was, 'region', `Moved ${zones}`)
  const text = await save(['code', 'parent'], [[`MOVED-${zones}`, `Is ${zones}`]])
  expect(await below(is)).toMatchObject([{ id: moved }])

  await set(was, { parentId: moved })
  for (const confirm of [false, true])
    expect(await undo(text, { confirm })).toMatchObject(changedMeanwhile(moved))
  await set(was, { parentId: zone })
  await set(was, { type: 'store' })
  expect(await undo(text, { confirm: true })).toMatchObject(changedMeanwhile(moved))
  expect(await below(is)).toMatchObject([{ id: moved }])
})

test('a group that an import made of a store stays one while something is below it', async () => {
  const shop = await house.addLocation(zone, 'store', `Shop ${zones}`)
  const text = await save(['code', 'type'], [[`SHOP-${zones}`, 'region']])
  const inside = await house.addLocation(shop, 'store', `Corner ${zones}`)
  expect(await undo(text)).toMatchObject(changedMeanwhile(inside))
  await set(inside, { parentId: zone })
  expect((await undo(text)).status).toBe(204)
  expect(await below(zone)).toMatchObject([
    { name: `Corner ${zones}` },
    { name: `Shop ${zones}`, type: 'store' },
  ])
})

test('a location ID that was given to another since is not taken from it', async () => {
  const shop = await house.addLocation(zone, 'store', `Shop ${zones}`)
  const other = await house.addLocation(zone, 'store', `Other ${zones}`)
  const text = await save(['id', 'code'], [[shop, `SECOND-${zones}`]])
  await set(other, { code: `SHOP-${zones}` })
  expect(await undo(text)).toMatchObject(changedMeanwhile(shop))
  await set(other, { code: `OTHER-${zones}` })
  expect((await undo(text)).status).toBe(204)
  expect(await below(zone)).toMatchObject([{ id: other }, { id: shop, code: `SHOP-${zones}` }])
})

test('an undo is what the server has written: no one makes one up, alters one, or sends another’s (R22)', async () => {
  const text = await save(['name', 'parent'], [[`Mine ${zones}`, `Zone ${zones}`]])
  const { username } = await house.person(house.north, 'chain_manager')
  const colleague = await house.signIn(username)
  const letter = text.length - 20
  const altered = text.slice(0, letter) + (text[letter] === 'A' ? 'B' : 'A') + text.slice(letter + 1)
  for (const answer of [
    await undo(text, {}, colleague),
    await undo(altered),
    await undo('made up'),
    await undo(Buffer.from(JSON.stringify({ added: [], changed: [], moved: [] })).toString('base64url')),
  ])
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect(
    (await boss.ask('POST', '/locations/import/undo', { added: [], changed: [], moved: [] })).status,
  ).toBe(400)

  const actor = { kind: 'user' as const, userId: bossId }
  const atSouth = { actor, customerId: house.south }
  await expect(openUndo(house.sealer, atSouth, text, house.now())).rejects.toMatchObject({
    code: 'not_found',
  })
  const atNorth = { actor, customerId: house.north }
  expect((await openUndo(house.sealer, atNorth, text, house.now())).added).toHaveLength(1)
  expect(await below(zone)).toHaveLength(1)
  expect((await undo(text)).status).toBe(204)
})

test('an import can be undone for an hour', async () => {
  const text = await save(['name', 'parent'], [[`Late ${zones}`, `Zone ${zones}`]])
  const importing = { actor: { kind: 'user' as const, userId: bossId }, customerId: house.north }
  const after = (minutes: number) => new Date(house.now().getTime() + minutes * 60_000)
  expect((await openUndo(house.sealer, importing, text, after(59))).added).toHaveLength(1)
  await expect(openUndo(house.sealer, importing, text, after(60))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('who may no longer change what they have imported undoes nothing (R22)', async () => {
  const chain = await house.addLocation(house.north, 'chain', `Chain ${zones}`)
  const { id, username } = await house.person(chain, 'chain_manager')
  const manager = await house.signIn(username)
  const text = await save(['name', 'parent'], [[`Theirs ${zones}`, `Chain ${zones}`]], manager)
  await house.db.updateTable('membership').set({ role: 'viewer' }).where('userId', '=', id).execute()
  await house.db
    .insertInto('membership')
    .values({
      userId: id,
      customerId: house.north,
      locationId: house.east,
      locationType: 'chain',
      role: 'chain_manager',
    })
    .execute()
  expect(await undo(text, {}, manager)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await below(chain)).toHaveLength(1)
})
