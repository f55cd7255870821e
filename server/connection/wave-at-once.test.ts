import { randomUUIDv7 } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newReference } from '#server/platform/secret.ts'
import { customerWithTenant, type FrontDoor, openFrontDoor, userIn } from '#server/testing/front-door.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { listSignInsOfWave, saveWaves, signInsOfWave } from './roll-out.queries.ts'

let door: FrontDoor

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())

test('a wave in which everyone is refused is looked at once, not once for each of its people (R36)', async () => {
  const people = 60
  const { chainId } = await customerWithTenant(door, 'Crowd', northTenantId)
  const now = door.now()
  const wave = { id: randomUUIDv7(), chainId, customerId: chainId }
  await door.db.transaction().execute((trx) =>
    saveWaves(
      trx,
      { id: chainId, customerId: chainId },
      [
        {
          id: wave.id,
          locationIds: [chainId],
          startsOn: now.toISOString().slice(0, 10),
          noticeDaysBefore: 0,
          begunAt: now,
          noticedAt: null,
          noticedUpTo: null,
          pausedAt: null,
          pausedBecause: null,
        },
      ],
      now,
    ),
  )
  await Promise.all(Array.from({ length: people }, (_, n) => refusedAtHome(chainId, n, now)))
  expect(await listSignInsOfWave(door.db, wave, now, now)).toMatchObject({
    people,
    signIns: Array.from({ length: people }, () => ({ code: 'link_revoked' })),
  })

  // As it stays prepared: with a plan for any customer, made when hardly anyone was in the tables.
  const { sql, parameters } = signInsOfWave(wave, now, now).compile(door.db)
  const plan = await door.db.connection().execute(async (session) => {
    const run = (text: string) => session.executeQuery<Record<string, Node[]>>(CompiledQuery.raw(text))
    await run('set plan_cache_mode = force_generic_plan')
    await run(`prepare watch as ${sql}`)
    const { rows } = await run(
      `explain (analyze, timing off, format json) execute watch (${parameters.map(literal)})`,
    )
    await run('discard all')
    return Object.values(rows[0] ?? {})[0]
  })
  const known = nodesOf(plan?.[0]?.Plan).filter((node) => node['Subplan Name'] === 'CTE known')
  expect(known.map((node) => node['Actual Loops'])).toEqual([1])
})

async function refusedAtHome(chainId: string, n: number, at: Date): Promise<void> {
  const email = `crowd.${n}@north.example`
  const { id } = await userIn(door, chainId, email)
  await door.db
    .insertInto('signInAttempt')
    .values({
      id: randomUUIDv7(),
      reference: newReference(),
      door: 'microsoft',
      outcome: 'refused',
      code: 'link_revoked',
      startedAt: at,
      endedAt: at,
      ip: '192.0.2.1',
      network: '192.0.2.1',
      stateHash: Buffer.alloc(32, n),
      loginHint: email,
      browserUserId: id,
    })
    .execute()
}

/** A part of PostgreSQL's plan. @see https://www.postgresql.org/docs/current/sql-explain.html */
type Node = { Plan?: Node; Plans?: Node[]; 'Subplan Name'?: string; 'Actual Loops'?: number }

const nodesOf = (node: Node | undefined): Node[] =>
  node ? [node, ...(node.Plans ?? []).flatMap((part) => nodesOf(part))] : []

function literal(value: unknown): string {
  if (value instanceof Date) return `'${value.toISOString()}'`
  return Array.isArray(value) ? `'{${value.join()}}'` : `'${value}'`
}
