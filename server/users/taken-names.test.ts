import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readImport } from './import-columns.ts'
import { importUsers } from './import-users.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'

const most = 50
const day = 24 * 60 * 60 * 1000

let house: House
let rogue: Asking
let count = 0
beforeAll(async () => {
  house = await openHouse()
  for (let number = 0; number < 120; number += 1)
    await house.person(house.north, 'viewer', { username: nameOf(number) })
  await house.person(house.south, 'chain_and_user_manager', { username: 'rogue.boss' })
})
afterAll(() => house.close())
beforeEach(async () => {
  house.passTime(day + 1000)
  rogue = await house.signIn('rogue.boss')
  count += 1
})

function nameOf(number: number) {
  return `north.person.${number}.`
}

function fileOf(names: readonly string[]) {
  const rows = names.map((name, at) => `${name},u${count}.${at}@south.example,viewer,${house.south}`)
  return `username,email,role,location\r\n${rows.join('\r\n')}\r\n`
}

const free = (number: number) => `free.${count}.${number}.`
const add = (username: string) =>
  rogue.ask('POST', '/users', {
    username,
    email: `a.${Math.random().toString(36).slice(2)}@south.example`,
    memberships: [{ locationId: house.south, role: 'viewer' }],
    sendWelcomeEmail: false,
  })
const check = (names: readonly string[]) => rogue.ask('POST', '/users/import?dryRun=true', fileOf(names))
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

async function trail(): Promise<{ usernames: string[]; left: number }[]> {
  const { body } = await rogue.ask('GET', '/audit?action=usernames.told&limit=100')
  return body.items.map(({ detail }: { detail: object }) => detail)
}

describe('usernames that are taken at another customer (R2)', () => {
  test('are told fifty times a day, on record, and then no name is looked at, taken or not', async () => {
    const before = (await trail()).length
    const { body } = await check([free(1), ...numbers(0, 60).map(nameOf), free(2), free(3)])
    const said = body.rows.map(({ faults }: { faults: { username?: string } }) => faults.username ?? 'free')
    expect(said).toEqual([
      'free',
      ...Array(most).fill('username_taken'),
      // From here on, what is free and what is taken look the same.
      ...Array(12).fill('not_checked'),
    ])
    expect((await trail()).slice(0, -before || undefined)).toEqual([
      { usernames: numbers(0, most).map(nameOf), left: 0 },
    ])

    for (const name of [nameOf(70), free(9), nameOf(1)]) {
      const { status, headers, body } = await add(name)
      expect({ status, code: body.code }).toEqual({ status: 429, code: 'too_many_taken_names' })
      const seconds = Number(headers.get('retry-after'))
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(day / 1000)
      expect((await check([name])).status).toBe(429)
    }
    house.passTime(day)
    rogue = await house.signIn('rogue.boss')
    expect((await add(nameOf(71))).status).toBe(409)
    expect((await add(free(9))).status).toBe(201)
  })

  test('cost the same wherever they are asked for: one by one, in a file, in a change, with a key', async () => {
    expect((await add(nameOf(0))).body.code).toBe('username_taken')
    const { body: own } = await add(free(0))
    expect((await rogue.ask('PATCH', `/users/${own.id}`, { username: nameOf(1) })).body.code).toBe(
      'username_taken',
    )
    await check(numbers(2, most - 1).map(nameOf))
    expect((await trail())[0]?.left).toBe(1)
    // What is known already costs nothing.
    for (const number of [0, 1, 2, 30]) expect((await add(nameOf(number))).status).toBe(409)
    expect((await trail())[0]?.left).toBe(1)
    expect((await add(nameOf(most))).status).toBe(409)
    expect((await rogue.ask('PATCH', `/users/${own.id}`, { username: free(5) })).status).toBe(429)
    // Everything but a username can be changed as before.
    expect((await rogue.ask('PATCH', `/users/${own.id}`, { title: 'Dr' })).status).toBe(200)
  })

  test('are told fifty times however many ask at once', async () => {
    // Anyone who is turned away because so many ask, asks again.
    const ask = async (username: string) => {
      for (;;) {
        const answer = await add(username)
        if (answer.status !== 503) return answer
      }
    }
    const answers = await Promise.all(numbers(0, 80).map((number) => ask(nameOf(number))))
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(most)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30)
  })

  test('are another matter than those of one’s own customer, which cost nothing', async () => {
    await add(free(1))
    for (const _ of numbers(0, 3)) expect((await check(Array(60).fill(free(1)))).status).toBe(200)
    expect((await add(free(1))).status).toBe(409)
    expect((await trail()).filter(({ usernames }) => usernames.includes(free(1)))).toEqual([])
    expect((await add(free(2))).status).toBe(201)
  })

  test('are told to the operator, who can read them all, without a limit', async () => {
    const acting = {
      actor: { kind: 'operator' as const },
      customerId: house.south,
      memberships: [{ locationId: house.south, role: 'chain_and_user_manager' as const }],
    }
    const table = await readImport(new TextEncoder().encode(fileOf(numbers(0, 60).map(nameOf))))
    const { plan } = await importUsers(house.db, acting, table, { dryRun: true }, house.now())
    expect(plan.rows.every(({ faults }) => faults.username === 'username_taken')).toBe(true)
    expect((await add(free(1))).status).toBe(201)
  })
})
