import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mostUnproven } from '#server/policy/keeping.ts'
import { signedInWith } from '#server/testing/api-client.ts'
import { askMicrosoft, signInWithMicrosoft, tmasUrl, userIn, visitor } from '#server/testing/front-door.ts'
import { bea, clearUsers, expectAdmitted, openStage, play, type Stage } from '#server/testing/stage.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { attemptLifetime } from './attempts.ts'
import { deleteAllOverdue } from './bounds.queries.ts'
import { closeUnreturned } from './close-attempts.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
beforeEach(async () => {
  await clearUsers(stage)
  await stage.db.deleteFrom('signInAttempt').execute()
})

const day = 24 * 60 * 60 * 1000
const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

const attempts = () => stage.db.selectFrom('signInAttempt').selectAll().orderBy('id').execute()
const trail = () => stage.db.selectFrom('auditRecord').selectAll().orderBy('id').execute()
const throughNorth = () => `/sign-in/microsoft?chain=${stage.north.chainId}`

describe('a start that no page of ours led to', () => {
  const slack = { referer: '', 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }
  const ways: [string, Record<string, string>][] = [
    ['curl', { referer: '', 'user-agent': 'curl/8.14.1' }],
    ['a link preview of a chat', slack],
    [
      'a scanner with a browser’s name',
      { referer: '', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/142' },
    ],
    ['another site', { ...navigation, 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' }],
    ['a bookmark', { ...navigation, 'sec-fetch-site': 'none', referer: '' }],
    ['a page of ours, by a lie in the address', { referer: `https://evil.example/?${tmasUrl}` }],
  ]

  test.each(ways)(
    'by %s leaves no row, with and without the address of a chain (R34)',
    async (_, headers) => {
      for (const address of [
        '/sign-in/microsoft',
        throughNorth(),
        `${throughNorth()}&popup=${crypto.randomUUID()}`,
      ])
        expect((await visitor(stage).get(address, headers)).status).toBeLessThan(400)
      expect(await attempts()).toEqual([])
    },
  )

  test('by a bookmark signs the person in all the same, where they wanted to go, and once (R8, R34)', async () => {
    const browser = visitor(stage)
    const headers = { ...navigation, 'sec-fetch-site': 'none', referer: '' }
    const started = await browser.get(`${throughNorth()}&return_to=/account`, headers)
    const ending = await signedInAtMicrosoft(started)
    const { headers: answered } = await browser.get(ending)
    expect(answered.get('location')).toBe('/account')
    expect(await browser.session()).toMatchObject({ user: { id: stage.beaId } })
    expect(await attempts()).toMatchObject([
      { outcome: 'succeeded', chainId: stage.north.chainId, keptUntil: null },
    ])

    await browser.post('/sign-out', {})
    expect((await browser.get(ending)).headers.get('location')).toContain('refused=replayed')
    expect(await browser.session()).toBeUndefined()
  })

  test('opens in the browser that began it alone, unaltered, and within 15 minutes (R8)', async () => {
    const begin = async () => {
      const browser = visitor(stage)
      const started = await browser.get('/sign-in/microsoft', { referer: '' })
      return { browser, callback: new URL(await signedInAtMicrosoft(started)) }
    }
    const { callback } = await begin()
    const victim = visitor(stage)
    await victim.get('/sign-in/microsoft')
    expect((await victim.get(String(callback))).headers.get('location')).toContain('refused=invalid_response')
    expect(await victim.session()).toBeUndefined()

    const altered = await begin()
    const state = altered.callback.searchParams.get('state') ?? ''
    altered.callback.searchParams.set('state', `${state.slice(0, -4)}AAAA`)
    const location = (await altered.browser.get(String(altered.callback))).headers.get('location')
    expect(location).toContain('refused=invalid_response')

    const late = await begin()
    stage.passTime(attemptLifetime + 1000)
    expect((await late.browser.get(String(late.callback))).headers.get('location')).toContain(
      'refused=expired',
    )
    expect(await late.browser.session()).toBeUndefined()
  })

  /** Bea signs in at Microsoft; returns the callback. */
  async function signedInAtMicrosoft(started: Response): Promise<string> {
    const { signInAs } = await import('../../emulator/person.ts')
    const ending = await signInAs(stage.emulator, started.headers.get('location') ?? '', bea, {})
    if (ending.kind !== 'returned') throw new Error(`stayed on Microsoft's page ${ending.page}`)
    return ending.url
  }
})

describe('what a page of ours began and nobody finished', () => {
  test('is gone after a day, and makes no audit record (R23, R34)', async () => {
    const before = await trail()
    const [closer, popup] = [visitor(stage), crypto.randomUUID()]
    await visitor(stage).get(throughNorth())
    await visitor(stage).get(`${throughNorth()}&blocked=1`)
    await closer.get(`${throughNorth()}&popup=${popup}&display=popup`)
    await closer.post('/sign-in/microsoft/cancel', { popup })
    stage.passTime(attemptLifetime + 1000)
    await closeUnreturned(stage.db, stage.now())
    const codes = (await attempts()).map(({ code }) => code)
    expect(codes.toSorted()).toEqual(['not_returned', 'popup_blocked', 'popup_closed'])
    expect(await trail()).toEqual(before)

    stage.passTime(day - attemptLifetime)
    await deleteAllOverdue(stage.db, stage.now())
    expect(await attempts()).toHaveLength(2)
    stage.passTime(attemptLifetime + 2000)
    await deleteAllOverdue(stage.db, stage.now())
    expect(await attempts()).toEqual([])
  })

  test('what an address says, and a password that is wrong, is gone after a month, and makes no audit record (R34)', async () => {
    const before = await trail()
    const forged = (url: URL) => {
      url.searchParams.delete('code')
      url.searchParams.set('error', 'access_denied')
      url.searchParams.set('error_description', 'AADSTS90094: made up')
      return url
    }
    await play(stage, { start: throughNorth(), callback: forged })
    const { username } = await userIn(stage, stage.north.chainId, 'typed@north.example')
    for (const name of [username, 'nobody'])
      await visitor(stage).post('/sign-in', { username: name, password: 'Wrong-1', return_to: '/' })
    const added = await trail()
    expect(added.slice(before.length).map(({ action }) => action)).not.toContain('sign-in.refused')
    const codes = (await attempts()).map(({ code }) => code)
    expect(codes).toEqual(['admin_consent_required', 'wrong_password', 'unknown_user'])

    stage.passTime(30 * day + 1000)
    await deleteAllOverdue(stage.db, stage.now())
    expect(await attempts()).toEqual([])
  })

  test('an account that Microsoft proved stays, refused or not, and is in the audit trail (R17, R23)', async () => {
    await signInWithMicrosoft(stage, visitor(stage), 'ines.typo@north.example', { start: throughNorth() })
    await expectAdmitted(stage, {})
    stage.passTime(400 * day)
    await deleteAllOverdue(stage.db, stage.now())
    expect(await attempts()).toMatchObject([{ code: 'unknown_user' }, { outcome: 'succeeded' }])
    const actions = (await trail()).map(({ action }) => action)
    expect(actions).toContain('sign-in.refused')
  })

  test('is short, whatever was asked for (R34)', async () => {
    const long = `/account?${'x'.repeat(1900)}`
    await visitor(stage).get(
      `${throughNorth()}&return_to=${encodeURIComponent(long)}&login_hint=${'ä'.repeat(3000)}`,
      { 'user-agent': 'u'.repeat(5000), referer: `${tmasUrl}/sign-in` },
    )
    expect(await attempts()).toMatchObject([{ returnTo: '/account' }])
    const { rows } = await sql<{ size: number }>`
      select max(pg_column_size(sign_in_attempt)) as size from sign_in_attempt`.execute(stage.db)
    expect(rows[0]?.size).toBeLessThan(2500)
  })

  test('is bounded for a network, and for a chain’s address, the oldest first (R34)', async () => {
    await fill(mostUnproven.pendingOfNetwork + 50, 'pending', 'unknown')
    await fill(mostUnproven.endedOfNetworkAndChain + 30, 'refused', 'unknown')
    await fill(mostUnproven.endedOfChain + 20, 'refused', '192.0.2.')
    const oldest = (await attempts())[0]?.id
    const start = await visitor(stage).get(throughNorth())
    expect(start.status).toBe(303)
    const pending = (await attempts()).filter(({ outcome }) => outcome === 'pending')
    expect(pending.length).toBeLessThanOrEqual(mostUnproven.pendingOfNetwork + 1)
    expect(pending.map(({ id }) => id)).not.toContain(oldest)

    const [browser, popup] = [visitor(stage), crypto.randomUUID()]
    await browser.get(`${throughNorth()}&popup=${popup}&display=popup`)
    await browser.post('/sign-in/microsoft/cancel', { popup })
    const ended = (await attempts()).filter(({ outcome }) => outcome === 'refused')
    expect(ended.filter(({ network }) => network === 'unknown')).toHaveLength(
      mostUnproven.endedOfNetworkAndChain,
    )
    expect(ended.length).toBeLessThanOrEqual(mostUnproven.endedOfChain)
    expect(ended.at(-1)?.code).toBe('popup_closed')
  })

  test('2,000 starts of one stranger are no more than a handful to a manager (R19, R34)', async () => {
    // One whose clock was not moved on: what managers read lately goes by the times in the IDs.
    const house = await openStage()
    const start = `/sign-in/microsoft?chain=${house.north.chainId}`
    for (let time = 0; time < 60; time += 1) await visitor(house).get(start)
    await fill(mostUnproven.pendingOfNetwork - 60, 'pending', 'unknown', house)
    house.passTime(attemptLifetime + 1000)
    await closeUnreturned(house.db, house.now())
    const left = await house.db.selectFrom('signInAttempt').select('code').execute()
    expect(left).toEqual(Array(mostUnproven.endedOfNetworkAndChain).fill({ code: 'not_returned' }))
    const { api } = await signedInWith(house, 'chain_and_user_manager', house.north.chainId)
    const { body } = await api('GET', '/sign-ins/patterns')
    expect(body.items).toMatchObject([{ code: 'not_returned', count: 5 }])
    await house.close()
  })
})

describe('the limit at the Microsoft door', () => {
  test('an office of 130 people behind one address signs in within a minute (R29)', async () => {
    for (let person = 0; person < 130; person += 1) {
      const loginId = `office.${person}@north.example`
      await userIn(stage, stage.north.chainId, loginId)
      stage.emulator.directory.people.push({
        loginId,
        name: `Person ${person}`,
        tenantId: northTenantId,
        oid: crypto.randomUUID(),
      })
    }
    // All of them leave before the first comes back.
    const people = Array.from({ length: 130 }, (_, person) => ({ browser: visitor(stage), person }))
    const endings = []
    for (const { browser, person } of people)
      endings.push(await askMicrosoft(stage, browser, `office.${person}@north.example`))
    for (const [index, ending] of endings.entries()) {
      if (ending.kind !== 'returned') throw new Error('stayed at Microsoft')
      const location = (await people[index]?.browser.get(ending.url))?.headers.get('location')
      expect(location).toBe('/')
    }
  })

  test('codes that somebody makes up are not taken to Microsoft without end (R34)', async () => {
    stage.emulator.control.reset()
    const browser = visitor(stage)
    const callbacks: string[] = []
    for (let time = 0; time < 320; time += 1) {
      const { headers } = await browser.get('/sign-in/microsoft', { referer: '' })
      const state = new URL(headers.get('location') ?? '').searchParams.get('state') ?? ''
      callbacks.push(`/sign-in/microsoft/callback?${new URLSearchParams({ code: `made-up-${time}`, state })}`)
    }
    const asked = stage.emulator.control.requests.token
    for (const callback of callbacks) await browser.get(callback)
    expect(stage.emulator.control.requests.token - asked).toBe(300)
  })
})

/** As many attempts through the address of North as if a network had made them; older than any other. */
async function fill(count: number, outcome: 'pending' | 'refused', network: string, house: Stage = stage) {
  const now = house.now()
  await sql`
    insert into sign_in_attempt
      (id, reference, door, started_at, ended_at, ip, network, outcome, code, path, chain_id, browser_hash, kept_until)
    select ('00000000-0000-7000-8000-' || lpad(to_hex((random() * 1e14)::bigint), 12, '0'))::uuid,
      translate(lpad(to_hex((random() * 4e9)::bigint), 8, '2'), '01abcdef', 'ABCDEFGH'),
      'microsoft', ${now}::timestamptz, case when ${outcome} = 'refused' then ${now}::timestamptz end, '192.0.2.1',
      ${network} || case when ${network} = 'unknown' then '' else n::text end, ${outcome},
      case when ${outcome} = 'refused' then 'not_returned' end, ${northTenantId}, ${house.north.chainId}::uuid, sha256(n::text::bytea),
      ${new Date(now.getTime() + day)}::timestamptz
    from generate_series(1, ${count}::int) as n`.execute(house.db)
}
