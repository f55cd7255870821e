import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import {
  askMicrosoft,
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  setTenant,
  signInWithMicrosoft,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

let door: FrontDoor
let north: { chainId: string }

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

let customers = 0
beforeEach(async () => {
  // Each test its own customer; the addresses of the one before are out of the way.
  await sql`update user_account set email = id || '@gone.example'`.execute(door.db)
  await door.db
    .updateTable('microsoftLink')
    .set({ endedAt: new Date() })
    .where('endedAt', 'is', null)
    .execute()
  customers += 1
  north = await customerWithTenant(door, `North ${customers}`, northTenantId)
})

test('the first sign-in asks for consent, makes the link and opens a session; the next one just opens a session (R8, R10)', async () => {
  const bea = await userIn(door, north.chainId, 'bea.first@north.example')
  const browser = visitor(door)

  const first = await signInWithMicrosoft(door, browser, 'bea.first@north.example', {
    start: '/sign-in/microsoft?return_to=/account',
  })
  expect(first.location).toBe('/account')
  expect(await browser.session()).toMatchObject({ user: { id: bea.id }, signedInWith: 'microsoft' })

  const again = visitor(door)
  expect((await signInWithMicrosoft(door, again, 'bea.first@north.example')).location).toBe('/')
  const links = await door.db.selectFrom('microsoftLink').selectAll().where('userId', '=', bea.id).execute()
  expect(links).toMatchObject([
    { tenantId: northTenantId, loginId: 'bea.first@north.example', endedAt: null },
  ])
  expect(await newestAttempt(door)).toMatchObject({
    outcome: 'succeeded',
    userId: bea.id,
    tenantId: northTenantId,
  })
})

test('the first sign-in confirms the chain’s tenant, with who and when (R21)', async () => {
  const bea = await userIn(door, north.chainId, 'bea.first@north.example')
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  const settings = await door.db
    .selectFrom('advancedSettings')
    .selectAll()
    .where('locationId', '=', north.chainId)
    .executeTakeFirst()
  expect(settings).toMatchObject({ confirmedBy: bea.id, confirmedAt: expect.any(Date) })
})

test('an account that TMAS does not know is refused, told why, recorded, and leaves the users as they were (R1, R17)', async () => {
  const before = await door.db.selectFrom('userAccount').selectAll().orderBy('id').execute()
  const browser = visitor(door)
  const { location } = await signInWithMicrosoft(door, browser, 'ines.typo@north.example')

  const attempt = await newestAttempt(door)
  expect(location).toBe(`/sign-in?refused=unknown_user&reference=${attempt.reference}`)
  expect(attempt).toMatchObject({
    outcome: 'refused',
    code: 'unknown_user',
    loginId: 'ines.typo@north.example',
  })
  expect(await browser.session()).toBeUndefined()
  expect(await door.db.selectFrom('userAccount').selectAll().orderBy('id').execute()).toEqual(before)

  const page = await (await browser.get(location)).text()
  expect(page).toContain('This Microsoft account has no access to TMAS.')
  expect(page).toContain('You signed in to Microsoft as ines.typo@north.example.')
  expect(page).toContain(attempt.reference)
})

test('a wrong tenant reads the same as an unknown user; only the record tells them apart (R18)', async () => {
  await userIn(door, north.chainId, 'emil.other@south.example')
  const { location } = await signInWithMicrosoft(door, visitor(door), 'emil.other@south.example')
  const attempt = await newestAttempt(door)
  expect(attempt).toMatchObject({ code: 'tenant_mismatch', tenantId: southTenantId })
  expect(location).toBe(`/sign-in?refused=unknown_user&reference=${attempt.reference}`)
})

test('a chain without a tenant has no Microsoft door, and the person cannot tell (R12, R18)', async () => {
  const { chainId } = await customerWithTenant(door, `No Tenant ${customers}`, null)
  await userIn(door, chainId, 'ines.typo@north.example')
  const { location } = await signInWithMicrosoft(door, visitor(door), 'ines.typo@north.example')
  expect(await newestAttempt(door)).toMatchObject({ code: 'microsoft_not_enabled' })
  expect(location).toContain('refused=unknown_user')
})

test('capital letters in the account’s name are the same address (R9)', async () => {
  const dora = await userIn(door, north.chainId, 'dora.capital@north.example')
  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, 'Dora.Capital@North.example')
  expect(await browser.session()).toMatchObject({ user: { id: dora.id } })
})

test('an account without a mailbox comes in: the login ID is what counts, and an email claim opens no door (R9)', async () => {
  const mia = await userIn(door, north.chainId, 'mia.nomail@north.example')
  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, 'mia.nomail@north.example')
  expect(await browser.session()).toMatchObject({ user: { id: mia.id } })

  await userIn(door, north.chainId, 'c.mail@north.example')
  await signInWithMicrosoft(door, visitor(door), 'carl.mail@north.example')
  expect(await newestAttempt(door)).toMatchObject({
    code: 'unknown_user',
    loginId: 'carl.mail@north.example',
  })
})

test('a recreated account is refused while the old link stands (R10)', async () => {
  const rex = await userIn(door, north.chainId, 'rex.recreated@north.example')
  const now = new Date()
  await door.db
    .insertInto('microsoftLink')
    .values({
      id: crypto.randomUUID(),
      customerId: north.chainId,
      userId: rex.id,
      tenantId: northTenantId,
      objectId: crypto.randomUUID(),
      loginId: 'rex.recreated@north.example',
      linkedAt: now,
      lastUsedAt: now,
    })
    .execute()
  const { location } = await signInWithMicrosoft(door, visitor(door), 'rex.recreated@north.example')
  expect(location).toContain('refused=linked_to_other_account')
})

test('the link decides, whatever the account is called by now, and TMAS keeps the user’s own address (R1, R10)', async () => {
  const ada = await userIn(door, north.chainId, 'ada.linked@north.example')
  await signInWithMicrosoft(door, visitor(door), 'ada.linked@north.example')
  const person = door.emulator.directory.people.find(({ loginId }) => loginId === 'ada.linked@north.example')
  if (!person) throw new Error('Ada is gone')
  person.loginId = 'ada.married@north.example'
  try {
    const browser = visitor(door)
    await signInWithMicrosoft(door, browser, 'ada.married@north.example')
    expect(await browser.session()).toMatchObject({ user: { id: ada.id } })
    const user = door.db.selectFrom('userAccount').select('email').where('id', '=', ada.id)
    expect(await user.executeTakeFirst()).toEqual({ email: 'ada.linked@north.example' })
  } finally {
    person.loginId = 'ada.linked@north.example'
  }
})

test('a disabled user is refused, even with a link, and learns it only from the own tenant (R12)', async () => {
  const sue = await userIn(door, north.chainId, 'sue.disabled@north.example')
  await signInWithMicrosoft(door, visitor(door), 'sue.disabled@north.example')
  await door.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', sue.id).execute()
  const { location } = await signInWithMicrosoft(door, visitor(door), 'sue.disabled@north.example')
  expect(location).toContain('refused=account_disabled')
})

test('a guest comes in through the tenant’s own address, and not through the general one (R12)', async () => {
  const gus = await userIn(door, north.chainId, 'gus@partner.example')
  const elsewhere = await signInWithMicrosoft(door, visitor(door), 'gus@partner.example')
  expect(elsewhere.location).toContain('refused=unknown_user')
  expect(await newestAttempt(door)).toMatchObject({ code: 'tenant_mismatch' })

  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, 'gus@partner.example', {
    start: `/sign-in/microsoft?chain=${north.chainId}`,
  })
  expect(await browser.session()).toMatchObject({ user: { id: gus.id } })
})

test('who is somebody in several customers chooses after Microsoft has answered, and is linked only there (R11)', async () => {
  const harbour = await customerWithTenant(door, `Harbour ${customers}`, northTenantId)
  const inNorth = await userIn(door, north.chainId, 'bea.first@north.example')
  const inHarbour = await userIn(door, harbour.chainId, 'bea.first@north.example')
  const browser = visitor(door)

  const { location } = await signInWithMicrosoft(door, browser, 'bea.first@north.example')
  expect(location).toMatch(/^\/sign-in\/microsoft\/choose\?attempt=/)
  expect(await browser.session()).toBeUndefined()
  const page = await (await browser.get(location)).text()
  expect(page).toContain(`Harbour ${customers}`)

  const attempt = new URL(location, 'http://x').searchParams.get('attempt') ?? ''
  const stranger = visitor(door)
  await stranger.post('/sign-in/microsoft/choose', { attempt, customer: harbour.chainId })
  expect(await stranger.session()).toBeUndefined()

  const chosen = await browser.post('/sign-in/microsoft/choose', { attempt, customer: harbour.chainId })
  expect(chosen.headers.get('location')).toBe('/')
  expect(await browser.session()).toMatchObject({ user: { id: inHarbour.id } })
  const links = await door.db
    .selectFrom('microsoftLink')
    .select('userId')
    .where('endedAt', 'is', null)
    .execute()
  expect(links.map((link) => link.userId)).toEqual([inHarbour.id])

  // Through one chain's own address there is nothing to choose.
  const direct = visitor(door)
  await signInWithMicrosoft(door, direct, 'bea.first@north.example', {
    start: `/sign-in/microsoft?chain=${north.chainId}`,
  })
  expect(await direct.session()).toMatchObject({ user: { id: inNorth.id } })
})

test('of two accounts that claim one address at the same moment, one is linked and the other refused (R10)', async () => {
  await userIn(door, north.chainId, 'bea.first@north.example')
  const [one, two] = [visitor(door), visitor(door)]
  const first = await askMicrosoft(door, one, 'bea.first@north.example')
  door.emulator.control.tamper.idToken = ({ header, payload, sign }) =>
    sign(header, { ...payload, oid: 'b0b00000-0000-4000-8000-00000000beef' })
  const second = await askMicrosoft(door, two, 'bea.first@north.example')
  if (first.kind !== 'returned' || second.kind !== 'returned') throw new Error('nobody returned')
  // The token is made when the code is redeemed: only the second to ask gets the other object ID.
  let asked = 0
  door.emulator.control.tamper.idToken = ({ header, payload, sign }) =>
    sign(header, asked++ === 0 ? payload : { ...payload, oid: 'b0b00000-0000-4000-8000-00000000beef' })
  const outcomes = await Promise.all([one.get(first.url), two.get(second.url)])
  delete door.emulator.control.tamper.idToken

  const locations = outcomes.map((response) => response.headers.get('location') ?? '')
  expect(locations.filter((location) => location === '/')).toHaveLength(1)
  expect(locations.filter((location) => location.includes('linked_to_other_account'))).toHaveLength(1)
})

test('two first sign-ins of one person at the same moment both succeed and make one link (R10)', async () => {
  const bea = await userIn(door, north.chainId, 'bea.first@north.example')
  const browsers = Array.from({ length: 5 }, () => visitor(door))
  const endings = await Promise.all(
    browsers.map((browser) => askMicrosoft(door, browser, 'bea.first@north.example')),
  )
  await Promise.all(browsers.map((browser, i) => browser.get((endings[i] as { url: string }).url)))
  for (const browser of browsers) expect(await browser.session()).toMatchObject({ user: { id: bea.id } })
  const links = await door.db.selectFrom('microsoftLink').selectAll().where('userId', '=', bea.id).execute()
  expect(links).toHaveLength(1)
})

test('a changed tenant ID ends the sessions that no longer satisfy it, and the old link opens nothing (R6)', async () => {
  await userIn(door, north.chainId, 'bea.first@north.example')
  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, 'bea.first@north.example')
  await setTenant(door, north.chainId, southTenantId)
  expect(await browser.session()).toBeUndefined()
  const { location } = await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example')
  expect(location).toContain('refused=unknown_user')
  expect(await newestAttempt(door)).toMatchObject({ code: 'tenant_mismatch' })
})

test('a chain under another takes the nearest ancestor’s tenant until it has its own (R5)', async () => {
  const brandId = crypto.randomUUID()
  await door.db
    .insertInto('location')
    .values({
      id: brandId,
      customerId: north.chainId,
      parentId: north.chainId,
      type: 'chain',
      name: 'Brand',
      createdAt: new Date(),
    })
    .execute()
  const bea = await userIn(door, brandId, 'bea.first@north.example')
  const browser = visitor(door)
  await signInWithMicrosoft(door, browser, 'bea.first@north.example')
  expect(await browser.session()).toMatchObject({ user: { id: bea.id } })

  await setTenant(door, brandId, southTenantId)
  expect(await browser.session()).toBeUndefined()
})

test.each<[string, (browser: Visitor, popup: string) => Promise<unknown>]>([
  ['consent_declined', (browser) => decline(browser)],
  ['popup_closed', (browser, popup) => browser.post('/sign-in/microsoft/cancel', { popup })],
])(
  'an attempt through a chain’s own address concerns its customer, also when it ends as %s (R19)',
  async (code, end) => {
    const browser = visitor(door)
    const popup = crypto.randomUUID()
    const start = `/sign-in/microsoft?chain=${north.chainId}&popup=${popup}&display=popup`
    if (code === 'popup_closed') await browser.get(start)
    await end(browser, popup)
    const attempt = await newestAttempt(door)
    expect(attempt.code).toBe(code)
    const seenBy = await door.db
      .selectFrom('signInAttemptCustomer')
      .select('customerId')
      .where('attemptId', '=', attempt.id)
      .execute()
    expect(seenBy).toEqual([{ customerId: north.chainId }])
  },
)

function decline(browser: Visitor) {
  const start = `/sign-in/microsoft?chain=${north.chainId}`
  return signInWithMicrosoft(door, browser, 'cleo.declines@north.example', { start, answer: 'decline' })
}

test('a pop-up that is opened again after its attempt has ended, or while a choice is open, begins another (R7)', async () => {
  const harbour = await customerWithTenant(door, `Harbour ${customers}`, northTenantId)
  await userIn(door, north.chainId, 'bea.first@north.example')
  await userIn(door, harbour.chainId, 'bea.first@north.example')
  const browser = visitor(door)
  const start = `/sign-in/microsoft?popup=${crypto.randomUUID()}&display=popup`
  await signInWithMicrosoft(door, browser, 'bea.first@north.example', { start })
  expect((await browser.get(start)).status).toBe(303)
  await browser.post('/sign-in/microsoft/cancel', { popup: start.slice(25, 61) })
  expect((await browser.get(start)).status).toBe(303)
})

test('an open choice among customers dies when somebody signs out in this browser', async () => {
  const harbour = await customerWithTenant(door, `Harbour ${customers}`, northTenantId)
  await userIn(door, north.chainId, 'bea.first@north.example')
  await userIn(door, harbour.chainId, 'bea.first@north.example')
  const browser = visitor(door)
  const { location } = await signInWithMicrosoft(door, browser, 'bea.first@north.example')
  const attempt = new URL(location, 'http://x').searchParams.get('attempt') ?? ''
  await browser.post('/sign-out', {})
  await browser.post('/sign-in/microsoft/choose', { attempt, customer: harbour.chainId })
  expect(await browser.session()).toBeUndefined()
})

test('an image or a frame on somebody’s page starts no sign-in; a window that goes there does', async () => {
  const site = { 'sec-fetch-site': 'cross-site' }
  const image = await visitor(door).get('/sign-in/microsoft', {
    ...site,
    'sec-fetch-mode': 'no-cors',
    'sec-fetch-dest': 'image',
  })
  expect(image.status).toBe(403)
  const visit = await visitor(door).get('/sign-in/microsoft', {
    ...site,
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  })
  expect(visit.status).toBe(303)
})

test('an attempt that does not come back is closed as not_returned after 15 minutes, for its customer to see (R17)', async () => {
  await visitor(door).get(`/sign-in/microsoft?chain=${north.chainId}`)
  const attempt = await newestAttempt(door)
  await closeUnreturned(door.db, new Date(door.now().getTime() + 16 * 60 * 1000))
  expect(await newestAttempt(door)).toMatchObject({
    id: attempt.id,
    outcome: 'refused',
    code: 'not_returned',
  })
})
