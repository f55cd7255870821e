import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectionShares } from '#server/platform/connection-shares.ts'
import { type Db, poolFigures } from '#server/platform/database.ts'
import type { Share } from '#server/platform/turns.ts'
import { openReadiness } from '#server/readiness.ts'
import { type ApiClient, apiOf, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

let door: FrontDoor
/** An instance with the connections of a server, on which whatever waits in the database waits until it is let go. */
let busy: FrontDoor & { db: Db }
let north: { api: ApiClient }
let south: { api: ApiClient }

beforeAll(async () => {
  door = await openFrontDoor()
  busy = { ...door, ...door.anotherInstance({ timeLimits: false }) }
  north = await managerOf('North', northTenantId)
  south = await managerOf('South', southTenantId)
})
afterAll(() => door.close())

async function managerOf(name: string, tenantId: string) {
  const { chainId } = await customerWithTenant(door, name, tenantId)
  const { browser } = await signedInWith(door, 'chain_and_user_manager', chainId)
  if (name === 'South') await userIn(door, chainId, 'emil.other@south.example')
  return { api: apiOf(busy, browser) }
}

test('what one customer’s managers wait for holds up no sign-in, no look-up, no other customer’s managers and no readiness', async () => {
  const letGo = await hold('api_key')
  const waiting = Array.from({ length: 10 }, () => north.api('GET', '/api-keys'))
  await expect.poll(() => figuresOf('administration').busy).toBe(connectionShares.administration - 1)
  const readiness = openReadiness(door.url, door.now, { info() {}, error() {} })
  try {
    expect((await south.api('GET', '/session')).status).toBe(200)
    expect((await north.api('GET', '/session')).status).toBe(200)
    expect((await south.api('GET', '/locations')).status).toBe(200)
    expect((await signInWithMicrosoft(busy, visitor(busy), 'emil.other@south.example')).location).toBe('/')
    expect(await readiness.ask()).toBeUndefined()
    // North still waits, as before.
    expect(figuresOf('administration').busy).toBe(connectionShares.administration - 1)
  } finally {
    await letGo()
    await readiness.close()
  }
  // Those who had a connection have their answer. Those who waited for one too long were told to come again.
  const answers = await Promise.all(waiting)
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(
    connectionShares.administration - 1,
  )
  for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('unavailable')
})

test('sign-ins that wait keep no one who is signed in from working', async () => {
  const letGo = await hold('sign_in_attempt')
  const waiting = Array.from({ length: 20 }, () => visitor(busy).get('/sign-in/microsoft'))
  await expect.poll(() => figuresOf('signIns').busy).toBeGreaterThan(1)
  try {
    for (const { api } of [north, south]) {
      expect((await api('GET', '/session')).status).toBe(200)
      expect((await api('GET', '/users')).status).toBe(200)
    }
  } finally {
    await letGo()
  }
  for (const answer of await Promise.all(waiting)) {
    expect([303, 503]).toContain(answer.status)
    if (answer.status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
})

const figuresOf = (share: Share) => {
  const { shares } = poolFigures(busy.db)
  if (!shares) throw new Error('this instance has no shares')
  return shares[share]
}

/** Whatever reads or writes this table waits, until it is let go. */
async function hold(table: string): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: door.ownerUrl })
  await holder.connect()
  await holder.query(`begin; lock table ${table} in access exclusive mode`)
  return () => holder.end()
}
