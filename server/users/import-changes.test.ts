import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { workbookType, writeWorkbook } from '#server/sheets/write-workbook.ts'
import { tmasUrl } from '#server/testing/front-door.ts'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { insertLink } from './links.queries.ts'
import { type Asking, type Body, type House, openHouse } from './testing/house.ts'

let house: House
let boss: Asking

beforeAll(async () => {
  house = await openHouse()
  const { username } = await house.person(house.north, 'chain_and_user_manager', { username: 'the.boss' })
  boss = await house.signIn(username)
})
afterAll(() => house.close())

const check = (file: string, who = boss) => who.ask('POST', '/users/import?dryRun=true', file)
const save = (file: string, query = '', who = boss) => who.ask('POST', `/users/import${query}`, file)
const faultsOf = (body: Body) => body.rows.map(({ faults }: { faults: object }) => faults)
const userNamed = async (username: string) =>
  (await boss.ask('GET', `/users?search=${username}`)).body.items[0]

test('headings and values are read as people write them: labels in three languages, any case and order, sep=', async () => {
  const files = [
    'sep=;\r\nE-MAIL;Permission Type;store;User Name;first name\r\nle.a@north.example;location manager;Store 1;le.a;Léa',
    'Nom d’utilisateur\tAdresse e-mail\tType de permission\tEmplacement\tPrénom\tLangue\nle.b\tle.b@north.example\tResponsable d’emplacement\tNorth › Coast › Store 1\tLéa\tFrançais',
    'Usuario,Correo electrónico,Tipo de permiso,Ubicación,Nombre,Idioma\nle.c,le.c@north.example,Responsable de ubicación,store-1,Léa,francés',
  ]
  for (const file of files) {
    const { status, body } = await check(file)
    expect(status).toBe(200)
    expect(body).toMatchObject({ refused: file.includes('store-1,') ? 1 : 0 })
  }
  expect((await save(files[1] ?? '')).status).toBe(201)
  expect(await userNamed('le.b')).toMatchObject({
    firstName: 'Léa',
    language: 'fr',
    memberships: [{ locationId: house.store, role: 'location_manager' }],
  })
})

test('a heading that is not known is named with the nearest one that is; what only an export has is no mistake', async () => {
  const file =
    'username,email,role,location,Fist name,Badge,status,lastSignInAt\na.b,a.b@north.example,viewer,STORE-1,A,7,enabled,'
  expect((await check(file)).body.ignored).toEqual([
    { heading: 'Fist name', nearest: 'firstName' },
    { heading: 'Badge', nearest: null },
    { heading: 'status', nearest: null },
    { heading: 'lastSignInAt', nearest: null },
  ])
})

test('a workbook is read, and every cell that would be saved is answered', async () => {
  const columns = ['Username', 'E-mail', 'Permission type', 'Location', 'Mobile phone'].map((heading) => ({
    heading,
    width: 20,
  }))
  const book = await writeWorkbook('People', columns, [
    ['wb.one', 'wb.one@north.example', 'Viewer', 'STORE-1', '0049 30 1'],
  ])
  const { status, body } = await boss.ask('POST', '/users/import?dryRun=true', new Uint8Array(book), {
    'content-type': workbookType,
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    added: 1,
    sheet: { name: 'People', others: 0 },
    rows: [
      {
        line: 2,
        outcome: 'add',
        cells: {
          username: 'wb.one',
          email: 'wb.one@north.example',
          role: 'Viewer',
          location: 'STORE-1',
          mobilePhone: '0049 30 1',
        },
      },
    ],
  })
})

test('what a spreadsheet has damaged or shortened is a fault, and an encoding that is a guess is said', async () => {
  const rows = [
    'da.a,da.a@north.example,viewer,STORE-1,4.91512E+12,',
    'da.b,da.b@north.example,viewer,#N/A,,',
    'da.c,da.c@north.example,viewer,1.2E+10,,Night',
    'da.d,da.d@north.example,viewer,STORE-1,,=1+1',
  ]
  const { body } = await check(`username,email,role,location,mobilePhone,description\n${rows.join('\n')}`)
  expect(faultsOf(body)).toEqual([
    { mobilePhone: 'scientific' },
    { location: 'damaged' },
    { location: 'scientific' },
    { description: 'formula' },
  ])
  const mac = Buffer.from(
    'username,email,role,location,firstName\nzoe,zoe@north.example,viewer,STORE-1,Zo\u0091',
    'latin1',
  )
  const asked = (query: string) => boss.ask('POST', `/users/import?dryRun=true${query}`, new Uint8Array(mac))
  expect((await asked('')).body.guessedEncoding).toBe('windows-1252')
  expect((await asked('&encoding=macintosh')).body.rows[0].cells.firstName).toBe('Zoë')
})

test('a row changes the user with its username: the differences are shown first, and the same import once more changes nothing', async () => {
  const { id } = await house.person(house.store, 'viewer', {
    username: 'ch.one',
    firstName: 'Ada',
    title: 'Clerk',
  })
  const file = 'username,firstName,title,endsOn\nCH.ONE,Adele,,2030-01-31\n'
  const { body } = await check(file)
  expect(body).toMatchObject({
    added: 0,
    changed: 1,
    consequences: { usersWithOtherEnd: 1, usersWithNewAddress: 0 },
    rows: [
      {
        userId: id,
        outcome: 'change',
        differences: [
          { column: 'firstName', before: 'Ada', after: 'Adele' },
          { column: 'title', before: 'Clerk', after: null },
          { column: 'endsOn', before: null, after: '2030-01-31' },
        ],
      },
    ],
  })
  expect(await userNamed('ch.one')).toMatchObject({ firstName: 'Ada', title: 'Clerk', endsOn: null })
  expect((await save(file)).body.code).toBe('confirmation_required')
  expect((await save(file, '?confirm=true')).body).toMatchObject({ saved: true, changed: 1 })
  expect(await userNamed('ch.one')).toMatchObject({ firstName: 'Adele', title: '', endsOn: '2030-01-31' })
  const records = async () =>
    (await house.db.selectFrom('auditRecord').select('id').where('action', '=', 'user.changed').execute())
      .length
  const before = await records()
  expect((await save(file, '?confirm=true')).body).toMatchObject({ saved: true, changed: 0, unchanged: 1 })
  expect(await records()).toBe(before)
})

test('the rows of a user are their roles: one that moves is shown as moved, one that is missing as taken away', async () => {
  await house.person(house.store, 'viewer', { username: 'ro.one', email: 'ro.one@north.example' })
  const moved = await check('username,role,location\nro.one,viewer,COAST\n')
  expect(moved.body.rows[0]).toMatchObject({
    outcome: 'change',
    differences: [{ column: 'location', before: 'Store 1 (STORE-1)', after: 'Coast (COAST)' }],
    takenAway: [],
  })
  const both = 'username,role,location\nro.one,viewer,STORE-1\nro.one,location_manager,EAST\n'
  expect((await save(both, '?confirm=true')).status).toBe(201)
  const { memberships } = await userNamed('ro.one')
  expect(memberships).toHaveLength(2)
  const one = await check('username,role,location\nro.one,location_manager,EAST\n')
  expect(one.body.rows[0]).toMatchObject({
    outcome: 'change',
    differences: [],
    takenAway: [{ role: 'viewer', location: 'Store 1 (STORE-1)' }],
  })
  const twice = await check('username,role,location\nro.one,viewer,EAST\nro.one,location_manager,EAST\n')
  expect(faultsOf(twice.body)).toEqual([{}, { username: 'twice_in_file' }])
  const onlyRole = await check('username,role\nro.one,viewer\n')
  expect(faultsOf(onlyRole.body)).toEqual([{ location: 'missing' }])
})

test('a new address ends the link with Microsoft and its sessions, is told before it is saved, and is mailed of a manager (R10, R27)', async () => {
  const { id } = await house.person(house.east, 'user_manager', {
    username: 'ad.one',
    email: 'ad.one@north.example',
  })
  await house.db.transaction().execute((trx) =>
    insertLink(trx, {
      id: crypto.randomUUID(),
      customerId: house.north,
      userId: id,
      tenantId: northTenantId,
      objectId: crypto.randomUUID(),
      loginId: 'ad.one@north.example',
      linkedAt: house.now(),
      lastUsedAt: house.now(),
    }),
  )
  const file = 'username,email\nad.one,ad.new@north.example\n'
  const { body } = await check(file)
  expect(body.consequences).toMatchObject({ usersWithNewAddress: 1, linksOfManagersThatEnd: 1 })
  expect((await save(file, '?confirm=true')).status).toBe(201)
  expect(await userNamed('ad.one')).toMatchObject({ email: 'ad.new@north.example', microsoftLink: null })
  const notices = await mailsTo(house, 'the.boss@north.example')
  expect(notices.some(({ textBody }) => textBody?.includes('ad.new@north.example'))).toBe(true)
})

test('who loses a location in an import is signed out, as in the form (R28)', async () => {
  const { username } = await house.person(house.store, 'viewer', { username: 'mv.one' })
  const person = await house.signIn(username)
  const file = 'username,role,location\nmv.one,viewer,EAST\n'
  expect((await check(file)).body.consequences).toMatchObject({ usersWithOtherRoles: 1, sessionsThatEnd: 1 })
  expect((await person.ask('GET', '/session')).status).toBe(200)
  expect((await save(file, '?confirm=true')).status).toBe(201)
  expect((await person.ask('GET', '/session')).status).toBe(401)
})

test('nobody above one’s role or outside one’s branch is changed, and a user out of reach is but a name that is taken (R22, AUTHZ-13)', async () => {
  await house.person(house.store, 'viewer', { username: 'far.one', email: 'far.one@north.example' })
  await house.person(house.east, 'chain_manager', { username: 'high.one', email: 'high.one@north.example' })
  await house.person(house.east, 'viewer', { username: 'near.one', email: 'near.one@north.example' })
  const { username } = await house.person(house.east, 'user_manager')
  const keeper = await house.signIn(username)
  const { body } = await check(
    [
      'username,title,role,location,email',
      'far.one,Boss,viewer,EAST,far.new@north.example',
      'high.one,Boss,,,high.one@north.example',
      'near.one,,chain_and_user_manager,EAST,near.one@north.example',
      'near.two,,viewer,COAST,near.two@north.example',
    ].join('\n'),
    keeper,
  )
  expect(body.rows.map(({ userId, faults }: Body) => [userId === null, faults])).toEqual([
    [true, { username: 'username_taken' }],
    [false, { row: 'beyond_your_reach' }],
    [false, { role: 'beyond_your_role' }],
    [true, { location: 'no_such_location' }],
  ])
  // What changes nothing needs no permission, so that a whole list can be imported again.
  const same = await check('username,email\nhigh.one,high.one@north.example\n', keeper)
  expect(same.body).toMatchObject({ unchanged: 1, refused: 0 })
})

test('nobody changes their own address, roles or end in an import, nor the last manager at the top (R16, R22, R33)', async () => {
  const { body } = await check('username,email,endsOn\nthe.boss,else@north.example,2030-01-01\n')
  expect(faultsOf(body)).toEqual([{ email: 'yourself', endsOn: 'yourself' }])
  const other = await house.person(house.north, 'chain_and_user_manager', { username: 'other.boss' })
  const file = `username,role,location\nthe.boss,viewer,STORE-1\n`
  const theirs = await house.signIn(other.username)
  await house.db.updateTable('userAccount').set({ passwordHash: null }).where('id', '=', other.id).execute()
  // What would change is answered with it, so that it can be seen what to leave out.
  expect(await check(`${file}mv.one,viewer,STORE-1\n`, theirs)).toMatchObject({
    status: 200,
    body: {
      obstacle: { code: 'last_manager', lines: [2] },
      consequences: null,
      changed: 2,
      rows: [{ outcome: 'change', differences: [{ column: 'role' }, { column: 'location' }] }, {}],
    },
  })
  expect(await save(file, '?confirm=true', theirs)).toMatchObject({
    status: 409,
    body: { code: 'last_manager' },
  })
})

test('a name or address that one user gives up in a file is another’s in the same file, also if two swap theirs (R2)', async () => {
  const { id: ann } = await house.person(house.store, 'viewer', {
    username: 'sw.ann@north.example',
    email: 'sw.ann@north.example',
  })
  const { id: ben } = await house.person(house.store, 'viewer', {
    username: 'sw.ben@north.example',
    email: 'sw.ben@north.example',
  })
  await house.person(house.store, 'viewer', { username: 'sw.cy', email: 'sw.cy@north.example' })
  const swap = [
    'username,email,role,location',
    'sw.ann@north.example,sw.ben@north.example,,',
    'sw.ben@north.example,sw.ann@north.example,,',
    'sw.cy,sw.cy.new@north.example,,',
    'sw.new,sw.cy@north.example,viewer,STORE-1',
    '',
  ].join('\n')
  const { body } = await check(swap)
  expect(faultsOf(body)).toEqual([{}, {}, {}, {}])
  expect(body).toMatchObject({ refused: 0, changed: 3, added: 1 })
  expect((await save(swap, '?confirm=true')).status).toBe(201)
  expect((await boss.ask('GET', `/users/${ann}`)).body).toMatchObject({
    username: 'sw.ben@north.example',
    email: 'sw.ben@north.example',
  })
  expect((await boss.ask('GET', `/users/${ben}`)).body).toMatchObject({
    username: 'sw.ann@north.example',
    email: 'sw.ann@north.example',
  })
  expect(await userNamed('sw.new')).toMatchObject({ email: 'sw.cy@north.example' })

  // What someone keeps is taken, and so is what two rows want.
  const clashes = [
    'sw.cy,sw.new@north.example',
    'sw.new,sw.new@north.example',
    'sw.ann@north.example,sw.ann@north.example',
  ]
  const clashing = await check(`username,email\n${clashes.join('\n')}\n`)
  expect(faultsOf(clashing.body)).toEqual([{ email: 'twice_in_file' }, { email: 'twice_in_file' }, {}])
  const kept = await check('username,email\nsw.cy,sw.ann@north.example\n')
  expect(faultsOf(kept.body)).toEqual([{ email: 'email_taken' }])
})

test('a username that follows its address to one that looks like it is the user’s own, and no other’s (R2)', async () => {
  await house.person(house.store, 'viewer', {
    username: 'look.l@north.example',
    email: 'look.l@north.example',
  })
  const { body } = await check('username,email\nlook.l@north.example,look.I@north.example\n')
  expect(faultsOf(body)).toEqual([{}])
  expect(
    (await save('username,email\nlook.l@north.example,look.I@north.example\n', '?confirm=true')).status,
  ).toBe(201)
  const other = await check(
    'username,email,role,location\nIook.l@north.example,Iook.l@north.example,viewer,STORE-1\n',
  )
  expect(faultsOf(other.body)).toEqual([{ username: 'username_taken' }])
})

test('links that end are counted by what their people do next, and an end date that is removed by itself (R10, R14)', async () => {
  const link = async (username: string, role: 'viewer' | 'chain_manager') => {
    const place = role === 'viewer' ? house.store : house.north
    const { id } = await house.person(place, role, { username, email: `${username}@north.example` })
    const row = {
      ...{ id: crypto.randomUUID(), customerId: house.north, userId: id, tenantId: northTenantId },
      ...{ objectId: crypto.randomUUID(), loginId: `${username}@north.example` },
      ...{ linkedAt: house.now(), lastUsedAt: house.now() },
    }
    await house.db.transaction().execute((trx) => insertLink(trx, row))
    return id
  }
  await link('case.person', 'viewer')
  await link('case.manager', 'chain_manager')
  await link('case.promoted', 'viewer')
  const { id } = await house.person(house.store, 'viewer', { username: 'case.end' })
  expect((await boss.ask('PATCH', `/users/${id}`, { endsOn: '2031-01-31' })).status).toBe(200)
  const file = [
    'role,location,username,email,endsOn',
    ',,case.person,case.person2@north.example',
    ',,case.manager,case.manager2@north.example',
    'chain_manager,NORTH,case.promoted',
    ',,case.end,case.end@north.example,',
  ].join('\n')
  const { body } = await check(file)
  expect(body.consequences).toMatchObject({
    ...{ linksThatEnd: 1, linksOfManagersThatEnd: 1, linksOfPromotedThatEnd: 1 },
    ...{ usersWithOtherEnd: 0, usersWithoutEnd: 1, usersWithNewAddress: 2 },
  })
})

test('many managers’ new addresses are one notice to each manager, and each is told at their former address (R27)', async () => {
  const managers = ['note.one', 'note.two', 'note.three']
  for (const username of managers) {
    const { id } = await house.person(house.north, 'chain_manager', {
      username,
      email: `${username}@north.example`,
    })
    await house.db
      .updateTable('userAccount')
      .set({ shownEmail: `${username}@north.example` })
      .where('id', '=', id)
      .execute()
  }
  const before = (await mailsTo(house, 'the.boss@north.example')).length
  const file = ['username,email', ...managers.map((name) => `${name},${name}.new@north.example`)].join('\n')
  expect((await save(file, '?confirm=true')).status).toBe(201)
  const notices = await mailsTo(house, 'the.boss@north.example')
  expect(notices.length - before).toBe(1)
  for (const name of managers)
    expect(notices.some(({ textBody }) => textBody?.includes(`${name}.new@north.example`))).toBe(true)
  const own = await mailsTo(house, 'note.two@north.example')
  expect(own.some(({ textBody }) => textBody?.includes('note.two.new@north.example'))).toBe(true)
})

test('only what was checked is saved: a user who changes meanwhile refuses the import (R32)', async () => {
  const { id } = await house.person(house.store, 'viewer', { username: 've.one', title: 'Clerk' })
  const file = 'username,title\nve.one,Baker\n'
  const { headers } = await check(file)
  const version = { 'if-match': headers.get('etag') ?? '' }
  expect((await boss.ask('PATCH', `/users/${id}`, { title: 'Cook' })).status).toBe(200)
  expect(await boss.ask('POST', '/users/import', file, version)).toMatchObject({
    status: 412,
    body: { code: 'changed_meanwhile' },
  })
  expect(await userNamed('ve.one')).toMatchObject({ title: 'Cook' })
})

test('what was checked is saved in whatever order its columns are sent, empty or left out (R32)', async () => {
  const { headers } = await check(
    'title,username,email,role,location\nCook,or.one,or.one@north.example,viewer,EAST\n',
  )
  const same = 'username,firstName,email,title,location,role\nor.one,,or.one@north.example,Cook,EAST,viewer\n'
  const version = { 'if-match': headers.get('etag') ?? '' }
  expect(await boss.ask('POST', '/users/import', same, version)).toMatchObject({
    status: 201,
    body: { added: 1 },
  })
})

test('rows about one user by two of their names are a fault of each of these rows (R2, R23)', async () => {
  await save('username,email,role,location\ntwo@north.example,two@north.example,viewer,STORE-1')
  const file = [
    'username,email,title',
    'two@north.example,new.two@north.example,',
    'other@north.example,two@north.example,Clerk',
  ].join('\n')
  const { body } = await check(file)
  const twice = expect.objectContaining({ username: 'twice_in_file' })
  expect(faultsOf(body)).toEqual([twice, twice])
  expect(body.rows.map(({ otherLine }: Body) => otherLine)).toEqual([3, 2])
})

test('with progress the answer is lines: how far it is, and then what came of it or what is wrong', async () => {
  const rows = Array.from({ length: 1200 }, (_, i) => `pr.${i},pr.${i}@north.example,viewer,STORE-1`)
  const file = ['username,email,role,location', ...rows].join('\n')
  const linesOf = (body: string) =>
    body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  const { status, body } = await save(file, '?progress=true')
  expect(status).toBe(200)
  const lines = linesOf(body)
  const hundreds = Array.from({ length: 12 }, (_, part) => 100 * part)
  expect(lines.filter(({ step }) => step === 'adding').map(({ done }) => done)).toEqual(hundreds)
  expect(lines.at(-1).result).toMatchObject({ saved: true, added: 1200 })
  const refused = await save('username,email\nthe.boss,else@north.example\n', '?progress=true&confirm=true')
  expect(linesOf(refused.body).at(-1).problem).toMatchObject({ code: 'invalid_request', status: 400 })
})

test('the export is in the reader’s language with the separator of their region, and imported again it changes nothing', async () => {
  await house.person(house.store, 'viewer', {
    username: 'ex.one',
    firstName: '=1+1',
    mobilePhone: '+33 1 23',
    description: 'Two\nlines; "quoted"',
  })
  for (const language of ['en', 'fr', 'es'] as const) {
    await boss.ask('PATCH', '/account', { language })
    for (const format of ['csv', 'xlsx']) {
      const cookie = [...boss.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await house.app.request(`${tmasUrl}/api/v1/users/export?format=${format}`, {
        headers: { host: new URL(tmasUrl).host, cookie },
      })
      expect(answer.status).toBe(200)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const type = { 'content-type': answer.headers.get('content-type') ?? '' }
      const { body } = await boss.ask('POST', '/users/import?dryRun=true', bytes, type)
      expect(body).toMatchObject({ added: 0, changed: 0, refused: 0 })
      expect(body.ignored.map(({ nearest }: Body) => nearest)).toEqual([null, null])
      expect(body.unchanged).toBe(body.total)
      if (format === 'csv') {
        const [head] = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\r\n')
        const { username, email } = messages[language].userImport.columns
        expect(head).toContain(`\uFEFF"${username}"${language === 'en' ? ',' : ';'}"${email}"`)
      }
    }
  }
  await boss.ask('PATCH', '/account', { language: 'en' })
  expect((await boss.ask('GET', '/users/template?format=csv')).body).toContain('Username')
  const { body } = await boss.ask('GET', '/users/export?format=csv&search=ex.one')
  expect(body.split('\r\n')).toHaveLength(3)
})

test('what changed before the lock was there is judged again: no one changes a user who was promoted meanwhile (R22)', async () => {
  const { id } = await house.person(house.east, 'viewer', { username: 'up.one', title: 'Clerk' })
  const { username } = await house.person(house.east, 'user_manager')
  const keeper = await house.signIn(username)
  const imported = await house.db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, house.north)
    const imported = save('username,title\nup.one,Baker\n', '', keeper)
    await waitingOrSettled(house.db, imported)
    const role = { role: 'chain_manager' }
    await house.db.updateTable('membership').set(role).where('userId', '=', id).execute()
    return { imported }
  })
  expect((await imported.imported).body.errors).toEqual({
    '2.row': messages.en.users.faults.beyond_your_reach,
  })
  expect(await userNamed('up.one')).toMatchObject({ title: 'Clerk' })
})
