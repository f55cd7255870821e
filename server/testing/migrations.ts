import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, inject } from 'vitest'
import type { MigrationLog } from '#server/migrations/migrate.ts'
import { openDatabase } from '#server/platform/database.ts'
import { createDatabase, dropDatabase, execute, urlOf } from './cluster.ts'

type Line = Record<string, unknown>

/** Before each test an empty database, and a folder of migrations for it: two shops, and shelves for them. */
export function migrationScene(name: string) {
  const { url: cluster } = inject('cluster')
  const database = `tmas_${name}_${process.pid}`
  const url = urlOf(cluster, database)
  const folders: string[] = []
  /** What was logged since the test began. */
  const lines: Line[] = []
  const note = (first: unknown, message?: string) => {
    lines.push({ ...(first as Line), message })
  }
  const log = { info: note, warn: note } as MigrationLog
  const scene = {
    url,
    log,
    lines,
    directory: '',
    land: (file: string, text: string) => writeFile(join(scene.directory, file), text),
    remove: (file: string) => rm(join(scene.directory, file)),
    /** The one value that a query answers. */
    async ask(query: string): Promise<unknown> {
      const db = openDatabase({ url, poolSize: 1 })
      const { rows } = await sql.raw<{ answer: unknown }>(query).execute(db)
      await db.destroy()
      return rows[0]?.answer
    },
    execute: (statement: string) => execute(url, statement),
  }
  beforeEach(async () => {
    await dropDatabase(cluster, database)
    await createDatabase(cluster, database)
    lines.length = 0
    scene.directory = await mkdtemp(join(tmpdir(), 'tmas-migrations-'))
    folders.push(scene.directory)
    await scene.land(
      '0001_shops.sql',
      'create table shop (id int primary key);\ninsert into shop values (1), (2);',
    )
    await scene.land('0002_shelves.sql', 'create table shelf (shop_id int references shop (id));')
  })
  afterAll(async () => {
    await dropDatabase(cluster, database)
    for (const folder of folders) await rm(folder, { recursive: true })
  })
  return scene
}
