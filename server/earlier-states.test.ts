/**
 * Databases of earlier versions, as backups that those versions made themselves: in each, Pat has signed in with a
 * password, Bea with Microsoft, and a stranger could not.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { chainEarlierRecords } from '#server/audit/chain-earlier.ts'
import { verifyTrail } from '#server/audit/verify-trail.ts'
import { restore } from '#server/backups/backup.ts'
import { createApp } from '#server/http/app.ts'
import { fillRows, migrate } from '#server/migrations/migrate.ts'
import { landedMigrations } from '#server/migrations/migration-files.ts'
import { compareVersions } from '#server/migrations/schema-version.ts'
import { openDatabase } from '#server/platform/database.ts'
import { openLog } from '#server/platform/log.ts'
import { createDatabase, dropDatabase, urlOf } from '#server/testing/cluster.ts'
import {
  type FrontDoor,
  openFrontDoor,
  signedInWithPassword,
  signInWithMicrosoft,
  tmasUrl,
  visitor,
} from '#server/testing/front-door.ts'
import { tmasClientId } from '../emulator/sample.ts'

const folder = join(import.meta.dirname, 'testing/states')
/**
 * Each is named after the last migration that it has applied. Two of them come from branches, and lack some before it.
 */
const states = readdirSync(folder).map((name) => name.replace('.backup', ''))

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

test('there are states of many ages', () => {
  expect(states.length).toBeGreaterThan(4)
})

test.each(states)(
  'an installation from the time of migration %s is upgraded whole, and its people sign in',
  async (state) => {
    const { url: cluster } = inject('cluster')
    const name = `tmas_state_${randomBytes(6).toString('hex')}`
    await createDatabase(cluster, name)
    const url = urlOf(cluster, name)
    const db = openDatabase({ url, poolSize: 3 })
    try {
      const { migrated, rows } = await restore(url, join(folder, `${state}.backup`))
      expect(migrated.at(-1)).toBe((await landedMigrations()).at(-1)?.name)
      expect(await compareVersions(db)).toEqual({ pending: [], filling: [], newer: [] })
      const log = { info() {}, warn() {} }
      expect([await migrate(url, { log }), await fillRows(url, { log })]).toEqual([[], []])
      expect(rows).toMatchObject({ customer: 1, user_account: 3, microsoft_link: 1 })

      await chainEarlierRecords(url)
      expect((await verifyTrail(db, new Map())).faults).toEqual([])
      const there = { ...door, db, app: appOn(db) }
      const pat = await signedInWithPassword(there, 'pat', 'Front-Door-1')
      expect(await pat.session()).toMatchObject({ user: { username: 'pat' } })
      const bea = visitor(there)
      await signInWithMicrosoft(there, bea, 'bea.first@north.example')
      expect(await bea.session()).toMatchObject({ signedInWith: 'microsoft' })
    } finally {
      await db.destroy()
      await dropDatabase(cluster, name)
    }
  },
)

function appOn(db: FrontDoor['db']): FrontDoor['app'] {
  const { entra, now, emulator, sealer } = door
  const redirectUri = `${tmasUrl}/sign-in/microsoft/callback`
  const config = {
    url: tmasUrl,
    secure: false,
    entra: { authority: emulator.url, clientId: tmasClientId, credentials: [], redirectUri },
    trustedProxies: [],
  }
  const readiness = async () => undefined
  return createApp({ config, db, entra, log: openLog('silent'), sealer, now, readiness })
}
