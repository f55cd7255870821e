import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { parseCsv } from '#server/sheets/csv.ts'
import { workbookType, writeWorkbook } from '#server/sheets/write-workbook.ts'
import { tmasUrl, userIn } from '#server/testing/front-door.ts'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { messages } from '#shared/messages/messages.ts'
import { tableOf } from '../../web/pages/users/user-import-table.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'
import { insertUsers } from './users.queries.ts'

let house: House
let boss: Asking

beforeAll(async () => {
  house = await openHouse()
  const { username } = await house.person(house.north, 'chain_and_user_manager', { username: 'the.boss' })
  boss = await house.signIn(username)
})
afterAll(() => house.close())

let before: number
beforeEach(async () => {
  before = await countUsers()
})

const head = 'username,email,role,location'

test('a dry run judges every row and writes nothing; then all rows are added', async () => {
  const file = `${head}\nada,ada@north.example,viewer,STORE-1\nbob,bob@north.example,location_manager,${house.coast.toUpperCase()}\n`
  const dry = await boss.ask('POST', '/users/import?dryRun=true', file)
  expect(dry).toMatchObject({
    status: 200,
    body: {
      dryRun: true,
      saved: false,
      total: 2,
      added: 2,
      refused: 0,
      rows: [
        { line: 2, username: 'ada', outcome: 'add', faults: {} },
        { line: 3, username: 'bob', outcome: 'add', faults: {} },
      ],
    },
  })
  expect(await countUsers()).toBe(before)

  expect(await boss.ask('POST', '/users/import', file)).toMatchObject({
    status: 201,
    body: { saved: true, added: 2, newUsers: [{ username: 'ada' }, { username: 'bob' }] },
  })
  const { body } = await boss.ask('GET', '/users?search=bob')
  expect(body.items).toMatchObject([
    { email: 'bob@north.example', memberships: [{ locationId: house.coast, role: 'location_manager' }] },
  ])
})

test('a file is judged before its customer is locked, and a name that someone took meanwhile is taken (R2)', async () => {
  const file = `${head}\nlate.one,late.one@north.example,viewer,STORE-1\nlate.two,late.two@north.example,viewer,STORE-1\n`
  const imported = await house.db.transaction().execute(async (trx) => {
    await lockCustomerPolicy(trx, house.north)
    const imported = boss.ask('POST', '/users/import', file)
    await waitingOrSettled(house.db, imported)
    const taken = { username: 'Late.Two', email: 'else@north.example', customerId: house.north }
    await insertUsers(trx, [{ ...taken, id: crypto.randomUUID(), createdAt: house.now() }])
    return { imported }
  })
  const { status, body } = await imported.imported
  expect([status, body.code]).toEqual([409, 'username_taken'])
  expect(await countUsers()).toBe(before + 1)
  // They have no role, as no user of a list has.
  await house.db.deleteFrom('userAccount').where('username', '=', 'Late.Two').execute()
})

test('Excel’s file is understood: byte order mark, semicolons, quotes, Windows-1252, empty rows and columns', async () => {
  const file = [
    'username;email;firstName;lastName;title;description;role;location;;',
    'zoe;zoe@north.example;Zoë;"O;Hara";"Head of ""Sales""";"Two\nlines";viewer;STORE-1;;',
    ';;;;;;;;;',
    '',
  ].join('\r\n')
  const latin1 = Buffer.from(file, 'latin1')
  const utf8 = Buffer.from(`\uFEFF${file.replaceAll('zoe', 'zoe.2')}`)
  for (const bytes of [latin1, utf8]) expect((await upload(bytes)).status).toBe(201)
  const { body } = await boss.ask('GET', '/users?search=zoe&sort=username')
  for (const user of body.items)
    expect(user).toMatchObject({
      firstName: 'Zoë',
      lastName: 'O;Hara',
      title: 'Head of "Sales"',
      description: 'Two\nlines',
    })
  expect(body.total).toBe(2)
})

test('every faulty row is named with what is wrong, and then nobody is added (AUTHZ-13)', async () => {
  await userIn(house, house.south, 'x@south.example', { username: 'taken' })
  await userIn(house, house.north, 'taken@north.example', { username: 'somebody' })
  const rows: [string, object][] = [
    ['good,good@north.example,viewer,STORE-1,', {}],
    [',a@north.example,viewer,STORE-1,', { username: 'missing' }],
    ['TAKEN,b@north.example,viewer,STORE-1,', { username: 'username_taken' }],
    ['c,Taken@north.example,viewer,STORE-1,', { email: 'email_taken' }],
    ['d,not an address,viewer,STORE-1,', { email: 'not_an_address' }],
    ['twin,e@north.example,viewer,STORE-1,', { username: 'twice_in_file' }],
    ['Twin,f@north.example,viewer,STORE-1,', { username: 'twice_in_file' }],
    ['g,g@north.example,emperor,STORE-1,', { role: 'not_a_role' }],
    ['h,h@north.example,viewer,NOWHERE,', { location: 'no_such_location' }],
    [`i,i@north.example,viewer,${house.south},`, { location: 'no_such_location' }],
    ['j,j@north.example,user_manager,COAST,', { role: 'needs_a_chain' }],
    ['k,k@north.example,viewer,STORE-1,=1+1', { title: 'formula' }],
    ['@l,l@north.example,viewer,STORE-1,', { username: 'formula' }],
    ["m,m@north.example,viewer,STORE-1,'=1+1", { title: 'formula' }],
    ['n,,,,', { email: 'missing', role: 'missing', location: 'missing' }],
  ]
  const file = [`${head},title`, ...rows.map(([line]) => line)].join('\n')
  const now = await countUsers()
  const { body } = await boss.ask('POST', '/users/import?dryRun=true', file)
  expect(body.rows.map(({ faults }: { faults: object }) => faults)).toEqual(rows.map(([, faults]) => faults))
  expect(body.refused).toBe(14)

  const real = await boss.ask('POST', '/users/import', file)
  expect(real).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(Object.keys(real.body.errors)).toContain('4.username')
  expect(await countUsers()).toBe(now)
})

test('a row with more cells than the first line has columns is refused, unless they are empty', async () => {
  const rows = [
    'amy,amy@north.example,viewer,STORE-1,Sales, South',
    'ana,ana@north.example,viewer,STORE-1,"Sales, South",,',
    'art,art@north.example,viewer',
  ]
  const { body } = await boss.ask('POST', '/users/import?dryRun=true', [`${head},title`, ...rows].join('\n'))
  expect(body.rows.map(({ faults }: { faults: object }) => faults)).toEqual([
    { row: 'surplus_cells' },
    {},
    { location: 'missing' },
  ])
})

test('a quotation mark that is never closed refuses the file at its row, and takes no row silently with it', async () => {
  const file = [
    head,
    'ben,ben@north.example,viewer,STORE-1',
    'bo,"bo@north.example,viewer,STORE-1',
    'bud,bud@north.example,viewer,STORE-1',
  ].join('\n')
  const dry = await boss.ask('POST', '/users/import?dryRun=true', file)
  expect(dry.body).toMatchObject({
    refused: 1,
    rows: [
      { line: 2, faults: {} },
      { line: 3, faults: { row: 'broken_quotes' } },
    ],
  })
  const real = await boss.ask('POST', '/users/import', file)
  expect(real.status).toBe(400)
  expect(real.body.errors).toEqual({ '3.row': messages.en.users.faults.broken_quotes })
  const headless = await boss.ask('POST', '/users/import?dryRun=true', `"${file}`)
  expect(headless.status).toBe(400)
  expect(Object.keys(headless.body.errors)).toEqual(['broken_quotes'])
  expect(await countUsers()).toBe(before)
})

test('a manager of a branch adds nobody above their role or outside the branch (R22, AUTHZ-13)', async () => {
  const { username } = await house.person(house.east, 'user_manager')
  const keeper = await house.signIn(username)
  const file = [
    head,
    'o,o@north.example,viewer,EAST',
    'p,p@north.example,chain_manager,EAST',
    'q,q@north.example,viewer,COAST',
  ].join('\n')
  const { body } = await keeper.ask('POST', '/users/import?dryRun=true', file)
  expect(body.rows.map(({ faults }: { faults: object }) => faults)).toEqual([
    {},
    { role: 'beyond_your_role' },
    { location: 'no_such_location' },
  ])
})

test.each([
  ['email,role,location', 'no_columns'],
  ['username,email,role,location,password', 'has_passwords'],
  ['username,email,role,location,Mot de passe', 'has_passwords'],
])('a file with the columns %s is refused: %s', async (columns, fault) => {
  const { status, body } = await boss.ask('POST', '/users/import?dryRun=true', `${columns}\na,b,c,d,e`)
  expect(status).toBe(400)
  expect(Object.keys(body.errors)).toEqual([fault])
})

test('two columns of one meaning are named as they stand in the file, and a word of two meanings is read as none', async () => {
  const check = (columns: string) => boss.ask('POST', '/users/import?dryRun=true', `${columns}\na,b,c,d,e`)
  const { status, body } = await check('username,E-Mail,role,location,Courriel')
  expect({ status, headings: body.headings }).toEqual({ status: 400, headings: ['E-Mail', 'Courriel'] })
  expect(body.errors).toEqual({ double_column: messages.en.userImport.doubleColumn('E-Mail', 'Courriel') })
  for (const heading of ['Titre', 'Título', 'Poste'])
    expect((await check(`username,email,role,location,${heading}`)).body.columns).not.toContain('title')
})

test('what passes the check can be saved, however much larger it is as CSV than the workbook was', async () => {
  const columns = ['Username', 'E-mail', 'Permission type', 'Location', 'Description']
  const book = (rows: string[][]) =>
    writeWorkbook(
      'People',
      columns.map((heading) => ({ heading, width: 20 })),
      rows,
    )
  const check = async (rows: string[][]) =>
    boss.ask('POST', '/users/import?dryRun=true', new Uint8Array(await book(rows)), {
      'content-type': workbookType,
    })
  // Each quotation mark takes two in CSV, and an accent two bytes in UTF-8.
  const said = 'é"'.repeat(400)
  const rows = Array.from({ length: 3_600 }, (_, n) => [
    ...[`lots.${n}`, `lots.${n}@north.example`, 'viewer', 'STORE-1', said],
  ])
  expect(await check(rows)).toMatchObject({
    status: 400,
    body: { errors: { too_much_text: expect.any(String) } },
  })
  const fewer = rows.slice(0, 3_100)
  const { status, body } = await check(fewer)
  expect({ status, added: body.added }).toEqual({ status: 200, added: fewer.length })
  const { text } = tableOf(body, new Map(), new Set())
  expect(Buffer.byteLength(text)).toBeGreaterThan(5_000_000)
  expect((await boss.ask('POST', '/users/import', text)).status).toBe(201)
})

test('what is no CSV is refused: another type, an empty file, one that is too large', async () => {
  expect((await boss.ask('POST', '/users/import', { username: 'x' })).status).toBe(415)
  expect((await boss.ask('POST', '/users/import', '')).status).toBe(400)
  expect((await boss.ask('POST', '/users/import', `${head}\n`)).status).toBe(400)
  expect((await boss.ask('POST', '/users/import', 'x'.repeat(6 * 1024 * 1024))).status).toBe(413)
})

test('five thousand rows are added, each with their records', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `many.${i},many.${i}@north.example,viewer,STORE-1`)
  const { status, body } = await boss.ask('POST', '/users/import', [head, ...rows].join('\r\n'))
  expect({ status, total: body.total }).toEqual({ status: 201, total: 5000 })
  expect(await countUsers()).toBe(before + 5000)
})

test('the export has the filtered list with formulas made harmless, and can be imported again', async () => {
  await userIn(house, house.east, 'evil@north.example', {
    username: 'evil',
    firstName: '=HYPERLINK("evil")',
    lastName: '@SUM(1)',
    mobilePhone: '+33 1 23',
    title: 'a "quoted"; title',
  })
  const { status, body, headers } = await boss.ask('GET', '/users?format=csv&search=evil')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(headers.get('content-disposition')).toContain('attachment')
  const [columns, row, ...rest] = await parseCsv(String(body).replace(/^\uFEFF/, ''))
  expect(rest).toEqual([])
  expect(columns?.cells.join(',')).toBe(
    'username,email,firstName,lastName,title,mobilePhone,language,description,role,location,endsOn,status,lastSignInAt',
  )
  expect(row?.cells).toEqual([
    'evil',
    'evil@north.example',
    '\'=HYPERLINK("evil")',
    "'@SUM(1)",
    'a "quoted"; title',
    "'+33 1 23",
    'en',
    '',
    'viewer',
    'EAST',
    '',
    'enabled',
    '',
  ])
  const everybody = await boss.ask('GET', '/users?format=csv')
  expect((await parseCsv(everybody.body)).length).toBe(1 + (await countUsers('north')))
})

test('a file of users with too many rows is refused, and a text that is far too long is said to be', async () => {
  const head = 'username,email,role,location\n'
  const rows = 'a,b,c,d\n'.repeat(500_000)
  expect(await boss.ask('POST', '/users/import?dryRun=true', head + rows)).toMatchObject({
    status: 413,
    body: { code: 'too_large' },
  })
  const long = `${head}${'x'.repeat(90_000)},long@north.example,viewer,STORE-1\n`
  const { body } = await boss.ask('POST', '/users/import?dryRun=true', long)
  expect(body.rows).toMatchObject([{ username: 'x'.repeat(2_001), faults: { username: 'too_long' } }])
})

test('a role may be written as the console shows it in English, in letters of either case', async () => {
  const rows = `rolf,rolf@north.example,Location Manager,COAST\nruth,ruth@north.example,VIEWER,STORE-1\n`
  expect((await boss.ask('POST', '/users/import?dryRun=true', `${head}\n${rows}`)).body).toMatchObject({
    refused: 0,
  })
})

test('a column that no import has is named and not read, whatever it is called; a column of passwords refuses the file', async () => {
  for (const name of ['__proto__', 'constructor']) {
    const file = `${head},${name}\nada.2,ada.2@north.example,viewer,STORE-1,x\n`
    const { status, body } = await boss.ask('POST', '/users/import?dryRun=true', file)
    expect.soft(status, name).toBe(200)
    expect.soft(body.ignored, name).toEqual([{ heading: name, nearest: null }])
    expect.soft(body.rows[0].cells, name).not.toHaveProperty(name)
  }
  const file = `${head},passwordHash\nada.2,ada.2@north.example,viewer,STORE-1,x\n`
  expect((await boss.ask('POST', '/users/import', file)).status).toBe(400)
  expect(await countUsers()).toBe(before)
})

test('an import mails each person how to sign in, by door and in the importer’s language, if it is asked to (R24, R25)', async () => {
  await boss.ask('PATCH', '/account', { language: 'fr' })
  const file = `${head},language\nlea,lea@north.example,viewer,STORE-1,\nleo,leo@north.example,viewer,STORE-1,es\n`
  expect((await boss.ask('POST', '/users/import?sendWelcomeEmail=true', file)).status).toBe(201)
  const [lea, ...others] = await mailsTo(house, 'lea@north.example')
  expect(others).toEqual([])
  expect(lea?.subject).toBe(messages.fr.letters.welcome.subject)
  expect(lea?.textBody).toContain('/set-password?token=')
  const [leo] = await mailsTo(house, 'leo@north.example')
  expect(leo?.subject).toBe(messages.es.letters.welcome.subject)

  const quiet = `${head}\nlou,lou@north.example,viewer,STORE-1\n`
  expect((await boss.ask('POST', '/users/import', quiet)).status).toBe(201)
  expect(await mailsTo(house, 'lou@north.example')).toEqual([])
  await boss.ask('PATCH', '/account', { language: 'en' })
})

test('an import that makes managers is mailed to every manager, once (R27)', async () => {
  const file = `${head}\nmia,mia@north.example,chain_manager,${house.north}\nmax,max@north.example,user_manager,${house.north}\nmo,mo@north.example,viewer,STORE-1\n`
  expect((await boss.ask('POST', '/users/import', file)).status).toBe(201)
  for (const manager of ['the.boss@north.example', 'mia@north.example']) {
    const [notice, ...others] = await mailsTo(house, manager)
    expect(notice?.subject).toBe('TMAS: an import added 2 managers')
    expect(notice?.textBody).toContain('mia, max.')
    expect(others.filter(({ subject }) => subject === notice?.subject)).toEqual([])
  }
  expect(await mailsTo(house, 'mo@north.example')).toEqual([])
})

function upload(bytes: Buffer) {
  const cookie = [...boss.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { host: new URL(tmasUrl).host, origin: tmasUrl, cookie, 'content-type': 'text/csv' }
  return house.app.request(`${tmasUrl}/api/v1/users/import`, {
    method: 'POST',
    headers,
    body: new Uint8Array(bytes),
  })
}

async function countUsers(whose?: 'north') {
  const { total } = await house.db
    .selectFrom('userAccount')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .$if(whose !== undefined, (query) => query.where('customerId', '=', house.north))
    .executeTakeFirstOrThrow()
  return total
}
