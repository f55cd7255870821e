import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openConnection } from '#server/platform/tables.ts'
import { urlOf } from '#server/testing/cluster.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signedInWithPassword,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { afterRecovery } from './after-recovery.ts'

let door: FrontDoor
let ownerUrl: string

beforeAll(async () => {
  door = await openFrontDoor()
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(door.db)
  ownerUrl = urlOf(inject('cluster').url, rows[0]?.name ?? '')
  const north = await customerWithTenant(door, 'North', northTenantId)
  const passwordHash = await leastHash('Front-Door-1')
  await userIn(door, north.chainId, 'pat@north.example', { username: 'pat', passwordHash })
  const user = await door.db
    .selectFrom('userAccount')
    .select(['id', 'customerId'])
    .where('username', '=', 'pat')
    .executeTakeFirstOrThrow()
  await door.db
    .insertInto('recoveryCode')
    .values({ userId: user.id, customerId: user.customerId, codeHash: randomBytes(32) })
    .execute()
})
afterAll(() => door.close())

test('after a recovery by PostgreSQL no session, link, mail or code of then works, once it is confirmed', async () => {
  const browser = await signedInWithPassword(door, 'pat', 'Front-Door-1')
  await visitor(door).post('/forgot-password', { name: 'pat' })
  // The count works while someone is at work on the same rows, and waits for no one.
  const atWork = await openConnection(ownerUrl)
  await atWork.query('begin')
  await atWork.query('select from session for update')
  const counted = await afterRecovery(ownerUrl)
  await atWork.end()
  expect(counted).toMatchObject({ session: 1, forgotten_password: 1, recovery_code: 1 })
  expect(await browser.session()).toBeDefined()

  expect(await afterRecovery(ownerUrl, { confirm: true })).toEqual(counted)
  expect(await browser.session()).toBeUndefined()
  expect(await afterRecovery(ownerUrl)).toEqual({})
  expect(await (await signedInWithPassword(door, 'pat', 'Front-Door-1')).session()).toBeDefined()
})

test('recovery codes keep working where the operator says that none was used since', async () => {
  await door.db
    .insertInto('recoveryCode')
    .columns(['userId', 'customerId', 'codeHash'])
    .expression((from) =>
      from
        .selectFrom('userAccount')
        .select(['id', 'customerId', sql<Buffer>`decode('00', 'hex')`.as('codeHash')])
        .where('username', '=', 'pat'),
    )
    .execute()
  expect(await afterRecovery(ownerUrl, { confirm: true, keepCredentials: true })).not.toHaveProperty(
    'recovery_code',
  )
  expect(await afterRecovery(ownerUrl)).toEqual({ recovery_code: 1 })
})
