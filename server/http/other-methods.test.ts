import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tmasUrl } from '#server/testing/front-door.ts'
import { type Asking, type House, openHouse } from '#server/users/testing/house.ts'

let house: House
let boss: Asking
beforeAll(async () => {
  house = await openHouse()
  const { username } = await house.person(house.north, 'chain_and_user_manager')
  boss = await house.signIn(username)
})
afterAll(() => house.close())

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const nowhere = '0199f000-0000-7000-8000-000000000001'

describe('an address that takes another method', () => {
  test('is 405 with Allow and the contract’s problem, for every route of the API', async () => {
    const taken = new Map<string, Set<string>>()
    for (const { method, path } of house.app.routes) {
      if (method === 'ALL' || !path.startsWith('/api/v1/') || path.includes('*')) continue
      const address = path.replace(/:\w+(\{[^}]*\})?/g, nowhere)
      taken.set(address, (taken.get(address) ?? new Set()).add(method))
    }
    expect(taken.size).toBeGreaterThan(40)
    let refused = 0
    for (const [address, own] of taken) {
      const free = methods.find((method) => !own.has(method))
      if (free === undefined) continue
      const { status, headers, body } = await boss.ask(
        free,
        address.replace('/api/v1', ''),
        free === 'GET' ? undefined : {},
      )
      // A more general route may take it, such as one for an ID.
      if (status !== 405) {
        expect([400, 403, 404, 200, 415]).toContain(status)
        continue
      }
      refused += 1
      expect(body).toMatchObject({ code: 'method_not_allowed', reference: expect.any(String) })
      const allowed = (headers.get('allow') ?? '').split(', ')
      for (const method of own) expect(allowed).toContain(method)
      expect(allowed).not.toContain(free)
    }
    expect(refused).toBeGreaterThan(taken.size / 2)
  })

  test.each([
    ['DELETE', '/sign-in', 'GET, HEAD, POST'],
    ['PUT', '/sign-out', 'POST'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['POST', '/help', 'GET, HEAD'],
  ])('%s %s is 405 and says %s', async (method, path, allowed) => {
    const response = await house.app.request(new URL(path, tmasUrl), {
      method,
      headers: { host: new URL(tmasUrl).host, origin: tmasUrl },
    })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allowed)
  })

  test('an address that nothing takes is 404, whatever the method', async () => {
    for (const method of methods)
      expect((await boss.ask(method, '/nothing', method === 'GET' ? undefined : {})).status).toBe(404)
  })
})
