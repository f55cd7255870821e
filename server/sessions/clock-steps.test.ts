import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clockFault, databaseAhead, noteAhead, watchClock } from '#server/platform/clock.ts'
import { visitor } from '#server/testing/front-door.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { type House, openHouse } from '#server/users/testing/house.ts'

const minute = 60_000
const hour = 60 * minute
const year = 365 * 24 * hour

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** Does something while the clock is ahead, and corrects the clock. */
async function whileAhead<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  house.passTime(milliseconds)
  const done = await work()
  house.passTime(-milliseconds)
  return done
}

describe('a time stamp from the future lengthens nothing (R28)', () => {
  test.each([year, 3 * hour])(
    'a session that was made while the clock was %d ms ahead is none once the clock is right',
    async (ahead) => {
      const { username } = await house.person(house.north, 'viewer')
      const person = await whileAhead(ahead, async () => {
        const signedIn = await house.signIn(username)
        expect((await signedIn.ask('GET', '/session')).status).toBe(200)
        return signedIn
      })
      expect((await person.ask('GET', '/session')).status).toBe(401)
      house.passTime(1000)
      expect((await person.ask('GET', '/session')).status).toBe(401)
      expect((await (await house.signIn(username)).ask('GET', '/sessions')).body.items).toHaveLength(1)
    },
  )

  test('an account that was closed while the clock was ahead opens at once', async () => {
    const { username } = await house.person(house.north, 'viewer')
    const attempt = (password: string) =>
      visitor(house).post('/sign-in', { username, password, return_to: '/' })
    await whileAhead(year, async () => {
      for (let tries = 0; tries < 12; tries += 1) await attempt(`wrong-${tries}`)
      expect((await attempt('wrong again')).status).toBe(429)
    })
    expect((await attempt('Harbour-7-lanterns')).status).toBe(303)
  })

  test('a link that was mailed while the clock was ahead does not work for longer', async () => {
    const { username } = await house.person(house.north, 'chain_and_user_manager')
    const { id, email } = await whileAhead(year, async () => {
      const boss = await house.signIn(username)
      const { body } = await boss.ask('POST', '/users', {
        username: `late.${username}`,
        email: 'late@north.example',
        memberships: [{ locationId: house.store, role: 'viewer' }],
      })
      return body
    })
    expect(id).toBeDefined()
    const [mail] = await mailsTo(house, email)
    const [link = ''] = /http\S+set-password\S+/.exec(mail?.textBody ?? '') ?? []
    expect((await visitor(house).get(link)).status).toBe(410)
  })

  test('a start that was made while the clock was ahead is over, and is told as that', async () => {
    const browser = visitor(house)
    const started = await whileAhead(year, () => browser.get('/sign-in/microsoft'))
    const state = new URL(started.headers.get('location') ?? '').searchParams.get('state')
    const answer = await browser.get(`/sign-in/microsoft/callback?code=x&state=${state}`)
    expect(answer.headers.get('location')).toContain('refused=expired')
  })
})

describe('the clock is compared with the database’s (R28)', () => {
  test('a minute of difference makes the server not ready, and says which clock and by how much', async () => {
    const real = () => new Date()
    expect(Math.abs(await databaseAhead(house.db, real))).toBeLessThan(minute)
    expect(await watchClock(house.db, real)()).toBeUndefined()
    const ahead = () => new Date(Date.now() + 90_000)
    expect(await watchClock(house.db, ahead)()).toMatch(
      /^the clock of this machine is \d+ seconds ahead of the database’?'?s/,
    )
    const behind = () => new Date(Date.now() - 90_000)
    expect(await watchClock(house.db, behind)()).toMatch(/seconds behind the database's$/)
    expect(clockFault(60_000)).toBeUndefined()
    expect(clockFault(-60_001)).toBeDefined()
  })

  test('what was noted in the future is found', async () => {
    const { username } = await house.person(house.north, 'viewer')
    await whileAhead(hour, () => house.signIn(username))
    expect(await noteAhead(house.db, house.now)).toBeGreaterThan(hour - 5 * minute)
  })
})
