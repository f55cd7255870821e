import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { attemptLifetime } from '#server/attempts/attempts.ts'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { placeHints } from '#server/attempts/hints.ts'
import { personalAccounts } from '#server/entra/entra.ts'
import { insertLocation } from '#server/locations/locations.queries.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  askMicrosoft,
  customerWithTenant,
  newestAttempt,
  setTenant,
  signInWithMicrosoft,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { bea, clearUsers, openStage, type Stage } from '#server/testing/stage.ts'
import { messages } from '#shared/messages/messages.ts'
import type { LocationType, Role } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

let stage: Stage
let boss: ApiClient
beforeAll(async () => {
  stage = await openStage()
  boss = (await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)).api
})
afterAll(() => stage.close())
afterEach(() => stage.emulator.control.reset())

const emil = 'emil.other@south.example'
const ines = 'ines.typo@north.example'

describe('what a manager reads (R17, R19)', () => {
  test('a refused attempt, first in the list, with the code, the cause and every check that led to it', async () => {
    await signInWithMicrosoft(stage, visitor(stage), ines)
    const { reference } = await newestAttempt(stage)
    const { items, total } = await list()
    expect(total).toBeGreaterThan(0)
    expect(items[0]).toMatchObject({
      reference,
      door: 'microsoft',
      outcome: 'refused',
      code: 'unknown_user',
      userId: null,
      loginId: ines,
      tenantId: northTenantId,
      cause: messages.en.refusalWords.unknown_user.manager.cause,
      remedy: { actor: 'manager', action: 'correct_address' },
    })
    expect(items[0].checks.at(-1)).toEqual({
      name: 'user',
      rule: 'R1',
      passed: false,
      expected: null,
      seen: ines,
    })
    expect(items[0].checks.filter(({ passed }: { passed: boolean }) => !passed)).toHaveLength(1)
    const one = await boss('GET', `/sign-ins/${reference.toLowerCase()}`)
    expect(one.body).toMatchObject({ ...items[0], settingsChain: { id: stage.north.chainId, name: 'North' } })
  })

  test('whether the reader may carry out the remedy, and else which roles may (R19, R22)', async () => {
    const { chainId } = stage.north
    const refused = async (loginId: string, tenantId: string, role?: Role, at = chainId) => {
      const oid = crypto.randomUUID()
      stage.emulator.directory.people.push({ loginId, name: 'Somebody', tenantId, oid })
      if (role) await userIn(stage, at, loginId, { role, enabled: false })
      await signInWithMicrosoft(stage, visitor(stage), loginId)
      return (await newestAttempt(stage)).reference
    }
    const unknown = await refused('nobody.yet@north.example', northTenantId)
    const elsewhere = await refused('works.elsewhere@south.example', southTenantId, 'viewer')
    // No one has signed in with the tenant of this brand, and its people have their accounts in another.
    const { api: boss } = await signedInWith(stage, 'chain_and_user_manager', chainId)
    const made = await boss('POST', '/locations', { parentId: chainId, type: 'chain', name: 'Outlet' })
    const brand = { id: made.body.id, name: 'Outlet' }
    await setTenant(stage, brand.id, crypto.randomUUID())
    await refused('first.of.brand@north.example', northTenantId, 'viewer', brand.id)
    const ofBrand = await refused('of.brand@north.example', northTenantId, 'viewer', brand.id)
    const disabled = await refused('disabled.manager@north.example', northTenantId, 'chain_manager')

    const [both, chains, users] = ['chain_and_user_manager', 'chain_manager', 'user_manager'] as const
    const may = { mayAct: true, whoMay: [] }
    const chain = { id: chainId, name: 'North' }
    const expected = [
      [
        both,
        {
          [unknown]: may,
          [elsewhere]: { ...may, chain },
          [ofBrand]: { ...may, chain: brand },
          [disabled]: may,
        },
      ],
      [
        chains,
        {
          [unknown]: { mayAct: false, whoMay: [both, users] },
          // The account is wrong, and not the setting: instructions are mailed to the user.
          [elsewhere]: { mayAct: false, whoMay: [both, users], chain },
          [ofBrand]: { ...may, chain: brand },
          [disabled]: { mayAct: false, whoMay: [both] },
        },
      ],
      [
        users,
        {
          [unknown]: may,
          [elsewhere]: { ...may, chain },
          [ofBrand]: { mayAct: false, whoMay: [both, chains], chain: brand },
          [disabled]: { mayAct: false, whoMay: [both] },
        },
      ],
    ] as const
    for (const [role, remedies] of expected) {
      const { api } = await signedInWith(stage, role, chainId)
      for (const [reference, remedy] of Object.entries(remedies))
        expect((await api('GET', `/sign-ins/${reference}`)).body).toMatchObject({ remedy })
    }
  })

  test('a successful one, with the user', async () => {
    await signInWithMicrosoft(stage, visitor(stage), bea)
    const { items } = await list('?outcome=succeeded&door=microsoft')
    expect(items[0]).toMatchObject({
      userId: stage.beaId,
      code: null,
      cause: null,
      remedy: null,
      loginId: bea,
    })
    expect(items[0].person).toMatchObject({ id: stage.beaId, isProven: true })
    await clearUsers(stage)
    boss = (await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)).api
  })

  test('Microsoft’s own error, as numbers and IDs, and never its text, which names tenants', async () => {
    await signInWithMicrosoft(stage, visitor(stage), 'cleo.declines@north.example', {
      start: throughNorth(),
      answer: 'decline',
    })
    const { items } = await list('?code=consent_declined')
    expect(items[0].microsoft).toMatchObject({ error: 'access_denied', aadsts: [65004] })
    expect(items[0].microsoft.correlationId).toMatch(/^[0-9a-f-]{36}$/)
    expect(Object.keys(items[0].microsoft)).not.toContain('description')
    const found = await list(`?search=${items[0].microsoft.correlationId}`)
    expect(found.items.map(({ reference }) => reference)).toEqual([items[0].reference])
  })

  test('an attempt that is under way through the chain’s own address; nothing is said of an account before its end', async () => {
    await visitor(stage).get(throughNorth())
    const { reference } = await newestAttempt(stage)
    const [first] = (await list('?outcome=pending')).items
    expect(first).toMatchObject({ reference, outcome: 'pending', endedAt: null, chain: { name: 'North' } })
    stage.passTime(attemptLifetime + 1000)
    await closeUnreturned(stage.db, stage.now())
    expect((await list('?outcome=pending')).items).toEqual([])
    expect((await one(reference)).body).toMatchObject({ code: 'not_returned', chain: { name: 'North' } })
  })

  test('in the reader’s own language (R24)', async () => {
    await boss('PATCH', '/account', { language: 'fr' })
    const { items } = await list('?code=unknown_user')
    expect(items[0].cause).toBe(messages.fr.refusalWords.unknown_user.manager.cause)
    await boss('PATCH', '/account', { language: 'en' })
  })

  test('filters and pages: no gap, no repetition, and everything that is no filter is refused', async () => {
    const everything = await list('?limit=200')
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await list(`?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map(({ reference }) => reference))
      cursor = page.next ?? ''
    } while (cursor)
    expect(seen).toEqual(everything.items.map(({ reference }) => reference))
    expect(everything.total).toBe(seen.length)

    const { reference } = everything.items.find(({ loginId }) => loginId === ines) ?? { reference: '' }
    expect(references(await list(`?search=${reference.toLowerCase()}`))).toEqual([reference])
    expect(references(await list('?search=ines.ty'))).toEqual([reference])
    expect(references(await list('?search=nobody%25'))).toEqual([])
    expect(references(await list(`?user=${stage.beaId}`)).length).toBeGreaterThan(0)
    expect((await list('?door=password')).items.every(({ door }) => door === 'password')).toBe(true)
    expect((await list('?to=2020-01-01T00:00:00Z')).total).toBe(0)
    expect((await list('?from=2020-01-01T00:00:00Z')).total).toBe(everything.total)
    for (const query of [
      '?code=none',
      '?outcome=x',
      '?cursor=eHg',
      '?limit=0',
      '?sort=code',
      '?from=now',
      '?x=1',
    ])
      expect((await boss('GET', `/sign-ins${query}`)).status, query).toBe(400)
    for (const text of ['%00', 'AAAA%00AAA', '%F0%9F%99%82', 'x'.repeat(100)])
      expect((await one(text)).status, text).toBe(404)
  })
})

describe('what each customer reads, and nothing of another’s (R18, R22)', () => {
  test('an address of one customer from the tenant of another: each reads its own reason, and neither learns of the other', async () => {
    const south = await customerWithTenant(stage, 'South Stores', southTenantId)
    await userIn(stage, stage.north.chainId, emil, { firstName: 'Emil', lastName: 'North' })
    const southBoss = (await signedInWith(stage, 'chain_and_user_manager', south.chainId)).api
    await signInWithMicrosoft(stage, visitor(stage), emil)
    const { reference } = await newestAttempt(stage)

    const norths = (await one(reference)).body
    expect(norths).toMatchObject({ code: 'tenant_mismatch', person: { name: 'Emil North', isProven: true } })
    expect(norths.checks).toContainEqual({
      name: 'chain_tenant',
      rule: 'R8',
      passed: false,
      expected: northTenantId,
      seen: southTenantId,
    })
    const souths = (await southBoss('GET', `/sign-ins/${reference}`)).body
    expect(souths).toMatchObject({ code: 'unknown_user', userId: null, person: null, loginId: emil })
    for (const secret of [northTenantId, 'Emil North', norths.userId, stage.north.chainId, 'tenant_mismatch'])
      expect(JSON.stringify(souths)).not.toContain(secret)
    expect(JSON.stringify(norths)).not.toContain(south.chainId)
  })

  test('which tenant another customer’s address asked is not said to the tenant that answered', async () => {
    const west = await customerWithTenant(stage, 'West', southTenantId)
    const westBoss = (await signedInWith(stage, 'chain_manager', west.chainId)).api
    stage.emulator.control.nextToken = {
      payload: { tid: southTenantId, iss: `${stage.emulator.url}/${southTenantId}/v2.0` },
    }
    await signInWithMicrosoft(stage, visitor(stage), 'dora.capital@north.example', { start: throughNorth() })
    const { reference } = await newestAttempt(stage)
    const norths = (await one(reference)).body
    expect(norths).toMatchObject({ code: 'tenant_mismatch', chain: { id: stage.north.chainId } })
    expect(norths.checks).toContainEqual(
      expect.objectContaining({ name: 'tenant', expected: northTenantId, seen: southTenantId }),
    )
    const wests = (await westBoss('GET', `/sign-ins/${reference}`)).body
    expect(wests).toMatchObject({ chain: null, tenantId: southTenantId })
    expect(wests.checks).toContainEqual(
      expect.objectContaining({ name: 'tenant', passed: false, expected: null }),
    )
    expect(JSON.stringify(wests)).not.toContain(northTenantId)
  })

  test('an attempt that concerns another customer alone does not exist', async () => {
    const east = await customerWithTenant(stage, 'East', null)
    const eastBoss = (await signedInWith(stage, 'chain_and_user_manager', east.chainId)).api
    await signInWithMicrosoft(stage, visitor(stage), ines)
    const { reference } = await newestAttempt(stage)
    expect((await eastBoss('GET', `/sign-ins/${reference}`)).status).toBe(404)
    expect(references((await eastBoss('GET', `/sign-ins?search=${reference}`)).body)).toEqual([])
    expect(
      (await eastBoss('GET', '/sign-ins')).body.items.every(({ door }: Item) => door === 'password'),
    ).toBe(true)
    expect((await eastBoss('GET', `/sign-ins?location=${stage.north.chainId}`)).status).toBe(404)
  })

  test('a manager of a branch reads of its users, and of those that name nobody what came through its address, its tenant or its users’ hints', async () => {
    const brand = await addLocation('chain', 'Brand', stage.north.chainId)
    const store = await addLocation('store', 'Store', brand)
    const otherTenant = crypto.randomUUID()
    await setTenant(stage, brand, otherTenant)
    const branchBoss = (await signedInWith(stage, 'user_manager', brand)).api
    const inside = await userIn(stage, store, 'ina.side@north.example')
    const before = (await branchBoss('GET', '/sign-ins')).body.total

    // Of somebody outside, and of nobody through the address of the whole chain.
    await signInWithMicrosoft(stage, visitor(stage), emil)
    const outside = await newestAttempt(stage)
    await visitor(stage).get(throughNorth())
    expect((await branchBoss('GET', '/sign-ins')).body.total).toBe(before)
    expect((await branchBoss('GET', `/sign-ins/${outside.reference}`)).status).toBe(403)

    await visitor(stage).get(`/sign-in/microsoft?chain=${brand}`)
    await hinted('ina.side@north.example')
    await placeHints(stage.db, stage.now())
    const { items, total } = (await branchBoss('GET', '/sign-ins')).body
    expect(total).toBe(before + 2)
    expect(items[0].person).toMatchObject({ id: inside.id, isProven: false })
    expect(items[1].chain).toMatchObject({ id: brand })
    expect(references(await list(`?location=${store}`))).toEqual([items[0].reference])
    expect((await branchBoss('GET', `/sign-ins?location=${stage.north.chainId}`)).status).toBe(403)
  })
})

describe('an attempt that names nobody (R18, R29)', () => {
  test('is put before the customer who has exactly the address that was typed, marked as unproven, without an audit record', async () => {
    const { reference } = await hinted('  BEA.first@north.example ')
    expect((await one(reference)).status).toBe(404)
    await placeHints(stage.db, stage.now())
    expect((await one(reference)).body).toMatchObject({
      outcome: 'pending',
      userId: null,
      person: { id: stage.beaId, isProven: false },
      loginHint: '  BEA.first@north.example ',
    })
    stage.passTime(attemptLifetime + 1000)
    await closeUnreturned(stage.db, stage.now())
    await placeHints(stage.db, stage.now())
    expect((await one(reference)).body).toMatchObject({ code: 'not_returned', person: { isProven: false } })
    const records = await stage.db.selectFrom('auditRecord').select('detail').execute()
    expect(JSON.stringify(records)).not.toContain(reference)
  })

  test('is taken away again once Microsoft has named somebody else', async () => {
    const browser = visitor(stage)
    const start = `/sign-in/microsoft?login_hint=${bea}`
    const ending = await askMicrosoft(stage, browser, 'emil.other@south.example', { start })
    await placeHints(stage.db, stage.now())
    const { reference } = await newestAttempt(stage)
    expect((await one(reference)).status).toBe(200)
    const stranger = await customerWithTenant(stage, 'Far', null)
    await userIn(stage, stranger.chainId, 'far@far.example')
    await stage.db.deleteFrom('userAccount').where('email', '=', emil).execute()
    if (ending.kind === 'returned') await browser.get(ending.url)
    expect(await newestAttempt(stage)).toMatchObject({ reference, outcome: 'refused' })
    expect((await one(reference)).status).toBe(404)
    expect(references(await list('?search=emil.other@south')).includes(reference)).toBe(false)
  })

  test('a stranger who types somebody’s address again and again does not fill their managers’ list', async () => {
    const target = await userIn(stage, stage.north.chainId, 'often.typed@north.example')
    for (let time = 0; time < 60; time += 1) await hinted('often.typed@north.example')
    await placeHints(stage.db, stage.now())
    expect((await list(`?user=${target.id}&limit=200`)).total).toBeLessThanOrEqual(50)
  })

  test.each([
    ['long after they were made', 16 * 60 * 1000],
    ['the newest first, a few at a time', 0],
  ])('nor does one who asks that the manager be told of many attempts, %s', async (_, wait) => {
    const email = `often.asked.${wait}@north.example`
    const target = await userIn(stage, stage.north.chainId, email)
    const browser = visitor(stage)
    const made: string[] = []
    for (let time = 0; time < 70; time += 1) {
      const location = (await browser.get('/sign-in/microsoft')).headers.get('location') ?? ''
      const state = new URL(location).searchParams.get('state') ?? ''
      await browser.get(`/sign-in/microsoft/callback?state=${state}&error=access_denied`)
      made.push((await newestAttempt(stage)).reference)
    }
    stage.passTime(wait)
    for (const [index, reference] of made.reverse().entries()) {
      await tell(browser, reference, email)
      if (index % 20 === 19) await placeHints(stage.db, stage.now())
    }
    await placeHints(stage.db, stage.now())
    expect((await list(`?user=${target.id}&limit=200`)).total).toBe(50)
    // Everybody in these tests comes from one network: the next one is to have its own quarter of an hour.
    stage.passTime(attemptLifetime + 1000)
  })

  test('its person can have the manager told, once, and is answered the same whether or not TMAS knows the address', async () => {
    const answers = []
    for (const email of [bea, 'nobody.knows@this.example']) {
      const browser = visitor(stage)
      const { location } = await signInWithMicrosoft(stage, browser, 'cleo.declines@north.example', {
        answer: 'decline',
      })
      const page = await (await browser.get(location)).text()
      expect(page).toContain(messages.en.signIns.help.title)
      const reference = new URL(location, 'http://x').searchParams.get('reference') ?? ''
      const told = await tell(browser, reference, email)
      const after = await (await browser.get(told.headers.get('location') ?? '')).text()
      answers.push([
        told.status,
        told.headers.get('location')?.replace(reference, 'REF'),
        // Microsoft's own IDs and time differ from one attempt to the next.
        after.replaceAll(reference, 'REF').replaceAll(/[0-9a-f-]{36}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, ''),
      ])
      expect(after).toContain(messages.en.signIns.help.asked)
      expect(after).not.toContain('name="email"')
      await tell(browser, reference, 'somebody.else@north.example')
      await placeHints(stage.db, stage.now())
      const answer = await one(reference)
      if (email === bea) {
        expect(answer.body).toMatchObject({
          code: 'consent_declined',
          loginHint: bea,
          person: { id: stage.beaId },
        })
        expect(answer.body.helpAskedAt).not.toBeNull()
      } else expect(answer.status).toBe(404)
    }
    expect(answers[0]).toEqual(answers[1])
  })

  test.each<[string, (browser: Visitor, reference: string) => Promise<unknown>]>([
    ['another browser', (_, reference) => tell(visitor(stage), reference, bea)],
    [
      'a browser that made another attempt',
      async (_, reference) => {
        const other = visitor(stage)
        await other.get('/sign-in/microsoft')
        await tell(other, reference, bea)
      },
    ],
    [
      'the same browser an hour later',
      async (browser, reference) => {
        stage.passTime(60 * 60 * 1000 + 1)
        await tell(browser, reference, bea)
      },
    ],
  ])('nobody is told through %s', async (_, act) => {
    const browser = visitor(stage)
    await signInWithMicrosoft(stage, browser, 'cleo.declines@north.example', { answer: 'decline' })
    const { reference } = await newestAttempt(stage)
    await act(browser, reference)
    await placeHints(stage.db, stage.now())
    boss = (await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)).api
    expect((await one(reference)).status).toBe(404)
  })

  test('a customer that read of it by a hint alone keeps nothing of it once Microsoft has named somebody else, even if they become a user there (R31)', async () => {
    const west = await customerWithTenant(stage, 'West by hint', crypto.randomUUID())
    const { id: hintedId } = await userIn(stage, west.chainId, 'ann@west.example')
    const { api } = await signedInWith(stage, 'chain_and_user_manager', west.chainId)
    stage.emulator.directory.people.push({
      loginId: 'sid.stranger@south.example',
      name: 'Sid',
      tenantId: southTenantId,
      oid: crypto.randomUUID(),
    })
    const browser = visitor(stage)
    const ending = await askMicrosoft(stage, browser, 'sid.stranger@south.example', {
      start: '/sign-in/microsoft?login_hint=ann@west.example',
    })
    if (ending.kind !== 'returned') throw new Error('stayed at Microsoft')
    await placeHints(stage.db, stage.now())
    const { reference } = await newestAttempt(stage)
    expect((await api('GET', `/sign-ins/${reference}`)).body).toMatchObject({
      outcome: 'pending',
      person: { id: hintedId, isProven: false },
    })

    await browser.get(ending.url)
    expect(await newestAttempt(stage)).toMatchObject({ reference, outcome: 'refused', code: 'unknown_user' })
    expect((await api('GET', `/sign-ins/${reference}`)).status).toBe(404)
    const { id } = await userIn(stage, west.chainId, 'sid.stranger@south.example')
    const { checks } = (await api('GET', `/users/${id}/explain`)).body
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'last_attempt', seen: messages.en.explainPerson.said.none_seen }),
    )
  })

  test('the page offers to tell the manager for an hour, as long as it would be done (R17)', async () => {
    const browser = visitor(stage)
    const { location } = await signInWithMicrosoft(stage, browser, 'cleo.declines@north.example', {
      answer: 'decline',
    })
    stage.passTime(59 * 60 * 1000)
    expect(await (await browser.get(location)).text()).toContain(messages.en.signIns.help.title)
    stage.passTime(60 * 1000 + 1)
    expect(await (await browser.get(location)).text()).not.toContain(messages.en.signIns.help.title)
    boss = (await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)).api
  })

  test('who was named by Microsoft is not asked who they are', async () => {
    const browser = visitor(stage)
    const { location } = await signInWithMicrosoft(stage, browser, ines)
    expect(await (await browser.get(location)).text()).not.toContain(messages.en.signIns.help.title)
    const { reference } = await newestAttempt(stage)
    await tell(browser, reference, bea)
    expect((await newestAttempt(stage)).loginHint).toBeNull()
  })
})

describe('the pop-up (R7, R17)', () => {
  test('a blocked one is on record; it is the reason where nothing came back, and a note beside any better one', async () => {
    await visitor(stage).get(`${throughNorth()}&blocked=1`)
    const left = await newestAttempt(stage)
    await signInWithMicrosoft(stage, visitor(stage), ines, { start: '/sign-in/microsoft?blocked=1' })
    const refused = await newestAttempt(stage)
    stage.passTime(attemptLifetime + 1000)
    await closeUnreturned(stage.db, stage.now())
    expect((await one(left.reference)).body).toMatchObject({ code: 'popup_blocked', popupBlocked: true })
    expect((await one(refused.reference)).body).toMatchObject({ code: 'unknown_user', popupBlocked: true })
  })
})

describe('patterns (R19)', () => {
  test('three that never came back within an hour are shown with what is typical of it, until which others come in', async () => {
    const chain = await customerWithTenant(stage, 'Pattern', crypto.randomUUID())
    const api = (await signedInWith(stage, 'chain_manager', chain.chainId)).api
    const leave = () => visitor(stage).get(`/sign-in/microsoft?chain=${chain.chainId}`)
    const patterns = async () => {
      const { status, body } = await api('GET', '/sign-ins/patterns')
      expect(status, JSON.stringify(body)).toBe(200)
      return body.items
    }
    await leave()
    await leave()
    const popup = crypto.randomUUID()
    const closer = visitor(stage)
    await closer.get(`/sign-in/microsoft?chain=${chain.chainId}&popup=${popup}&display=popup`)
    await closer.post('/sign-in/microsoft/cancel', { popup })
    expect(await patterns()).toEqual([])
    stage.passTime(attemptLifetime + 1000)
    await closeUnreturned(stage.db, stage.now())
    expect(await patterns()).toEqual([
      expect.objectContaining({
        chain: { id: chain.chainId, name: 'Pattern' },
        code: 'not_returned',
        count: 3,
        causes: ['admin_consent_required', 'blocked_by_policy', 'not_assigned'],
        remedy: expect.objectContaining({ action: 'send_consent_kit' }),
      }),
    ])
    expect(
      (await boss('GET', '/sign-ins/patterns')).body.items.map(({ chain }: Item) => chain?.name),
    ).not.toContain('Pattern')
  })

  test('three from one other tenant say that the tenant ID is probably wrong, and which came', async () => {
    const chain = await customerWithTenant(stage, 'Wrong Tenant', northTenantId)
    const api = (await signedInWith(stage, 'chain_manager', chain.chainId)).api
    await userIn(stage, chain.chainId, 'sol.1@south.example')
    stage.emulator.directory.people.push({
      loginId: 'sol.1@south.example',
      name: 'Sol',
      tenantId: southTenantId,
      oid: crypto.randomUUID(),
    })
    for (let time = 0; time < 3; time += 1)
      await signInWithMicrosoft(stage, visitor(stage), 'sol.1@south.example')
    const { items } = (await api('GET', '/sign-ins/patterns')).body
    expect(items[0]).toMatchObject({
      code: 'tenant_mismatch',
      tenantId: southTenantId,
      count: 3,
      people: 1,
      chain: { id: chain.chainId },
    })
  })
})

describe('what the list is filtered by', () => {
  test('is what the attempt itself says, whatever became of it, also where it was written later by somebody else', async () => {
    const { reference } = await hinted('bea.first@north.example')
    await placeHints(stage.db, stage.now())
    const person = await userIn(stage, stage.north.chainId, 'copy.cat@north.example')
    const account = {
      outcome: 'succeeded',
      ended_at: stage.now(),
      user_id: person.id,
      login_id: 'copy.cat@north.example',
    }
    await sql`
      update sign_in_attempt set outcome = ${account.outcome}, ended_at = ${account.ended_at}, user_id = ${account.user_id},
        login_id = ${account.login_id}, tenant_id = ${northTenantId}, chain_id = ${stage.north.chainId}
      where reference = ${reference}`.execute(stage.db)
    const { rows } = await sql<{ isListed: boolean; isCopied: boolean; tenant: string | null }>`
      select concerned.is_listed, concerned.attempt_tenant_id as tenant, (
        attempt_door, attempt_outcome, attempt_started_at, attempt_chain_id, attempt_tenant_id, attempt_object_id, attempt_ip,
        is_listed
      ) is not distinct from (
        door, outcome, started_at, chain_id, case when reading <> 'typed' then tenant_id end,
        case when reading = 'full' then object_id end, case when reading = 'full' then ip end,
        purpose = 'sign_in' and (not unproven or attempt.user_id is null and login_id is null
          and coalesce(tenant_id, ${personalAccounts}) = ${personalAccounts})
      ) as is_copied
      from sign_in_attempt_customer as concerned join sign_in_attempt as attempt on attempt.id = attempt_id
      order by attempt.id desc`.execute(stage.db)
    expect(rows[0]).toEqual({ isListed: false, isCopied: true, tenant: null })
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter(({ isCopied }) => !isCopied)).toEqual([])
  })

  test('a person is found by any part of their name, with or without its accents and capitals', async () => {
    const email = 'zoe.copy@north.example'
    const { id } = await userIn(stage, stage.north.chainId, email, { firstName: 'Zoé', lastName: 'D’Été' })
    await hinted(email)
    await placeHints(stage.db, stage.now())
    for (const part of ['oe D', 'ÉTÉ', 'd’été', 'copy@NORTH'])
      expect((await list(`?search=${encodeURIComponent(part)}`)).items[0]?.person?.id, part).toBe(id)
    expect(await list('?search=oe_D')).toMatchObject({ items: [], total: 0 })
  })
})

test('a long list is counted as far as is asked for, says that there are more, and is the same list (R19)', async () => {
  for (let turn = 0; turn < 3; turn += 1) await signInWithMicrosoft(stage, visitor(stage), ines)
  const whole = await list('?limit=2')
  expect(whole).not.toHaveProperty('more')
  expect(await list('?limit=2&countTo=2')).toEqual({ ...whole, total: 2, more: true })
  expect(await list(`?limit=2&countTo=${whole.total}`)).toEqual({ ...whole, more: false })
  const second = await list(`?limit=2&cursor=${whole.next}`)
  expect(await list(`?limit=2&cursor=${whole.next}&countTo=1`)).toEqual({ ...second, total: 1, more: true })
  expect(await list(`?limit=2&cursor=${whole.next}&countTo=1000`)).toEqual({ ...second, more: false })
  expect(await list('?search=nobody-at-all&countTo=1')).toEqual({
    items: [],
    next: null,
    total: 0,
    more: false,
  })
  expect((await boss('GET', '/sign-ins?countTo=0')).status).toBe(400)
})

type Item = { reference: string; door: string; loginId: string | null; chain?: { id: string; name: string } }
// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
type List = { items: any[]; next: string | null; total: number }

async function list(query = ''): Promise<List> {
  const answer = await boss('GET', `/sign-ins${query}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

function one(reference: string) {
  return boss('GET', `/sign-ins/${reference}`)
}

function references({ items }: List): string[] {
  return items.map(({ reference }) => reference)
}

function throughNorth() {
  return `/sign-in/microsoft?chain=${stage.north.chainId}`
}

async function hinted(loginHint: string) {
  await visitor(stage).get(`/sign-in/microsoft?login_hint=${encodeURIComponent(loginHint)}`)
  return newestAttempt(stage)
}

function tell(browser: Visitor, reference: string, email: string) {
  return browser.post('/sign-in/tell-manager', {
    refused: 'consent_declined',
    reference,
    email,
    return_to: '/',
  })
}

async function addLocation(type: LocationType, name: string, parentId: string): Promise<string> {
  const id = crypto.randomUUID()
  const location = { id, customerId: stage.north.chainId, parentId, type, name, createdAt: stage.now() }
  await stage.db.transaction().execute((trx) => insertLocation(trx, location))
  return id
}
