import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  askMicrosoft,
  customerWithTenant,
  setTenant,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId, southTenantId, tmasClientId } from '../../emulator/sample.ts'

const words = messages.en.consentKit.page
const nina = 'nina.admin@north.example'

let door: Stage
let chainId: string
let link: string
let kitId: string
let manager: Awaited<ReturnType<typeof signedInWith>>
let customers = 0

beforeAll(async () => {
  door = await openStage()
})
afterAll(() => door.close())
beforeEach(async () => {
  door.emulator.control.reset()
  door.emulator.directory.consents.splice(0)
  customers += 1
  chainId = (await customerWithTenant(door, `North ${customers}`, northTenantId)).chainId
  manager = await signedInWith(door, 'chain_manager', chainId)
  ;({ id: kitId, link } = (await manager.api('POST', `/locations/${chainId}/advanced/consent-kit`)).body)
})

const open = async (address = link, headers: Record<string, string> = {}) => {
  const response = await visitor(door).get(address, headers)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
/** The address of Microsoft's page, as it stands on ours. */
async function adminConsentUrl(address = link) {
  const { text } = await open(address)
  const [, href = ''] = /<a class="button" href="([^"]+)"/.exec(text) ?? []
  return new URL(href.replaceAll('&amp;', '&'))
}
const answerWith = (query: Record<string, string> | [string, string][]) =>
  open(`/consent-kit/answer?${new URLSearchParams(query)}`)
const state = async () => (await adminConsentUrl()).searchParams.get('state') ?? ''
const kit = () =>
  door.db.selectFrom('consentKit').selectAll().where('id', '=', kitId).executeTakeFirstOrThrow()
const actions = async () => {
  const rows = await door.db
    .selectFrom('auditRecord')
    .select(['action', 'actorKind'])
    .where('customerId', '=', chainId)
    .where('action', 'like', 'consent-kit.%')
    .where('action', '<>', 'consent-kit.made')
    .orderBy('id')
    .execute()
  return rows.map(({ action, actorKind }) => `${actorKind} ${action}`)
}

test('who has the link reads the page without an account, in three languages (R24)', async () => {
  for (const language of languageCodes) {
    const { status, text } = await open(`${link}&lang=${language}`)
    expect(status).toBe(200)
    expect(text).toContain(`<html lang="${language}">`)
    const { consent, undo, never } = messages[language].consentKit.page
    for (const sentence of [consent.title, undo.title, never.title]) expect(text).toContain(sentence)
  }
})

test('the page names exactly the permissions that a sign-in asks for', async () => {
  const started = await visitor(door).get(`/sign-in/microsoft?chain=${chainId}`)
  const asked = new URL(started.headers.get('location') ?? '').searchParams.get('scope')?.split(' ')
  const { text } = await open()
  const named = [...text.matchAll(/<th scope="row"><code>([^<]+)<\/code>/g)].map(([, name]) => name)
  expect(named).toEqual(asked)
  expect((await adminConsentUrl()).searchParams.get('scope')?.split(' ')).toEqual(asked)
})

test('the link to Microsoft is for the chain’s own tenant, and does not carry what opens the page', async () => {
  const url = await adminConsentUrl()
  expect(url.origin + url.pathname).toBe(`${door.emulator.url}/${northTenantId}/v2.0/adminconsent`)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: tmasClientId,
    scope: 'openid profile email',
    redirect_uri: `${tmasUrl}/consent-kit/answer`,
    state: expect.stringMatching(/^[\w-]{43}$/),
  })
  expect(link).not.toContain(url.searchParams.get('state') ?? '')
})

test('without a tenant ID there is no link to Microsoft, and the first step is next (R21)', async () => {
  await setTenant(door, chainId, null)
  const { text } = await open()
  expect(text).toContain(words.consent.noTenant)
  expect(text).not.toContain('adminconsent')
  expect(text).toContain('data-step="find_tenant" data-state="next"')
})

test('of the customer it shows the chain’s name, the tenant ID and the steps, and no person (R18)', async () => {
  await userIn(door, chainId, nina, { firstName: 'Nina', lastName: 'Admin' })
  await signInWithMicrosoft(door, visitor(door), 'ada.linked@north.example', {
    start: `/sign-in/microsoft?chain=${chainId}`,
  })
  const { text } = await open()
  expect(text).toContain(`North ${customers}`)
  expect(text).toContain(northTenantId)
  // The refusal at the last step is told as the person was told it.
  expect(text).toContain(messages.en.refusalWords.unknown_user.person.sentence)
  for (const secret of ['nina', 'ada.linked', 'people.example', manager.username, 'boss'])
    expect(text.toLowerCase()).not.toContain(secret)
})

test('the companion ticks as things happen (R21)', async () => {
  const progress = async () => /<p role="status"[^>]*>([^<]*)</.exec((await open()).text)?.[1]
  expect(await progress()).toBe('2 of 5 steps are done.')
  const there = { start: `/sign-in/microsoft?chain=${chainId}` }
  await askMicrosoft(door, visitor(door), 'bea.first@north.example', there)
  expect(await progress()).toBe('3 of 5 steps are done.')
  await userIn(door, chainId, 'bea.first@north.example')
  await signInWithMicrosoft(door, visitor(door), 'bea.first@north.example', there)
  expect(await progress()).toBe('All steps are done.')
})

test('admin consent lifts “Need admin approval”: said on our page, proved by the next sign-in', async () => {
  await door.db
    .updateTable('userAccount')
    .set({ email: 'gone@gone.example' })
    .where('email', '=', nina)
    .execute()
  await userIn(door, chainId, nina)
  const there = { start: `/sign-in/microsoft?chain=${chainId}` }
  const stopped = await askMicrosoft(door, visitor(door), nina, there)
  expect(stopped).toMatchObject({ kind: 'stayed' })

  const consented = await fetch(await adminConsentUrl(), {
    method: 'POST',
    body: new URLSearchParams({ answer: 'accept' }),
    redirect: 'manual',
  })
  const landed = await open(consented.headers.get('location') ?? '')
  expect(landed.status).toBe(200)
  expect(landed.text).toContain(words.answer.grantedTitle)
  expect(landed.text).toContain('data-step="accept" data-state="next"')
  expect((await open()).text).toContain('According to Microsoft’s answer of')
  expect(await kit()).toMatchObject({ answer: 'granted', answerTenantId: northTenantId })

  const { location } = await signInWithMicrosoft(door, visitor(door), nina, there)
  expect(location).toBe('/')
  expect((await open()).text).toContain(words.steps.allDone)
})

test('an administrator who cancels reads that nothing has changed', async () => {
  const cancelled = await fetch(await adminConsentUrl(), {
    method: 'POST',
    body: new URLSearchParams({ answer: 'cancel' }),
    redirect: 'manual',
  })
  const { text } = await open(cancelled.headers.get('location') ?? '')
  expect(text).toContain('data-answer="consent_declined"')
  expect(text).toContain(words.answer.refusedTitle)
  expect(text).toContain('adminconsent')
})

test('a refusal is shown with the code and the IDs for Microsoft’s support, and nothing else of what was sent', async () => {
  const { text } = await answerWith({
    admin_consent: 'True',
    error: 'consent_required',
    error_description:
      'AADSTS65004: <script>alert(1)</script> declined. Trace ID: 11111111-1111-4111-8111-111111111111 Correlation ID: 22222222-2222-4222-8222-222222222222 Timestamp: 2026-11-27 03:00:00Z',
    state: await state(),
  })
  expect(text).toContain('data-answer="consent_declined"')
  expect(text).toContain('<code>AADSTS65004</code>')
  expect(text).toContain('<code>22222222-2222-4222-8222-222222222222</code>')
  expect(text).not.toContain('<script>alert')
})

test.each<[string, Record<string, string> | [string, string][], string]>([
  ['granted for another tenant', { admin_consent: 'True', tenant: southTenantId }, 'other_tenant'],
  ['granted for markup', { admin_consent: 'True', tenant: '<b>x</b>' }, 'invalid_response'],
  ['granted for nothing', { admin_consent: 'True' }, 'invalid_response'],
  ['not granted, without a reason', { admin_consent: 'False', tenant: northTenantId }, 'invalid_response'],
  ['nothing at all', {}, 'invalid_response'],
  [
    'granted, with an error',
    { admin_consent: 'True', tenant: northTenantId, error: 'access_denied', error_subcode: 'cancel' },
    'consent_declined',
  ],
  [
    'granted twice',
    [
      ['admin_consent', 'True'],
      ['tenant', northTenantId],
      ['tenant', southTenantId],
    ],
    'invalid_response',
  ],
  ['an error of nobody', { error: '"><script>alert(1)</script>' }, 'invalid_response'],
])('a forged answer (%s) is shown for what it is, and changes nothing', async (_, query, answer) => {
  const settings = () => door.db.selectFrom('advancedSettings').selectAll().orderBy('locationId').execute()
  const before = await settings()
  const pairs = Array.isArray(query) ? query : Object.entries(query)
  const { status, text } = await answerWith([...pairs, ['state', await state()]])
  expect(status).toBe(200)
  expect(text).toContain(`data-answer="${answer}"`)
  expect(text).not.toMatch(/<script>|<b>x/)
  expect(text).toContain('data-step="accept" data-state="waiting"')
  expect(await settings()).toEqual(before)
  expect((await kit()).answer).toBe(answer)
})

test('an answer that says “granted” confirms nothing and ticks nothing (R21)', async () => {
  const { text } = await answerWith({ admin_consent: 'True', tenant: northTenantId, state: await state() })
  expect(text).toContain(words.answer.grantedTitle)
  expect(text).toContain('2 of 5 steps are done.')
  const { body } = await manager.api('GET', `/locations/${chainId}/advanced`)
  expect(body.tenant).toMatchObject({ status: 'verified', confirmedAt: null })
})

test('what was said for a tenant is not said any more once the chain has another', async () => {
  await answerWith({ admin_consent: 'True', tenant: northTenantId, state: await state() })
  await setTenant(door, chainId, southTenantId)
  expect((await open()).text).not.toContain('an administrator has accepted')
})

test('an answer is recorded once, a grant is not taken back, and contradictions do not flood the trail (R23)', async () => {
  const own = { state: await state() }
  const granted = { ...own, admin_consent: 'True', tenant: northTenantId }
  await door.db.deleteFrom('consentKit').where('id', '<>', kitId).execute()
  for (const error of ['access_denied', 'consent_required', 'access_denied', 'server_error'])
    await answerWith({ ...own, error })
  await answerWith(granted)
  await answerWith(granted)
  await answerWith({ ...own, error: 'access_denied' })
  expect(await actions()).toEqual([
    'stranger consent-kit.opened',
    'stranger consent-kit.answered',
    'stranger consent-kit.answered',
  ])
  expect((await kit()).answer).toBe('granted')
})

test('that it was opened is recorded once a day, however often it is (R23)', async () => {
  for (let count = 0; count < 3; count += 1) await open()
  await Promise.all(Array.from({ length: 5 }, () => open()))
  expect(await actions()).toEqual(['stranger consent-kit.opened'])
  door.passTime(24 * 60 * 60 * 1000)
  await open()
  expect(await actions()).toHaveLength(2)
  door.passTime(-24 * 60 * 60 * 1000)
})

test('mistyped, guessed, revoked and expired links are one and the same page', async () => {
  const expired = link
  const url = `/locations/${chainId}/advanced/consent-kit`
  const { body: revoked } = await manager.api('POST', url)
  await manager.api('DELETE', `${url}/${revoked.id}`)
  const ownState = await state()
  // At once, and while the other still opens.
  const answers = [await open(revoked.link)]
  expect((await open()).status).toBe(200)
  door.passTime(14 * 24 * 60 * 60 * 1000 + 1000)
  for (const address of [
    expired,
    `/consent-kit?token=${'A'.repeat(43)}`,
    '/consent-kit?token=short',
    `/consent-kit?token=${encodeURIComponent("' or 1=1 --")}`,
    '/consent-kit?token=%00',
    '/consent-kit',
    `/consent-kit/answer?admin_consent=True&tenant=${northTenantId}&state=${ownState}`,
    `/consent-kit/answer?admin_consent=True&tenant=${northTenantId}&state=${'A'.repeat(43)}`,
    '/consent-kit/answer',
    // What opens the page is no state, and the state does not open the page.
    `/consent-kit?token=${ownState}`,
  ])
    answers.push(await open(address))
  door.passTime(-14 * 24 * 60 * 60 * 1000 - 1000)
  for (const { status, text } of answers) {
    expect(status).toBe(404)
    expect(text).toBe(answers[0]?.text)
  }
  expect(answers[0]?.text).toContain(words.deadTitle)
  expect((await open(`/consent-kit?token=${ownState}`)).status).toBe(404)
})

test('the link of one customer shows that customer and no other', async () => {
  const other = (await customerWithTenant(door, `Elsewhere ${customers}`, southTenantId)).chainId
  const { api } = await signedInWith(door, 'chain_manager', other)
  const { body } = await api('POST', `/locations/${other}/advanced/consent-kit`)
  const theirs = await open(body.link)
  expect(theirs.text).toContain(`Elsewhere ${customers}`)
  expect(theirs.text).not.toContain(`North ${customers}`)
  expect(theirs.text).not.toContain(northTenantId)
})

test('a link ends with its chain', async () => {
  await door.db.deleteFrom('consentKit').where('id', '<>', kitId).execute()
  const { body: brand } = await manager.api('POST', '/locations', {
    parentId: chainId,
    type: 'chain',
    name: 'Brand',
  })
  const { body } = await manager.api('POST', `/locations/${brand.id}/advanced/consent-kit`)
  expect((await open(body.link)).text).toContain('Brand')
  expect((await open(body.link)).text).toContain(words.steps.inherited)
  expect((await manager.api('DELETE', `/locations/${brand.id}`)).status).toBe(204)
  expect((await open(body.link)).status).toBe(404)
})

test('what a chain is called is text on the page', async () => {
  const name = '<img src=x onerror=alert(1)>"\'&</title><script>alert(1)</script>'
  await door.db.updateTable('location').set({ name }).where('id', '=', chainId).execute()
  const { text } = await open()
  expect(text).not.toMatch(/<img|<script>|<\/title><script/)
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('the pages can be neither framed, nor kept, nor found, nor told to other sites', async () => {
  for (const address of [link, `/consent-kit/answer?state=${await state()}`, '/consent-kit?token=none']) {
    const { headers, text } = await open(address)
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(text).toContain('<meta name="robots" content="noindex">')
    expect(text).not.toMatch(/<[^>]+ (?:style|on\w+)=/)
  }
})

test('neither the link nor the state reaches the log, whatever becomes of the request', async () => {
  door.logged.length = 0
  const secrets = [new URL(link).searchParams.get('token') ?? '', await state()]
  const browser = visitor(door)
  await browser.get(link)
  await browser.get(`/consent-kit/answer?state=${secrets[1]}&error=access_denied`)
  await browser.get(`/consent-kit/nothing?token=${secrets[0]}`)
  await browser.post(link, {})
  expect(door.logged.length).toBeGreaterThan(3)
  for (const secret of secrets) expect(door.logged.join('')).not.toContain(secret)
})

test('the page asks nothing of who opens it: no cookie is needed, and none but the language is set', async () => {
  const { headers } = await open()
  expect(headers.getSetCookie()).toEqual([])
})
