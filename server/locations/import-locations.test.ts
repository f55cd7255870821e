import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeWorkbook } from '#server/sheets/write-workbook.ts'
import { openZip, unpack, zip } from '#server/sheets/zip.ts'
import { waitingOrSettled } from '#server/testing/locks.ts'
import { type Asking, type House, openHouse } from '#server/users/testing/house.ts'
import { isOnlyPreview } from './locations.queries.ts'
import { importTable as table } from './testing/import-table.ts'

let house: House
let boss: Asking
/** A place of its own for each test, below which it imports. */
let zone: string

beforeAll(async () => {
  house = await openHouse()
  await house.person(house.north, 'chain_manager', { username: 'the.boss' })
  boss = await house.signIn('the.boss')
})
afterAll(() => house.close())

let zones = 0
beforeEach(async () => {
  zones += 1
  zone = await house.addLocation(house.north, 'district', `Zone ${zones}`)
})

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const check = (body: object | string, more = '', asking = boss) =>
  asking.ask('POST', `/locations/import?dryRun=true${more}`, body)
const save = (body: object | string, more = '', asking = boss, headers = {}) =>
  asking.ask('POST', `/locations/import?dryRun=false${more}`, body, headers)
const below = async (id: string) =>
  house.db
    .selectFrom('location')
    .select(['id', 'name', 'type', 'code', 'parentId', 'contactEmail'])
    .where('parentId', '=', id)
    .orderBy('name')
    .execute()

test('a check judges every row and writes nothing; then all are added, each recorded, whatever their order (R23)', async () => {
  const file = table(
    ['name', 'type', 'parent', 'code', 'contactEmail'],
    [
      ['Rue Haute', '', 'Lyon', 'L1', 'haute@north.example'],
      ['Lyon', 'store', 'Lyon', 'L2', ''],
      ['Lyon', 'Région', `Zone ${zones}`, '', ''],
    ],
  )
  const checked = await check(file)
  expect(checked).toMatchObject({
    status: 200,
    body: { saved: false, added: 3, changed: 0, refused: 0, undo: null },
  })
  expect(checked.body.rows[0].path).toEqual(['North', `Zone ${zones}`, 'Lyon'])
  expect(await below(zone)).toEqual([])

  const saved = await save(file)
  expect(saved).toMatchObject({ status: 201, body: { saved: true, added: 3 } })
  const [lyon] = await below(zone)
  expect(lyon).toMatchObject({ name: 'Lyon', type: 'region' })
  expect(await below(lyon?.id as string)).toMatchObject([
    { name: 'Lyon', type: 'store', code: 'L2' },
    { name: 'Rue Haute', type: 'store', code: 'L1', contactEmail: 'haute@north.example' },
  ])
  const { rows: records } = await sql<{ name: string }>`
    select detail->>'name' as name from audit_record
    where action = 'location.added' and detail->>'name' in ('Lyon', 'Rue Haute')`.execute(house.db)
  expect(records).toHaveLength(3)
})

test.each([
  ['the API’s own, as CSV', 'name,type,parent,contactPhone\nHarbour,store,{zone},+33 1'],
  ['in French, with semicolons', 'Nom;Type;Emplacement parent;Téléphone\nHarbour;Magasin;{zone};+33 1'],
  [
    'in Spanish capitals, with sep=',
    'sep=;\nNOMBRE;TIPO;UBICACIÓN SUPERIOR;TELÉFONO\nHarbour;TIENDA;{zone};+33 1',
  ],
  [
    'in another order, with tabs and an unknown one',
    'Phone\tOpening hours\tParent\tStore name\n+33 1\t9-17\t{zone}\tHarbour',
  ],
  ['the region that a store is in', 'Name,Région,Phone\nHarbour,{zone},+33 1'],
  ['and not one that begins like it', 'Name,Region manager,Parent\nHarbour,Ada,{zone}'],
])('headings are understood: %s', async (_how, text) => {
  const csv = text.replace('{zone}', `Zone ${zones}`)
  expect(await save(csv)).toMatchObject({ status: 201, body: { added: 1 } })
  expect(await below(zone)).toMatchObject([{ name: 'Harbour', type: 'store' }])
})

test('a workbook is read as its owner sees it, and so are the encodings of a CSV file that do not say their name', async () => {
  const columns = ['Nom', 'Emplacement parent', 'ID de l’emplacement'].map((heading) => ({
    heading,
    width: 20,
  }))
  const book = await writeWorkbook('Magasins', columns, [['Zoë’s', `Zone ${zones}`, `00${zones}`]])
  const answer = await boss.ask('POST', '/locations/import', Buffer.from(book), {
    'content-type': workbookType,
  })
  expect(answer).toMatchObject({ status: 201, body: { sheet: { name: 'Magasins', others: 0 } } })
  expect(await below(zone)).toMatchObject([{ name: 'Zoë’s', code: `00${zones}` }])

  const bytes = (encoding: BufferEncoding) => Buffer.from(`Name,Parent\nCafé,Zone ${zones}\n`, encoding)
  const guessed = await check(bytes('latin1'), '', boss)
  expect(guessed.body).toMatchObject({ guessedEncoding: 'windows-1252', rows: [{ cells: { name: 'Café' } }] })
  const asked = await check(bytes('latin1'), '&encoding=macintosh')
  expect(asked.body.rows[0].cells.name).toBe('CafÈ')
  expect((await check(bytes('utf8'))).body.guessedEncoding).toBeNull()
})

test.each([
  ['an old workbook, or one with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_workbook'],
  ['a damaged workbook', Buffer.from('PK\x03\x04 and nothing more'), 'damaged_workbook'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'not_text'],
  ['no list of locations', Buffer.from('Day,Visitors\nMonday,7'), 'no_columns'],
  ['two columns for one thing', Buffer.from('Name,Nom\na,b'), 'double_column'],
  ['a first line alone', Buffer.from('Name,Type'), 'no_rows'],
])('%s is refused by its name', async (_what, bytes, fault) => {
  const answer = await check(bytes)
  expect(answer).toMatchObject({ status: 400, body: { errors: { [fault]: expect.any(String) } } })
})

test('a few bytes that would unpack into gigabytes are no workbook', async () => {
  const packed = openZip(await zip({ 'xl/workbook.xml': ' '.repeat(5_000_000) }))?.get('xl/workbook.xml')
  expect(packed?.bytes.length).toBeLessThan(20_000)
  expect(await unpack(packed as NonNullable<typeof packed>, 4_000_000)).toBeUndefined()
  expect(await unpack(packed as NonNullable<typeof packed>, 6_000_000)).toHaveLength(5_000_000)
})

test('five thousand stores directly below one location are found by their names alone, and exported', async () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => [`Kiosk ${zones} ${i}`, `Zone ${zones}`])
  const file = table(['name', 'parent'], rows)
  expect(await save(file)).toMatchObject({ status: 201, body: { added: 5_000 } })
  expect(await check(file)).toMatchObject({ body: { added: 0, unchanged: 5_000 } })
  const csv = await (await boss.get('/api/v1/locations/export?format=csv')).text()
  expect(csv.split(`Kiosk ${zones} `)).toHaveLength(5_001)
  await house.db.deleteFrom('location').where('parentId', '=', zone).execute()
})

test('ten thousand rows of one location ID do not look at each other ten thousand times', async () => {
  const file = table(
    ['name', 'parent', 'code'],
    Array.from({ length: 10_000 }, (_, i) => [`Stall ${i}`, `SAME-${zones}`, `SAME-${zones}`]),
  )
  expect((await check(file)).body).toMatchObject({ refused: 10_000 })
})

test('a location ID that lost its zeros adds no store again, and a new location says that another has its name', async () => {
  const store = await house.addLocation(zone, 'store', `Zeros ${zones}`)
  await house.db
    .updateTable('location')
    .set({ code: `00z${zones}` })
    .where('id', '=', store)
    .execute()
  const row = (code: string) => [`Zeros ${zones}`, `Zone ${zones}`, code]
  const judged = async (...codes: string[]) =>
    (await check(table(['name', 'parent', 'code'], codes.map(row)))).body.rows
  const namesakeCode = `00z${zones}`
  expect(await judged(`Z${zones}`)).toMatchObject([{ faults: { code: 'code_almost' }, namesakeCode }])
  expect(await judged(`other-${zones}`)).toMatchObject([{ outcome: 'add', namesakeCode }])
  expect(await judged(`00z${zones}`)).toMatchObject([{ outcome: 'same', namesakeCode: null }])
  // A file that has both tells them apart.
  expect(await judged(`00z${zones}`, `Z${zones}`)).toMatchObject([{ outcome: 'same' }, { outcome: 'add' }])
})

test('what is twice in a file names the line of the other row', async () => {
  const rows = [
    ['One', `Zone ${zones}`, ''],
    ['Two', `Zone ${zones}`, 'SAME'],
    ['one', `Zone ${zones}`, ''],
    ['Three', `Zone ${zones}`, 'SAME'],
  ]
  const { body } = await check(table(['name', 'parent', 'code'], rows))
  expect(body.rows.map(({ otherLine }: { otherLine: number }) => otherLine)).toEqual([4, 5, 2, 3])
})

test('a cell that a row lacks leaves what is there, and an empty one clears it', async () => {
  const store = await house.addLocation(zone, 'store', `Kept ${zones}`)
  await house.db.updateTable('location').set({ country: 'Spain' }).where('id', '=', store).execute()
  const code = `KEPT-${zones}`
  const cleared = { differences: [{ column: 'country', before: 'Spain', after: null }] }
  const json = (cells: object) => ({ columns: ['code', 'country'], rows: [{ line: 2, cells }] })
  expect((await check(`Location ID,Country\n${code}`)).body.rows).toMatchObject([{ outcome: 'same' }])
  expect((await check(json({ code }))).body.rows).toMatchObject([{ outcome: 'same' }])
  expect((await check(`Location ID,Country\n${code},`)).body.rows).toMatchObject([cleared])
  expect((await check(json({ code, country: '' }))).body.rows).toMatchObject([cleared])
  const columns = ['Location ID', 'Country'].map((heading) => ({ heading, width: 20 }))
  const book = Buffer.from(await writeWorkbook('Stores', columns, [[code, null]]))
  const read = await boss.ask('POST', '/locations/import?dryRun=true', book, { 'content-type': workbookType })
  expect(read.body.rows).toMatchObject([cleared])
})

test('a cell that is far too long is said to be, in a file and when its rows are checked again', async () => {
  const checked = await check(`Name,Parent\n${'x'.repeat(90_000)},Zone ${zones}\nShort,Zone ${zones}`)
  expect(checked.body.rows).toMatchObject([{ faults: { name: 'too_long' } }, { faults: {} }])
  const { columns, rows } = checked.body
  const again = {
    columns,
    rows: rows.map(({ line, cells }: { line: number; cells: object }) => ({ line, cells })),
  }
  expect((await check(again)).body.rows).toMatchObject([{ faults: { name: 'too_long' } }, { faults: {} }])
  again.rows[0].cells.name = 'y'.repeat(90_000)
  expect((await check(again)).body.rows).toMatchObject([{ faults: { name: 'too_long' } }, { faults: {} }])
})

test('every fault of a row is said by its column, all of them together, and nothing is saved', async () => {
  const region = await house.addLocation(zone, 'region', `Twin ${zones}`)
  await house.db.updateTable('location').set({ code: null }).where('id', '=', region).execute()
  await house.addLocation(house.coast, 'region', `Twin ${zones}`)
  const columns = ['name', 'type', 'parent', 'code', 'contactEmail', 'contactPhone', 'id']
  const under = `Zone ${zones}`
  const rows: [cells: string[], faults: object][] = [
    [['', 'store', under], { name: 'missing' }],
    [['A', 'planet', under], { type: 'not_a_type' }],
    [['A2', 'store', 'Nowhere'], { parent: 'no_such_parent' }],
    [['B', 'store', `Twin ${zones}`], { parent: 'several_parents' }],
    [['C', 'store', ''], { parent: 'missing' }],
    [['D', 'chain', under], { parent: 'not_under_that' }],
    [['E', 'store', 'Store 1'], { parent: 'not_under_that' }],
    [['F', 'store', under, 'STORE-1', '', '', crypto.randomUUID()], { id: 'no_such_location' }],
    [['G', 'store', under, '1,5E+11'], { code: 'scientific' }],
    [['H', 'store', under, 'x'.repeat(51)], { code: 'too_long' }],
    [['I', 'store', under, '', 'nobody'], { contactEmail: 'not_an_address' }],
    [['=1+1', 'store', under], { name: 'formula' }],
    [['www.shop.example', 'store', under], { name: 'link' }],
    [['J#', 'store', under, '#REF!'], { code: 'damaged' }],
    [['K', 'region', 'L'], { parent: 'under_itself' }],
    [['L', 'region', 'K'], { parent: 'under_itself' }],
    [['M', 'store', under, 'SAME'], { code: 'twice_in_file' }],
    [['N', 'store', under, 'SAME'], { code: 'twice_in_file' }],
    [['O', 'store', under], { row: 'twice_in_file' }],
    [['o', 'store', under], { row: 'twice_in_file' }],
    [['North', 'store', 'Coast', '', '', '', house.north], { parent: 'is_the_top', type: 'stays_a_chain' }],
    [['P', 'store', `North › ${under} › Twin ${zones}`], {}],
  ]
  const file = table(
    columns,
    rows.map(([cells]) => cells),
  )
  const { body } = await check(file)
  expect(body.rows.map(({ faults }: { faults: object }) => faults)).toEqual(rows.map(([, faults]) => faults))
  const saved = await save(file)
  expect(saved).toMatchObject({ status: 400, body: { errors: { '2.name': expect.any(String) } } })
  expect(await below(region)).toEqual([])
})

test('what the export writes changes nothing when it is imported, whatever names the locations have', async () => {
  for (const [name, type] of [
    ['Store 10', 'store'],
    ['Store 2', 'store'],
    ['+Plus', 'store'],
    ['A > B', 'region'],
    ['Twins', 'region'],
    ['Twins', 'region'],
  ] as const) {
    const id = await house.addLocation(zone, type, name, house.north).catch(() => '')
    if (id && type === 'region') await house.addLocation(id, 'store', `In ${id}`)
  }
  const twin = crypto.randomUUID()
  await house.db
    .insertInto('location')
    .values({
      id: twin,
      customerId: house.north,
      parentId: zone,
      type: 'region',
      name: 'twins',
      createdAt: house.now(),
    })
    .execute()
  await house.addLocation(twin, 'store', 'In the second')
  for (const format of ['csv', 'xlsx']) {
    const response = await boss.get(`/api/v1/locations/export?format=${format}`)
    expect(response.headers.get('content-disposition')).toContain(`.${format}"`)
    const bytes = Buffer.from(await response.arrayBuffer())
    const type = format === 'csv' ? 'text/csv' : workbookType
    const { body } = await boss.ask('POST', '/locations/import?dryRun=true', bytes, { 'content-type': type })
    expect(body).toMatchObject({ added: 0, changed: 0, refused: 0 })
    expect(body.unchanged).toBeGreaterThan(8)
    const names = body.rows.map(({ cells }: { cells: { name: string } }) => cells.name)
    expect(names.indexOf('Store 2')).toBeLessThan(names.indexOf('Store 10'))
  }
})

test('a location is changed by its TMAS ID, its location ID or its name, and only where the file differs', async () => {
  const first = await house.addLocation(zone, 'store', `First ${zones}`)
  await house.addLocation(zone, 'store', `Second ${zones}`)
  const third = await house.addLocation(zone, 'region', `Third ${zones}`)
  await house.db
    .updateTable('location')
    .set({ code: null, country: 'France' })
    .where('id', '=', third)
    .execute()
  const file = table(
    ['name', 'code', 'parent', 'country', 'id'],
    [
      // They exchange their location IDs, which are unique at every moment.
      [`First ${zones}`, `SECOND-${zones}`, '', '', first.toUpperCase()],
      [`Second ${zones}`, `FIRST-${zones}`, `Zone ${zones}`, 'Spain', await idOf(`Second ${zones}`)],
      [`third ${zones}`, `T-${zones}`, `Zone ${zones}`, '', ''],
    ],
  )
  const { body } = await check(file)
  expect(body).toMatchObject({ added: 0, changed: 3, refused: 0 })
  expect(body.rows[2].differences).toEqual([
    { column: 'name', before: `Third ${zones}`, after: `third ${zones}` },
    { column: 'code', before: null, after: `T-${zones}` },
    { column: 'country', before: 'France', after: null },
  ])
  expect(await save(file)).toMatchObject({ status: 201, body: { changed: 3 } })
  expect(await below(zone)).toMatchObject([
    { code: `SECOND-${zones}` },
    { code: `FIRST-${zones}` },
    { name: `third ${zones}`, code: `T-${zones}`, type: 'region' },
  ])
})

test('rows that move locations are saved only once their consequences are confirmed', async () => {
  const store = await house.addLocation(house.coast, 'store', `Mover ${zones}`)
  await house.person(house.coast, 'viewer')
  const file = table(['code', 'parent'], [[`MOVER-${zones}`, `Zone ${zones}`]])
  const { body } = await check(file)
  expect(body.rows[0].differences).toEqual([
    { column: 'parent', before: 'North › Coast', after: `North › Zone ${zones}` },
  ])
  expect(body.consequences).toMatchObject({ locations: 1, usersLosingAccess: expect.any(Number) })
  expect(body.consequences.usersLosingAccess).toBeGreaterThan(0)
  expect(await save(file)).toMatchObject({
    status: 409,
    body: { code: 'confirmation_required', consequences: body.consequences },
  })
  expect((await below(zone)).length).toBe(0)
  const saved = await save(file, '&confirm=true')
  expect(saved.status).toBe(201)
  expect(await below(zone)).toMatchObject([{ id: store }])
})

test('what was checked is what is saved: a location that changed since refuses the file (R32)', async () => {
  const store = await house.addLocation(zone, 'store', `Seen ${zones}`)
  const file = table(['code', 'country'], [[`SEEN-${zones}`, 'France']])
  const checked = await check(file)
  const basis = { 'if-match': checked.headers.get('etag') as string }
  await house.db.updateTable('location').set({ country: 'Spain' }).where('id', '=', store).execute()
  expect(await save(file, '', boss, basis)).toMatchObject({
    status: 412,
    body: { code: 'changed_meanwhile' },
  })
  const again = await check(file)
  expect(await save(file, '', boss, { 'if-match': again.headers.get('etag') as string })).toMatchObject({
    status: 201,
  })
})

test('moves whose consequences have changed since they were shown are shown again, and not made (R32)', async () => {
  const shop = await house.addLocation(house.coast, 'store', `Shown ${zones}`)
  const file = table(['code', 'parent'], [[`SHOWN-${zones}`, `Zone ${zones}`]])
  const checked = await check(file)
  const basis = (answer: typeof checked) => ({ 'if-match': answer.headers.get('etag') as string })
  await house.person(house.coast, 'viewer')
  expect(await save(file, '&confirm=true', boss, basis(checked))).toMatchObject({
    status: 412,
    body: { code: 'changed_meanwhile' },
  })
  expect(await below(zone)).toEqual([])
  const again = await check(file)
  expect(again.body.consequences.usersLosingAccess).toBe(checked.body.consequences.usersLosingAccess + 1)
  expect(await save(file, '&confirm=true', boss, basis(again))).toMatchObject({ status: 201 })
  expect(await below(zone)).toMatchObject([{ id: shop }])
})

test('a question about moves writes no records, makes only the moves, and there is one at a time', async () => {
  await house.addLocation(house.coast, 'store', `Asked ${zones}`)
  await house.addLocation(zone, 'store', `Keeps ${zones}`)
  const file = table(
    ['name', 'parent', 'type', 'code'],
    [
      [`Asked ${zones}`, `Inner ${zones}`, '', `ASKED-${zones}`],
      [`Inner ${zones}`, `Outer ${zones}`, 'region', `INNER-${zones}`],
      [`Outer ${zones}`, `Zone ${zones}`, 'region', ''],
      [`Beside ${zones}`, `Zone ${zones}`, 'store', ''],
      [`Kept ${zones}`, '', '', `KEEPS-${zones}`],
    ],
  )
  const records = () =>
    house.db
      .selectFrom('auditRecord')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  const before = await records()
  expect(await check(file)).toMatchObject({ status: 200, body: { consequences: { locations: 1 } } })
  expect(await records()).toEqual(before)
  await house.db.transaction().execute(async (trx) => {
    expect(await isOnlyPreview(trx, house.north)).toBe(true)
    const refused = await check(file)
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect(refused.headers.get('retry-after')).toBe('1')
  })
  expect(await save(file, '&confirm=true')).toMatchObject({ status: 201, body: { added: 3, changed: 2 } })
})

test('what changes between the judgment and the lock is judged again, and nothing is saved twice', async () => {
  const file = table(['name', 'parent'], [[`Once ${zones}`, `Zone ${zones}`]])
  const answers = await house.db.transaction().execute(async (trx) => {
    await sql`select from customer where id = ${house.north} for update`.execute(trx)
    const both = [save(file), save(file)]
    await waitingOrSettled(house.db, Promise.all(both))
    return both
  })
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 201])
  expect(await below(zone)).toHaveLength(1)
})

test('a manager of a branch adds and changes in it alone, and learns nothing of what is outside (R22)', async () => {
  const hidden = await house.addLocation(zone, 'store', `Hidden ${zones}`)
  const { username } = await house.person(house.east, 'chain_manager')
  const eastern = await house.signIn(username)
  const file = table(
    ['name', 'parent', 'code', 'id'],
    [
      ['In my branch', 'East', '', ''],
      ['By its ID', '', '', hidden],
      ['By its parent', `Zone ${zones}`, '', ''],
      ['By its path', `North › Zone ${zones}`, '', ''],
      ['Its code', 'East', `HIDDEN-${zones}`, ''],
    ],
  )
  const { body } = await check(file, '', eastern)
  expect(body.rows.map(({ faults }: { faults: object }) => faults)).toEqual([
    {},
    { id: 'no_such_location' },
    { parent: 'no_such_parent' },
    { parent: 'no_such_parent' },
    { code: 'code_taken' },
  ])
  expect(body.rows[0].path).toEqual(['East'])
  expect((await check(file, `&under=${zone}`, eastern)).status).toBe(403)

  // Seen as a viewer, and not theirs to change.
  await house.db
    .insertInto('membership')
    .values({
      userId: (
        await house.db
          .selectFrom('userAccount')
          .select('id')
          .where('username', '=', username)
          .executeTakeFirstOrThrow()
      ).id,
      locationId: zone,
      customerId: house.north,
      locationType: 'district',
      role: 'viewer',
    })
    .execute()
  const seen = table(
    ['name', 'parent', 'id'],
    [
      ['Other name', '', hidden],
      ['New one', `Zone ${zones}`, ''],
    ],
  )
  const { body: judged } = await check(seen, '', eastern)
  expect(judged.rows.map(({ faults }: { faults: object }) => faults)).toEqual([
    { row: 'beyond_your_branch' },
    { row: 'beyond_your_branch' },
  ])
})

test('what lies below a row that has no place yet is not said to be beyond one’s branch: that row is to be corrected', async () => {
  const { body } = await check(
    table(
      ['name', 'type', 'parent'],
      [
        ['Nowhere yet', 'region', ''],
        ['Shop in it', 'store', 'Nowhere yet'],
      ],
    ),
  )
  expect(body.rows.map(({ faults }: { faults: object }) => faults)).toEqual([{ parent: 'missing' }, {}])
})

test('another customer’s locations do not exist: not by ID, code, name, nor as a place to import to', async () => {
  const south = await house.addLocation(house.south, 'region', `Southern ${zones}`, house.south)
  const file = table(
    ['name', 'parent', 'id'],
    [
      ['A', `Southern ${zones}`, ''],
      ['B', south, ''],
      ['C', '', south],
    ],
  )
  expect((await check(file)).body.rows.map(({ faults }: { faults: object }) => faults)).toEqual([
    { parent: 'no_such_parent' },
    { parent: 'no_such_parent' },
    { id: 'no_such_location' },
  ])
  expect((await check(file, `&under=${south}`)).status).toBe(404)
  expect(await save(table(['name', 'code'], [['D', `SOUTHERN-${zones}`]]), `&under=${zone}`)).toMatchObject({
    status: 201,
  })
})

test('three thousand stores are checked and saved at once, without a statement for each', async () => {
  const areasInAll = 20
  const rows = Array.from({ length: 3000 }, (_, i) => [
    `Shop ${i}`,
    `Area ${i % areasInAll}`,
    `S-${zones}-${i}`,
  ])
  const areas = Array.from({ length: areasInAll }, (_, i) => [`Area ${i}`, `Zone ${zones}`, '', 'region'])
  const file = table(['name', 'parent', 'code', 'type'], [...rows, ...areas])
  expect(await save(file)).toMatchObject({ status: 201, body: { added: 3020 } })
  const again = await save(file)
  expect(again).toMatchObject({ status: 201, body: { added: 0, changed: 0, unchanged: 3020 } })
})

async function idOf(name: string): Promise<string> {
  const { id } = await house.db
    .selectFrom('location')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return id
}
