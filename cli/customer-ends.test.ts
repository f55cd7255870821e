import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyTrail } from '#server/audit/verify-trail.ts'
import { openDatabase } from '#server/platform/database.ts'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  callApi,
  customerWithTenant,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../emulator/sample.ts'
import { runTmasHere } from './testing/program.ts'

const password = 'Quiet-Harbour-7'
let stage: Stage
let environment: Record<string, string>

beforeAll(async () => {
  stage = await openStage()
  environment = { DATABASE_URL: stage.url, MIGRATION_DATABASE_URL: stage.ownerUrl }
  await userIn(stage, stage.north.chainId, 'ada@north.example', {
    username: 'ada',
    passwordHash: await leastHash(password),
  })
})
afterAll(() => stage.close())

const tmas = (...args: string[]) => runTmasHere([...args, '--json'], environment)

test('nobody of a suspended customer can sign in, and reads why; resumed, everything is as before (R39)', async () => {
  const browser = visitor(stage)
  await signInWithMicrosoft(stage, browser, bea)
  const { api } = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  expect(await browser.session()).toBeDefined()

  const suspended = await tmas('chain', 'suspend', 'North')
  expect(suspended.json).toMatchObject({
    chain: { id: stage.north.chainId, name: 'North' },
    state: 'suspended',
    sessionsEnded: 2,
  })
  expect(await browser.session()).toBeUndefined()
  expect((await api('GET', '/users')).status).toBe(401)
  expect((await tmas('chain', 'list')).json.chains[0]).toMatchObject({ state: 'suspended' })

  const { location } = await signInWithMicrosoft(stage, visitor(stage), bea)
  expect(location).toContain('refused=customer_suspended')
  const page = await visitor(stage).get(location)
  expect(await page.text()).toContain(messages.en.refusalWords.customer_suspended.person.sentence)
  expect(await answerTo('Wrong-Harbour-7')).toEqual([401, 'wrong_password'])
  expect(await answerTo(password)).toEqual([403, 'customer_suspended'])
  expect((await tmas('explain', 'ada')).json.cause).toBe('customer_suspended')

  expect((await tmas('chain', 'suspend', 'North')).json.sessionsEnded).toBe(0)
  expect((await tmas('chain', 'resume', 'North')).json.state).toBe('active')
  expect(await answerTo(password)).toEqual([201, undefined])
  expect((await signInWithMicrosoft(stage, visitor(stage), bea)).location).not.toContain('refused')
})

test('only a suspended customer is removed, once its name is given, and nothing of it stays (R39)', async () => {
  const other = await customerWithTenant(stage, 'Zebra Leavers', northTenantId)
  await userIn(stage, other.chainId, 'zoe@zebra.example', { username: 'zoe-zebra', firstName: 'Zebrina' })
  await signInWithMicrosoft(stage, visitor(stage), 'zoe@zebra.example').catch(() => undefined)
  await signedInWith(stage, 'chain_and_user_manager', other.chainId)

  const early = await tmas('chain', 'remove', 'Zebra Leavers', '--confirm', 'Zebra Leavers')
  expect(early).toMatchObject({ status: 1, json: { error: { code: 'not_suspended' } } })
  await tmas('chain', 'suspend', 'Zebra Leavers')
  const unconfirmed = await tmas('chain', 'remove', 'Zebra Leavers')
  expect(unconfirmed).toMatchObject({ status: 1, json: { error: { code: 'confirmation_required' } } })
  const misspelt = await tmas('chain', 'remove', other.chainId, '--confirm', 'Zebra')
  expect(misspelt.json.error.code).toBe('confirmation_required')

  const seen = new Map(
    (await stage.db.selectFrom('auditHead').selectAll().execute()).map((head) => [head.customerId, head]),
  )
  const removed = await tmas('chain', 'remove', 'Zebra Leavers', '--confirm', 'Zebra Leavers')
  expect(removed).toMatchObject({ status: 0, json: { chain: { id: other.chainId } } })
  const owner = openDatabase({ url: stage.ownerUrl, poolSize: 1 })
  const { rows } = await sql<{ table: string; content: string }>`
    select c.relname as table, query_to_xml(format('select * from %I', c.relname), true, false, '')::text as content
    from pg_class as c where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(owner)
  const holding = rows.filter(
    ({ content }) => /zebra|zebrina/i.test(content) || content.includes(other.chainId),
  )
  expect(holding.map(({ table }) => table)).toEqual(['removed_customer'])
  // Whoever has seen its trail knows that it was removed, and everybody else's is whole.
  expect((await verifyTrail(owner, seen)).faults).toEqual([])
  await owner.destroy()
  expect((await tmas('chain', 'list')).json.chains.map(({ name }: { name: string }) => name)).toEqual([
    'North',
  ])
})

test('a chain below another one is no customer', async () => {
  const { api } = await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)
  await api('POST', '/locations', { type: 'chain', name: 'Brand', parentId: stage.north.chainId })
  expect((await tmas('chain', 'suspend', 'Brand')).json.error.code).toBe('invalid_request')
})

async function answerTo(typed: string): Promise<[number, string | undefined]> {
  const response = await callApi(visitor(stage), 'POST', '/session', { username: 'ada', password: typed })
  const { code } = (await response.json()) as { code?: string }
  return [response.status, code]
}
