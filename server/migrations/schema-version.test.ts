import { expect, test } from 'vitest'
import { openDatabase } from '#server/platform/database.ts'
import { migrationScene } from '#server/testing/migrations.ts'
import { migrate } from './migrate.ts'
import { compareVersions } from './schema-version.ts'

const scene = migrationScene('version')
const { url, log, land } = scene
const migrated = () => migrate(url, { log, directory: scene.directory })

/** What a program finds that does not have these files, on a database that has applied them. */
async function asOlder(...files: string[]) {
  for (const file of files) await scene.remove(file)
  const db = openDatabase({ url, poolSize: 1 })
  return compareVersions(db, scene.directory).finally(() => db.destroy())
}

test('an older program works on a database to which a newer one has added, and says so', async () => {
  await land('0003_wide.sql', 'alter table shop add column wide bool;')
  await migrated()
  expect(await asOlder('0003_wide.sql')).toEqual({ pending: [], filling: [], newer: ['0003_wide.sql'] })
  expect(await migrated()).toEqual([])
  expect(scene.lines).toContainEqual({
    newer: ['0003_wide.sql'],
    message: 'a newer version has migrated the database; this one works with it',
  })
  // And the newer one, once it starts again, has nothing left to do.
  await land('0003_wide.sql', 'alter table shop add column wide bool;')
  expect(await migrated()).toEqual([])
})

test('what takes something away says which programs still work, and others refuse to start', async () => {
  await land('0003_wide.sql', 'alter table shop add column wide bool;')
  await land(
    '0004_no_shelves.sql',
    '-- No program since 0003 has used shelves.\n-- needs: 0003\ndrop table shelf;',
  )
  await migrated()
  expect(await asOlder('0004_no_shelves.sql')).toMatchObject({ newer: ['0004_no_shelves.sql'] })
  const { fault } = await asOlder('0003_wide.sql')
  expect(fault).toBe(
    'The database is newer than this program: it has had 0004_no_shelves.sql applied, which needs a version of TMAS that includes migration 0003. Start a newer version.',
  )
  await expect(migrated()).rejects.toThrow(fault)
})

test('a list of migrations from before is taken over', async () => {
  await migrated()
  await scene.execute('alter table schema_migration drop column needs')
  expect(await asOlder()).toMatchObject({ pending: [], newer: [] })
  await land('0003_no_shelves.sql', '-- needs: 0002\ndrop table shelf;')
  expect(await migrated()).toEqual(['0003_no_shelves.sql'])
  expect(await scene.ask(`select needs as answer from schema_migration where name like '0003%'`)).toBe('0002')
})
