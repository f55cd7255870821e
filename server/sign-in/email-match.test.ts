import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { newestAttempt, userIn } from '#server/testing/front-door.ts'
import {
  bea,
  clearUsers,
  expectAdmitted,
  expectRefused,
  openStage,
  type Stage,
} from '#server/testing/stage.ts'
import { withClaims } from '#server/testing/tokens.ts'
import type { Check } from '#shared/checks.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
afterEach(() => clearUsers(stage))

/** Bea's account calls itself so; everything else about it is right. */
const calledSo = (preferred_username: string) => ({ tamper: { idToken: withClaims({ preferred_username }) } })

const strangers: [id: string, loginId: string][] = [
  ['MATCH-06', 'bea.f\u0131rst@north.example'],
  ['MATCH-06', 'bea.f\u0130rst@north.example'],
  ['MATCH-06', 'bea.fir\u017ft@north.example'],
  ['MATCH-06', 'bea.first@north.e\u212Aample'],
  ['MATCH-08', 'be\u00e1.first@north.example'],
  ['MATCH-08', 'bea\u0301.first@north.example'],
  ['MATCH-09', 'bea.first@xn--north-.example'],
  ['MATCH-09', 'bea.first@n\u043erth.example'],
  ['MATCH-10', 'bea.first @north.example'],
  ['MATCH-10', 'bea.first@north.example.'],
  ['MATCH-10', '\u00a0bea.first@north.example'],
  ['MATCH-10', 'bea.first@north.example\u200b'],
  ['MATCH-10', '\u3000bea.first@north.example'],
  ['MATCH-13', 'bea.first@evilnorth.example'],
  ['MATCH-13', 'bea.first@north.example.evil.example'],
  ['MATCH-13', 'xbea.first@north.example'],
  ['MATCH-14', 'bea.first+x@north.example'],
  ['MATCH-14', 'beafirst@north.example'],
  ['MATCH-18', '%@north.example'],
  ['MATCH-18', '%'],
  ['MATCH-18', 'bea_first@north.example'],
  ['MATCH-18', "' or '1'='1"],
  ['INJ-06', 'bea.first@north.example\u202e'],
  ['INJ-02', '<script>alert(1)</script>@north.example'],
]

test.each(strangers)('%s: %j is not bea.first@north.example (R9)', async (_id, loginId) => {
  const { browser, location } = await expectRefused(stage, calledSo(loginId), 'unknown_user')
  expect(await newestAttempt(stage)).toMatchObject({ loginId, tenantId: northTenantId })
  const page = await (await browser.get(location)).text()
  expect(page).not.toContain('<script>alert')
})

test.each([
  ['MATCH-05', 'BEA.First@North.EXAMPLE'],
  ['MATCH-10', ' bea.first@north.example '],
])('%s: %j is bea.first@north.example (R9)', async (_id, loginId) => {
  await expectAdmitted(stage, calledSo(loginId))
})

test('MATCH-01: the mail that a foreign tenant’s administrator typed opens nothing (R9)', async () => {
  await expectRefused(
    stage,
    { loginId: 'emil.other@south.example', tamper: { idToken: withClaims({ email: bea, xms_edov: true }) } },
    'unknown_user',
  )
})

test('MATCH-01: nor does the login ID itself, when another tenant asserts it (R8)', async () => {
  await expectRefused(
    stage,
    { loginId: 'emil.other@south.example', tamper: { idToken: withClaims({ preferred_username: bea }) } },
    'tenant_mismatch',
  )
  expect(await newestAttempt(stage)).toMatchObject({ loginId: bea, tenantId: southTenantId })
})

test('MATCH-04: where the two addresses are two people’s, the login ID alone decides (R9)', async () => {
  const mia = await userIn(stage, stage.north.chainId, 'mia.nomail@north.example')
  await expectAdmitted(stage, { tamper: { idToken: withClaims({ email: 'mia.nomail@north.example' }) } })
  const links = await stage.db.selectFrom('microsoftLink').select('userId').execute()
  expect(links.map(({ userId }) => userId)).toEqual([stage.beaId])
  expect(links.map(({ userId }) => userId)).not.toContain(mia.id)
})

test('MATCH-16: two users of a customer cannot have one address, in whatever letters (R2)', async () => {
  const another = userIn(stage, stage.north.chainId, 'BEA.First@north.example', { username: 'another' })
  await expect(another).rejects.toMatchObject({ code: 'email_taken' })
  const race = await Promise.allSettled(
    Array.from({ length: 5 }, (_, i) =>
      userIn(stage, stage.north.chainId, 'race@north.example', { username: `race-${i}` }),
    ),
  )
  expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('MATCH-19: a second account with the address of a linked user is refused, and the link stays (R10)', async () => {
  await expectAdmitted(stage, {})
  await stage.db.deleteFrom('session').execute()
  const oid = crypto.randomUUID()
  await expectRefused(stage, { tamper: { idToken: withClaims({ oid }) } }, 'linked_to_other_account')
  expect(await newestAttempt(stage)).toMatchObject({ objectId: oid, loginId: bea })
})

test('MATCH-20: an account that is linked comes in as whom it is linked with, never as whose address it bears now (R10)', async () => {
  await expectAdmitted(stage, {})
  await stage.db.deleteFrom('session').execute()
  const cleo = await userIn(stage, stage.north.chainId, 'cleo.declines@north.example')
  await expectAdmitted(stage, calledSo('cleo.declines@north.example'))
  const links = await stage.db.selectFrom('microsoftLink').select('userId').execute()
  expect(links.map(({ userId }) => userId)).not.toContain(cleo.id)
})

test('a linked account comes in without a login ID, and its link keeps the last one (R9, R10)', async () => {
  await expectAdmitted(stage, {})
  await stage.db.deleteFrom('session').execute()
  await expectAdmitted(stage, { tamper: { idToken: withClaims({ preferred_username: undefined }) } })
  expect(await newestAttempt(stage)).toMatchObject({ outcome: 'succeeded', loginId: null })
  const links = await stage.db.selectFrom('microsoftLink').select('loginId').execute()
  expect(links).toEqual([{ loginId: bea }])
})

test('at a first sign-in a missing login ID is refused, and the check names the claim (R9)', async () => {
  await expectRefused(
    stage,
    { tamper: { idToken: withClaims({ preferred_username: undefined }) } },
    'invalid_response',
  )
  const { checks, tenantId } = await newestAttempt(stage)
  expect(tenantId).toBe(northTenantId)
  const failed = (checks as Check[]).filter(({ passed }) => !passed)
  expect(failed).toEqual([{ name: 'login_id', passed: false, expected: 'preferred_username' }])
})

test('ISS-15: an account whose object ID another tenant repeats is somebody else (R8)', async () => {
  await expectAdmitted(stage, {})
  await stage.db.deleteFrom('session').execute()
  await expectRefused(
    stage,
    {
      loginId: 'emil.other@south.example',
      tamper: {
        idToken: withClaims({ oid: 'a0a00002-0000-4000-8000-000000000002', preferred_username: bea }),
      },
    },
    'tenant_mismatch',
  )
})

test('a disabled user learns it from the own tenant only; another tenant hears nothing of it (R12, R18)', async () => {
  await stage.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', stage.beaId).execute()
  await expectRefused(stage, {}, 'account_disabled')
  const told = await expectRefused(
    stage,
    { loginId: 'emil.other@south.example', tamper: { idToken: withClaims({ preferred_username: bea }) } },
    'tenant_mismatch',
  )
  expect(told.location).toContain('refused=unknown_user')
  await stage.db.updateTable('userAccount').set({ enabled: true }).where('id', '=', stage.beaId).execute()
})

test('a personal account is refused as that, whatever address it bears (R12)', async () => {
  const tid = '9188040d-6c67-4c5b-b112-36a304b66dad'
  await expectRefused(
    stage,
    {
      tamper: {
        idToken: ({ header, payload, keys, sign }) =>
          sign(
            { ...header, kid: keys.personal.kid },
            { ...payload, tid, iss: `${stage.emulator.url}/${tid}/v2.0` },
            keys.personal,
          ),
      },
    },
    'personal_account',
  )
})
