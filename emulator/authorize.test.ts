import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { type Answer, type CookieJar, signInAs } from './person.ts'
import { northTenantId, southTenantId, tmasClientId } from './sample.ts'
import { askForCode, authorizeUrl, type Changes, claimsOf, redirectUri } from './testing.ts'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const ada = 'ada.linked@north.example'
const bea = 'bea.first@north.example'

test('success brings the code, the state as it was and a session_state, never an iss', async () => {
  const state = 'a b&c=+%/é'
  const parameters = await askForCode(emulator, ada, { changes: { state } })
  expect([...parameters.keys()]).toEqual(['code', 'state', 'session_state'])
  expect(parameters.get('state')).toBe(state)
  expect(parameters.get('code')?.length).toBeGreaterThan(800)
  const stateless = await askForCode(emulator, ada, { changes: { state: null } })
  expect([...stateless.keys()]).toEqual(['code', 'session_state'])
})

test('the answer comes as query, fragment or posted form, on any port of localhost', async () => {
  const uri = 'http://localhost:54321/sign-in/microsoft/callback'
  const back = async (mode: string | null) => {
    const url = authorizeUrl(emulator, { response_mode: mode, redirect_uri: uri })
    const ending = await signInAs(emulator, url, ada)
    return ending.kind === 'returned' ? ending.url.slice(0, uri.length + 6) : ending.page
  }
  expect(await back(null)).toBe(`${uri}?code=`)
  expect(await back('query')).toBe(`${uri}?code=`)
  expect(await back('fragment')).toBe(`${uri}#code=`)
  expect(await back('form_post')).toBe(`${uri}?code=`)
})

const pages: [what: string, changes: Changes, path: string, aadsts: number][] = [
  ['an unknown client', { client_id: northTenantId }, 'organizations', 700016],
  ['no client', { client_id: null }, 'organizations', 900144],
  ['no redirect URI', { redirect_uri: null }, 'organizations', 900971],
  ['a longer redirect URI', { redirect_uri: `${redirectUri}/` }, 'organizations', 50011],
  [
    'capitals in the redirect URI',
    { redirect_uri: redirectUri.replace('sign', 'Sign') },
    'organizations',
    50011,
  ],
  [
    '127.0.0.1 for localhost',
    { redirect_uri: redirectUri.replace('localhost', '127.0.0.1') },
    'common',
    50011,
  ],
  [
    'a host that begins like localhost',
    { redirect_uri: redirectUri.replace(':3000', ':3000.evil.example') },
    'common',
    50011,
  ],
  ['an unknown tenant', {}, 'nowhere.example', 90002],
  ['personal accounts only', {}, 'consumers', 9002332],
]

test.each(pages)('%s stays on a page and tells the application nothing', async (_, changes, path, aadsts) => {
  const ending = await signInAs(emulator, authorizeUrl(emulator, changes, path), ada)
  expect(ending).toMatchObject({ kind: 'stayed', page: 'trouble', aadsts })
})

test('a parameter that comes twice is refused', async () => {
  const url = `${authorizeUrl(emulator)}&client_id=${tmasClientId}`
  expect(await signInAs(emulator, url, ada)).toMatchObject({ kind: 'stayed', aadsts: 9000411 })
})

const returned: [changes: Changes, error: string, aadsts: number][] = [
  [{ response_type: null }, 'invalid_request', 900144],
  [{ response_type: 'id_token' }, 'unsupported_response_type', 700054],
  [{ response_type: 'code id_token' }, 'unsupported_response_type', 700054],
  [{ response_type: 'token' }, 'unsupported_response_type', 700051],
  [{ response_type: 'magic' }, 'unsupported_response_type', 70005],
  [{ response_mode: 'pigeon' }, 'invalid_request', 70007],
  [{ scope: null }, 'invalid_request', 900144],
  [{ scope: 'openid everything' }, 'invalid_scope', 70011],
  [{ code_challenge: 'short' }, 'invalid_request', 50147],
  [{ code_challenge_method: 'S512' }, 'invalid_request', 90023],
  [{ code_challenge: null }, 'invalid_request', 900144],
  [{ prompt: 'login consent' }, 'invalid_request', 90023],
  [{ max_age: 'soon' }, 'invalid_request', 90023],
  [{ resource: 'https://graph.microsoft.com' }, 'invalid_request', 901002],
  [{ request: 'e30.e30.' }, 'invalid_request', 90023],
]

test.each(returned)('%o comes back as %s, AADSTS%i', async (changes, error, aadsts) => {
  const parameters = await askForCode(emulator, ada, { changes })
  expect(parameters.get('error')).toBe(error)
  expect(parameters.get('error_description')).toMatch(new RegExp(`^AADSTS${aadsts}: .* Timestamp: .*Z$`))
  expect(parameters.get('error_uri')).toBe(`${emulator.url}/error?code=${aadsts}`)
  expect(parameters.get('state')).toBe('the-state')
  expect(parameters.has('code')).toBe(false)
})

const outcomes: [loginId: string, answer: Answer, path: string, outcome: string][] = [
  [ada, 'accept', 'organizations', 'code'],
  [bea, 'accept', 'organizations', 'code'],
  [bea, 'decline', 'organizations', 'access_denied AADSTS65004'],
  [bea, 'cancel', 'organizations', 'access_denied cancel'],
  ['nina.admin@north.example', 'accept', 'organizations', 'need-admin 90094'],
  ['nina.admin@north.example', 'decline', 'organizations', 'access_denied cancel'],
  ['noah.unassigned@north.example', 'accept', 'organizations', 'trouble 50105'],
  ['paul.policy@north.example', 'accept', 'organizations', 'trouble 53003'],
  ['sam.slow@north.example', 'accept', 'organizations', 'code'],
  ['pia@outlook.example', 'accept', 'organizations', 'trouble 500200'],
  ['pia@outlook.example', 'accept', 'common', 'trouble 500200'],
  ['pia@outlook.example', 'accept', northTenantId, 'trouble 50020'],
  ['emil.other@south.example', 'accept', 'organizations', 'code'],
  ['emil.other@south.example', 'accept', northTenantId, 'trouble 50020'],
  ['gus@partner.example', 'accept', northTenantId, 'code'],
  ['gus@partner.example', 'accept', southTenantId, 'trouble 50020'],
]

test.each(outcomes)('%s (%s, on %s) ends with %s', async (loginId, answer, path, outcome) => {
  const ending = await signInAs(emulator, authorizeUrl(emulator, {}, path), loginId, { answer })
  if (ending.kind === 'stayed') return expect(`${ending.page} ${ending.aadsts}`).toBe(outcome)
  const parameters = new URL(ending.url).searchParams
  const detail = parameters.get('error_subcode') ?? parameters.get('error_description')?.split(':')[0]
  expect(parameters.has('code') ? 'code' : `${parameters.get('error')} ${detail}`).toBe(outcome)
})

test('a bare cancel has neither description nor number; an error has lower-case escapes and +', async () => {
  const play = async (answer: Answer) => {
    const ending = await signInAs(emulator, authorizeUrl(emulator), bea, { answer })
    return ending.kind === 'returned' ? ending.url.slice(redirectUri.length) : ending.page
  }
  expect(await play('cancel')).toBe('?error=access_denied&error_subcode=cancel&state=the-state')
  const declined = await play('decline')
  expect(declined).toMatch(/AADSTS65004%3a\+User\+declined\+.*\+Trace\+ID%3a\+/)
  expect(declined).not.toMatch(/%[0-9a-f]?[A-F]/)
})

test('a trouble that Microsoft reports comes back with its own word', async () => {
  const person = emulator.directory.people.find(({ loginId }) => loginId === bea)
  if (person) person.trouble = { kind: 'returns', aadsts: 90033 }
  const parameters = await askForCode(emulator, bea)
  expect(parameters.get('error')).toBe('temporarily_unavailable')
  expect(parameters.get('error_description')).toMatch(/^AADSTS90033: /)
})

test('the control can ask for the older descriptions, parted by CRLF', async () => {
  emulator.control.crlf = true
  const parameters = await askForCode(emulator, bea, { answer: 'decline' })
  expect(parameters.get('error_description')).toMatch(/app\.\r\nTrace ID: \S+\r\nCorrelation ID: \S+\r\n/)
})

test('whom a setting of the tenant keeps out its administrator lets in, and invites guests; nobody else’s', async () => {
  const act = (tenant: string, form: Record<string, string>) =>
    fetch(`${emulator.url}/${tenant}/enterprise-applications`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
  const noah = 'noah.unassigned@north.example'
  const end = (loginId: string, path = 'organizations') =>
    signInAs(emulator, authorizeUrl(emulator, {}, path), loginId, { answer: 'accept' })
  await act('south.example', { let_in: noah })
  expect(await end(noah)).toMatchObject({ kind: 'stayed', aadsts: 50105 })
  expect(await (await act('north.example', { let_in: noah })).text()).not.toContain(noah)
  expect(await end(noah)).toMatchObject({ kind: 'returned' })

  const emil = 'emil.other@south.example'
  expect(await end(emil, northTenantId)).toMatchObject({ kind: 'stayed', aadsts: 50020 })
  await act('north.example', { invite: emil })
  expect(await end(emil, northTenantId)).toMatchObject({ kind: 'returned' })
})

test('consent is asked once, and makes the app appear among the enterprise applications (R21)', async () => {
  const page = async () => (await fetch(`${emulator.url}/south.example/enterprise-applications`)).text()
  expect(await page()).toContain('No applications found')
  await askForCode(emulator, 'emil.other@south.example')
  expect(await page()).toContain(tmasClientId)
  const again = await askForCode(emulator, 'emil.other@south.example', { answer: 'decline' })
  expect(again.has('code')).toBe(true)
})

test('who is signed in alone comes through without a page; two people are asked', async () => {
  const jar: CookieJar = new Map()
  await askForCode(emulator, ada, { jar })
  const through = await askForCode(emulator, 'nobody', { jar })
  expect(through.has('code')).toBe(true)
  await askForCode(emulator, bea, { jar, changes: { prompt: 'select_account' } })
  const asked = await signInAs(emulator, authorizeUrl(emulator), bea, { jar, answer: 'cancel' })
  expect(asked).toMatchObject({ kind: 'returned', url: expect.stringContaining('error_subcode=cancel') })
  const hinted = await claimsOf(emulator, 'nobody', { jar, changes: { login_hint: bea.toUpperCase() } })
  expect(hinted.preferred_username).toBe(bea)
  const byClaim = await claimsOf(emulator, 'nobody', {
    jar,
    changes: { login_hint: String(hinted.login_hint) },
  })
  expect(byClaim.preferred_username).toBe(bea)
})

test.each(['login', 'select_account'])('prompt=%s asks although somebody is signed in', async (prompt) => {
  const jar: CookieJar = new Map()
  await askForCode(emulator, ada, { jar })
  const asked = await askForCode(emulator, ada, { jar, changes: { prompt }, answer: 'cancel' })
  expect(asked.get('error_subcode')).toBe('cancel')
})

test('prompt=consent asks for the consent again', async () => {
  const asked = await askForCode(emulator, ada, { changes: { prompt: 'consent' }, answer: 'decline' })
  expect(asked.get('error_description')).toMatch(/^AADSTS65004/)
  expect((await askForCode(emulator, ada, { changes: { prompt: 'consent' } })).has('code')).toBe(true)
})

test('prompt=none answers at once: nobody there, a code, no consent, two people', async () => {
  const jar: CookieJar = new Map()
  const silently = async (changes: Changes = {}) => {
    const parameters = await askForCode(emulator, 'nobody', { jar, changes: { prompt: 'none', ...changes } })
    return parameters.has('code') ? 'code' : parameters.get('error')
  }
  expect(await silently()).toBe('login_required')
  await askForCode(emulator, ada, { jar })
  expect(await silently()).toBe('code')
  await askForCode(emulator, bea, { jar, changes: { prompt: 'select_account' }, answer: 'decline' })
  expect(await silently()).toBe('interaction_required')
  expect(await silently({ login_hint: bea })).toBe('consent_required')
})

test('another browser cannot go on with a sign-in', async () => {
  const page = await (await fetch(authorizeUrl(emulator))).text()
  const flow = /name="flow" value="([\w-]+)"/.exec(page)?.[1] ?? ''
  const stolen = await fetch(`${emulator.url}/common/login`, {
    method: 'POST',
    body: new URLSearchParams({ flow, login: ada }),
    redirect: 'manual',
  })
  expect(await stolen.text()).toContain('AADSTS165000')
})

test('pages and redirects cut the opener, refuse frames and are not kept; the cut can be switched off', async () => {
  const headersOf = async (jar: CookieJar) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(authorizeUrl(emulator), { redirect: 'manual', headers: { cookie } })
    await response.body?.cancel()
    return [response.status, ...names.map((name) => response.headers.get(name))]
  }
  const names = ['cross-origin-opener-policy', 'x-frame-options', 'cache-control']
  expect(await headersOf(new Map())).toEqual([200, 'same-origin', 'DENY', 'no-store, no-cache'])
  const jar: CookieJar = new Map()
  await askForCode(emulator, ada, { jar })
  expect(await headersOf(jar)).toEqual([302, 'same-origin', 'DENY', 'no-store, no-cache'])
  emulator.control.coop = false
  expect(await headersOf(jar)).toEqual([302, null, 'DENY', 'no-store, no-cache'])
})

test("an administrator's consent lets everybody in, and nobody else is asked", async () => {
  const query = new URLSearchParams({
    client_id: tmasClientId,
    scope: 'openid profile email',
    redirect_uri: redirectUri,
    state: 's1',
  })
  const url = `${emulator.url}/${northTenantId}/v2.0/adminconsent?${query}`
  expect(await (await fetch(url)).text()).toContain('Review for your organization')
  const answer = async (word: string) => {
    const body = new URLSearchParams({ answer: word })
    const response = await fetch(url, { method: 'POST', body, redirect: 'manual' })
    return response.headers.get('location')
  }
  expect(await answer('cancel')).toBe(`${redirectUri}?error=access_denied&error_subcode=cancel&state=s1`)
  expect(await answer('accept')).toBe(
    `${redirectUri}?admin_consent=True&tenant=${northTenantId}&scope=openid+profile+email&state=s1`,
  )
  expect((await askForCode(emulator, 'nina.admin@north.example')).has('code')).toBe(true)
  expect((await askForCode(emulator, bea, { answer: 'decline' })).has('code')).toBe(true)
})

test('signing out tells the applications by sid alone, and returns to registered addresses only', async () => {
  const jar: CookieJar = new Map()
  const { sid } = await claimsOf(emulator, ada, { jar })
  const leave = async (next: string) => {
    const query = new URLSearchParams({ post_logout_redirect_uri: next, state: 's' })
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const url = `${emulator.url}/organizations/oauth2/v2.0/logout?${query}`
    return (await fetch(url, { headers: { cookie } })).text()
  }
  const page = await leave(redirectUri)
  expect(page).toContain(`src="http://localhost:3000/sign-out/front-channel?sid=${sid}"`)
  expect(page).toContain(`url=${redirectUri}?state=s`)
  expect(await leave('http://evil.example/')).not.toContain('evil.example')
  expect((await askForCode(emulator, ada, { jar, answer: 'cancel' })).get('error_subcode')).toBe('cancel')
})
