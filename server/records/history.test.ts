import { afterAll, beforeAll, expect, test } from 'vitest'
import { callApi, setTenant, signInWithMicrosoft, visitor } from '#server/testing/front-door.ts'
import { type Asking, type Body, type House, openHouse } from '#server/users/testing/house.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

let house: House
let boss: Asking

beforeAll(async () => {
  house = await openHouse()
  const made = { firstName: 'Max', lastName: 'Boss' }
  boss = await house.signIn((await house.person(house.north, 'chain_and_user_manager', made)).username)
})
afterAll(() => house.close())

const historyOf = async (reader: Asking, id: string, query = ''): Promise<Body> =>
  (await reader.ask('GET', `/users/${id}/history${query}`)).body

/** A clerk who was added by a manager, guessed wrong, signed in, was changed, and was signed out. */
async function clerkWithAPast(username: string) {
  const clerk = await house.person(house.store, 'viewer', { username })
  await boss.ask('POST', `/users/${clerk.id}/mail`)
  await callApi(visitor(house), 'POST', '/session', { username, password: 'Wrong-Harbour-7' })
  await house.signIn(username)
  await boss.ask('PATCH', `/users/${clerk.id}`, { title: 'Cashier', mobilePhone: '+33 1' })
  await boss.ask('DELETE', `/users/${clerk.id}/sessions`)
  return clerk
}

test('sign-ins, sessions, changes and mails of a person are one time line of sentences, newest first (R23, R25, R31)', async () => {
  const { id } = await clerkWithAPast('cara.clerk')
  const { items, total, next } = await historyOf(boss, id)
  expect({ total, next }).toEqual({ total: items.length, next: null })
  const told = items.map(({ kind, sentence }: Body) => [kind, sentence])
  expect(told.slice(0, 2)).toEqual([
    ['session', 'Max Boss signed this person out.'],
    ['change', 'Max Boss changed this person’s details: Title, Mobile phone.'],
  ])
  expect(told).toContainEqual(['sign_in', 'Signed in with a password.'])
  expect(told).toContainEqual(['sign_in', 'A sign-in with a password was refused. Cause: Wrong password.'])
  expect(told).toContainEqual([
    'mail',
    'The e-mail “Welcome to TMAS” to cara.clerk@north.example is waiting to be sent.',
  ])
  expect(told).toContainEqual([
    'change',
    'The TMAS operator gave this person the permission type Viewer at Store 1.',
  ])
  const times = items.map(({ at }: Body) => at)
  expect(times).toEqual([...times].sort().reverse())
})

test('the sentences are in the reader’s own language (R24)', async () => {
  const { id } = await clerkWithAPast('fred.clerk')
  const reader = await house.person(house.north, 'user_manager', { language: 'fr' })
  const { items } = await historyOf(await house.signIn(reader.username), id)
  const told = items.map(({ sentence }: Body) => sentence)
  expect(told).toContain('Max Boss a déconnecté cette personne.')
  expect(told).toContain('Connexion réussie avec un mot de passe.')
})

test('pages follow each other without gap or repetition, and one kind can be asked for', async () => {
  const { id } = await clerkWithAPast('paula.clerk')
  const whole = (await historyOf(boss, id)).items
  const seen: Body[] = []
  let cursor: string | null = null
  do {
    const page: Body = await historyOf(boss, id, `?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    seen.push(...page.items)
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(whole)
  for (const kind of ['sign_in', 'session', 'change', 'mail']) {
    const { items, total } = await historyOf(boss, id, `?kind=${kind}`)
    expect(items, kind).toEqual(whole.filter((item: Body) => item.kind === kind))
    expect([kind, total > 0, total]).toEqual([kind, true, items.length])
  }
  expect((await boss.ask('GET', `/users/${id}/history?cursor=nonsense`)).status).toBe(400)
})

test('the history shows of a sign-in what the list of sign-ins shows to the same reader, and no more (R31)', async () => {
  await setTenant(house, house.north, southTenantId)
  const dora = await house.person(house.east, 'viewer', { email: 'dora.capital@north.example' })
  // An account of another tenant that has the address.
  await signInWithMicrosoft(house, visitor(house), 'Dora.Capital@North.example')
  // An address that was only typed.
  await visitor(house).get('/sign-in/microsoft?login_hint=dora.capital%40north.example')
  await setTenant(house, house.north, northTenantId)
  await signInWithMicrosoft(house, visitor(house), 'Dora.Capital@North.example')

  const keeper = await house.signIn((await house.person(house.east, 'user_manager')).username)
  for (const reader of [boss, keeper]) {
    const listed = (await reader.ask('GET', `/sign-ins?user=${dora.id}`)).body.items
    const told = (await historyOf(reader, dora.id, '?kind=sign_in')).items
    expect(listed.length).toBeGreaterThanOrEqual(2)
    expect(told.map(({ reference, ip, userAgent }: Body) => ({ reference, ip, userAgent }))).toEqual(
      listed.map(({ reference, ip, userAgent }: Body) => ({ reference, ip, userAgent })),
    )
    const hidden = listed.filter(({ reading }: Body) => reading === 'other_tenant')
    expect(hidden).toMatchObject([{ ip: null, userAgent: null }])
  }
})

test('a change is told to whoever reads it in the audit trail, and to nobody else (R22, R23)', async () => {
  const { id } = await clerkWithAPast('rita.clerk')
  // A second role, so that the manager of the one branch reads nothing that names the other.
  await boss.ask('PATCH', `/users/${id}`, {
    memberships: [
      { locationId: house.store, role: 'viewer' },
      { locationId: house.east, role: 'viewer' },
    ],
  })
  const keeper = await house.signIn((await house.person(house.east, 'user_manager')).username)
  for (const reader of [boss, keeper]) {
    const trail = (await reader.ask('GET', '/audit?limit=200')).body.items
    const expected = trail.filter(
      ({ detail, action }: Body) =>
        detail.userId === id && action !== 'sign-in.completed' && !action.startsWith('session.'),
    )
    const { items, total } = await historyOf(reader, id, '?kind=change&limit=200')
    expect(total).toBe(items.length)
    expect(items.map((item: Body) => item.id)).toEqual(expected.map((item: Body) => item.id))
    expect(items.length).toBeGreaterThan(1)
  }
})

test('mails are told to those who may change the person, without their text, with what became of them (R25, R22)', async () => {
  const chief = await house.person(house.north, 'chain_manager', { username: 'chief.of.all' })
  expect((await boss.ask('POST', `/users/${chief.id}/mail`)).status).toBe(202)
  await house.db
    .updateTable('mail')
    .set({ failedAt: house.now(), lastError: '550 5.1.1 User unknown' })
    .where('userId', '=', chief.id)
    .execute()
  const [mail] = (await historyOf(boss, chief.id, '?kind=mail')).items
  expect(mail).toMatchObject({ delivery: 'refused', error: '550 5.1.1 User unknown', reference: null })
  expect(JSON.stringify(mail)).not.toContain('token=')
  const keeper = await house.signIn((await house.person(house.north, 'user_manager')).username)
  expect(await historyOf(keeper, chief.id, '?kind=mail')).toMatchObject({ items: [], total: 0 })
  expect((await historyOf(keeper, chief.id)).total).toBeGreaterThan(0)
})

test('nobody reads the history of a person outside their branch, nor of another customer (R22)', async () => {
  const outside = await house.person(house.coast, 'viewer')
  const keeper = await house.signIn((await house.person(house.east, 'user_manager')).username)
  const stranger = await house.person(house.south, 'viewer')
  expect((await keeper.ask('GET', `/users/${outside.id}/history`)).status).toBe(403)
  expect((await boss.ask('GET', `/users/${stranger.id}/history`)).status).toBe(404)
})

test('when an attempt is deleted for its age, the audit trail still tells the sign-in (R39)', async () => {
  const { id } = await clerkWithAPast('olga.clerk')
  await house.db
    .deleteFrom('signInAttempt')
    .where('id', 'in', (query) =>
      query.selectFrom('signInAttemptCustomer').select('attemptId').where('userId', '=', id),
    )
    .execute()
  const { items } = await historyOf(boss, id, '?kind=sign_in')
  expect(items.map(({ sentence }: Body) => sentence)).toEqual([
    messages.en.history.changes['sign-in.completed'](),
  ])
})
