import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldedAddress } from '#server/platform/addresses.queries.ts'
import { customerWithTenant } from '#server/testing/front-door.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import { foldAddress, foldUsername } from './address.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let chainId: string
beforeAll(async () => {
  database = await testDatabase()
  chainId = (await customerWithTenant({ db: database.db, now: () => new Date() }, 'North', null)).chainId
})
afterAll(() => database.close())

test('PostgreSQL folds every name and address exactly as we do (R9)', async () => {
  const odd = fc.constantFrom(
    ' ',
    '\t',
    '\n',
    '\r',
    '\f',
    '\v',
    '\u00a0',
    '\u0085',
    '\u3000',
    '\u212a',
    '\u0130',
    '\u0131',
    '\u017f',
    'É',
    'e\u0301',
    'A',
    'z',
    '@',
    '.',
    'ß',
    'Σ',
    'ς',
  )
  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.array(odd).map((parts) => parts.join('')),
    )
    // What PostgreSQL cannot hold, or the columns refuse for their length, does not get that far.
    .map((written) => written.toWellFormed().replaceAll('\0', '').slice(0, 90).toWellFormed())
    .filter((written) => [...written].length >= 3)
  const texts = [...new Set(fc.sample(text, 500).map((written) => written))]
  const rows = texts.map((written, i) => ({
    id: crypto.randomUUID(),
    customerId: chainId,
    // Two texts may fold to one; these may not.
    username: `${written}#${i}`.slice(-100),
    email: `${i}#${written}`,
    createdAt: new Date(),
  }))
  await database.db.insertInto('userAccount').values(rows).execute()
  const kept = await database.db
    .selectFrom('userAccount')
    .select([
      'username',
      'usernameFolded',
      'usernameForm',
      'email',
      'emailFolded',
      foldedAddress('email').as('foldedNow'),
    ])
    .execute()
  expect(kept.length).toBeGreaterThan(300)
  for (const { username, usernameFolded, usernameForm, email, emailFolded, foldedNow } of kept) {
    expect(foldUsername(username)).toBe(usernameForm)
    expect(foldAddress(username)).toBe(usernameFolded)
    expect(foldedNow).toBe(emailFolded)
    expect(foldAddress(email)).toBe(emailFolded)
  }
})

test('folding twice is folding once, and the database finds by the folded form what was typed (R9)', async () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => foldAddress(foldAddress(text)) === foldAddress(text),
    ),
  )
  const { rows } = await sql<{
    folded: string
  }>`select email_folded as folded from user_account where email = 'boss@north.example'`.execute(database.db)
  expect(rows).toEqual([{ folded: foldAddress(' BOSS@North.Example\n') }])
})
