import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#server/testing/test-database.ts'
import { completeNamesIndex, lacksNamesIndex } from './names-index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a database with the extension lacks nothing', async () => {
  expect(await lacksNamesIndex(database.db)).toBeUndefined()
  expect(await completeNamesIndex(database.ownerUrl)).toBeUndefined()
})

test('where the extension is missing the application says what to do, and the owner adds it and the index', async () => {
  await database.asOwner('drop extension pg_trgm cascade')
  expect(await lacksNamesIndex(database.db)).toEqual({
    detail: expect.stringContaining('the extension pg_trgm is not in this database'),
    remedy: expect.stringContaining('create extension pg_trgm'),
  })
  expect(await completeNamesIndex(database.ownerUrl)).toBeUndefined()
  expect(await lacksNamesIndex(database.db)).toBeUndefined()
})

test('a role that may not add it is told so, and nothing else is lost', async () => {
  await database.asOwner('drop extension pg_trgm cascade')
  // The application's own role may neither add extensions nor make an index on a table of the owner's.
  expect(await completeNamesIndex(database.url)).toMatchObject({
    remedy: expect.stringContaining('tmas migrate'),
  })
  await database.asOwner('create schema "some Tools"; create extension pg_trgm schema "some Tools"')
  expect(await lacksNamesIndex(database.db)).toMatchObject({
    detail: expect.stringContaining('user_account_by_any_part is missing'),
  })
})

test('an extension in a schema of its own serves as well', async () => {
  expect(await completeNamesIndex(database.ownerUrl)).toBeUndefined()
})

test('an index that was broken off is named, with the way out', async () => {
  await database.asOwner('drop index user_account_by_any_part')
  const divides = '1 / (length(name) - length(name))'
  const broken = `create index concurrently user_account_by_any_part on schema_migration ((${divides}))`
  await expect(database.asOwner(broken)).rejects.toThrow('division by zero')
  expect(await completeNamesIndex(database.ownerUrl)).toMatchObject({
    remedy: expect.stringContaining('drop index user_account_by_any_part'),
  })
})
