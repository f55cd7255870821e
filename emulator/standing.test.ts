import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { numberlessPages } from './numberless-pages.ts'
import { type CookieJar, signInAs } from './person.ts'
import { northTenantId, tmasClientId } from './sample.ts'
import { actAsIt, askForCode, authorizeUrl, order, redeem, redirectUri } from './testing.ts'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const ada = 'ada.linked@north.example'
const bea = 'bea.first@north.example'
const emil = 'emil.other@south.example'
const visit = (loginId: string, path?: string) =>
  signInAs(emulator, authorizeUrl(emulator, {}, path), loginId)
const it = (form: Record<string, string>) =>
  actAsIt(emulator, northTenantId, { client_id: tmasClientId, ...form })

test('"Enabled for users to sign-in? No" keeps out the whole tenant, and no other (7000116)', async () => {
  await it({ sign_in_enabled: 'no' })
  expect(await visit(ada)).toMatchObject({ kind: 'stayed', aadsts: 7000116 })
  expect(await visit(emil)).toMatchObject({ kind: 'returned' })
  await order(emulator, { switchedOff: { aadsts: 7000112 } })
  expect(await visit(ada)).toMatchObject({ kind: 'stayed', aadsts: 7000112 })
  await it({ sign_in_enabled: 'yes' })
  expect(await visit(ada)).toMatchObject({ kind: 'returned' })
})

test('who holds a code when IT switches off, blocks or deletes is refused at the token endpoint', async () => {
  const hold = async () => (await askForCode(emulator, ada)).get('code')
  const said = async (code: string | null) => {
    const { status, body } = await redeem(emulator, code)
    return [status, body.error, body.error_codes]
  }
  const switchedOff = await hold()
  await it({ sign_in_enabled: 'no' })
  expect(await said(switchedOff)).toEqual([400, 'unauthorized_client', [7000116]])
  await order(emulator, { switchedOff: { at: 'token', aadsts: 7000112 } })
  expect(await said(await hold())).toEqual([400, 'unauthorized_client', [7000112]])
  await it({ sign_in_enabled: 'yes' })

  const blocked = await hold()
  await order(emulator, { tenants: { 'north.example': { blocked: true } } })
  expect(await said(blocked)).toEqual([400, 'invalid_grant', [5000225]])
  expect(await visit(ada)).toMatchObject({ kind: 'stayed', aadsts: 5000225 })
  await order(emulator, { tenants: { 'north.example': { blocked: false } } })

  const deleted = await hold()
  await it({ delete: 'yes' })
  expect(await said(deleted)).toEqual([400, 'unauthorized_client', [7000229]])
  expect((await askForCode(emulator, ada, { answer: 'decline' })).get('error')).toBe('access_denied')

  const revoked = await hold()
  await askForCode(emulator, bea)
  emulator.directory.consents.shift()
  const { body } = await redeem(emulator, revoked)
  expect(body).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] })
})

test('a registration that is disabled keeps out every tenant (7000112)', async () => {
  await order(emulator, { registrations: { [tmasClientId]: { disabled: true } } })
  for (const loginId of [ada, emil]) expect(await visit(loginId)).toMatchObject({ aadsts: 7000112 })
})

test('where assignment is required, an administrator consents, and who is not assigned is kept out', async () => {
  await it({ assignment_required: 'yes' })
  expect(await visit(bea)).toMatchObject({ kind: 'stayed', aadsts: 50105 })
  const page = await it({ assign: bea })
  expect(page).toMatch(/<dt>Assigned<\/dt><dd>bea.first@north.example<\/dd>/)
  expect(await visit(bea)).toMatchObject({ kind: 'stayed', page: 'need-admin' })
  await fetch(consentAddress(), { method: 'POST', body: new URLSearchParams({ answer: 'accept' }) }).catch(
    () => undefined,
  )
  expect(await visit(bea)).toMatchObject({ kind: 'returned' })
})

test('consent given in the portal opens the first redirect URI, without a state', async () => {
  const answer = async (word: string) => {
    const body = new URLSearchParams({ answer: word })
    const response = await fetch(consentAddress(), { method: 'POST', body, redirect: 'manual' })
    return response.headers.get('location')
  }
  expect(await (await fetch(consentAddress())).text()).toContain('Review for your organization')
  const declined = await answer('cancel')
  expect(declined).toMatch(
    new RegExp(`^${redirectUri}\\?admin_consent=True&error=consent_required&error_description=AADSTS65004`),
  )
  expect(declined).not.toContain('state=')
  expect(await answer('accept')).toBe(`${redirectUri}?admin_consent=True&tenant=${northTenantId}`)
  expect(await visit('nina.admin@north.example')).toMatchObject({ kind: 'returned' })
})

const refusals: [refusal: object, status: number, body: object][] = [
  [{ aadsts: 5000225 }, 400, { error: 'invalid_grant', error_codes: [5000225] }],
  [{ aadsts: 500341 }, 400, { error: 'invalid_grant', error_codes: [500341] }],
  [{ aadsts: 50142 }, 400, { error: 'invalid_grant', error_codes: [50142] }],
  [{ aadsts: 700003 }, 400, { error: 'invalid_grant', error_codes: [700003] }],
  [{ aadsts: 9002341 }, 400, { error: 'invalid_grant', error_codes: [9002341] }],
  [{ aadsts: 7000119 }, 400, { error: 'invalid_grant', error_codes: [7000119] }],
  [{ aadsts: 50076 }, 400, { error: 'invalid_grant', suberror: 'basic_action' }],
]

test.each(refusals)('the token endpoint refuses a good code with %o', async (refusal, status, body) => {
  await order(emulator, { tokenRefusal: refusal })
  const answer = await redeem(emulator, (await askForCode(emulator, ada)).get('code'))
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject(body)
  expect(answer.body.error_description).not.toMatch(/no text|\{|\}/)
})

test.each(['invalid_grant', 'unauthorized_client'])(
  'it can say %s and nothing else, to one person',
  async (error) => {
    await order(emulator, { people: { [ada]: { trouble: { kind: 'at_token', refusal: { error } } } } })
    const refused = await redeem(emulator, (await askForCode(emulator, ada)).get('code'))
    expect([refused.status, refused.body]).toEqual([400, { error }])
    expect((await redeem(emulator, (await askForCode(emulator, bea)).get('code'))).status).toBe(200)
  },
)

test('each page without a number says what it says, and no number; one has it in its details', async () => {
  for (const page of numberlessPages) {
    if (page === 'more_information') continue
    await order(emulator, { people: { [ada]: { trouble: { kind: 'page', page } } } })
    const ending = await visit(ada)
    expect(ending).toMatchObject({ kind: 'stayed', page: page.replaceAll('_', '-'), aadsts: undefined })
    const html = ending.kind === 'stayed' ? ending.html : ''
    const details = /<details>.*<\/details>/s.exec(html)?.[0] ?? ''
    expect(details.includes('53003')).toBe(page === 'cannot_access')
    expect(html.replace(details, '').replace(/<style>.*<\/style>/s, '')).not.toMatch(/\b\d{5,7}\b(?!-)/)
  }
})

test('from "Approval required" a request goes to the administrator, and the application hears a bare cancel', async () => {
  await order(emulator, { people: { [ada]: { trouble: { kind: 'page', page: 'approval_required' } } } })
  const jar: CookieJar = new Map()
  const asked = await signInAs(emulator, authorizeUrl(emulator), ada, { jar })
  const html = asked.kind === 'stayed' ? asked.html : ''
  const post = async (form: Record<string, string>) => {
    const flow = /name="flow" value="([\w-]+)"/.exec(html)?.[1] ?? ''
    return fetch(`${emulator.url}/organizations/login`, {
      method: 'POST',
      body: new URLSearchParams({ flow, ...form }),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    })
  }
  expect(await (await post({ answer: 'ask', reason: 'I sell things' })).text()).toContain('Request sent')
  const back = await post({ answer: 'cancel' })
  expect(back.headers.get('location')).toBe(
    `${redirectUri}?error=access_denied&error_subcode=cancel&state=the-state`,
  )
})

test('"More information required" is no refusal: the person goes on', async () => {
  await order(emulator, { people: { [ada]: { trouble: { kind: 'page', page: 'more_information' } } } })
  expect(await visit(ada)).toMatchObject({ kind: 'returned' })
})

test('sign-out goes by the login_hint claim; a login ID names nobody, and the person is asked', async () => {
  const jar: CookieJar = new Map()
  await askForCode(emulator, ada, { jar })
  await askForCode(emulator, bea, { jar, changes: { prompt: 'select_account' } })
  const leave = async (parameters: Record<string, string>) => {
    const url = `${emulator.url}/organizations/oauth2/v2.0/logout?${new URLSearchParams(parameters)}`
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return (await fetch(url, { headers: { cookie } })).text()
  }
  expect(await leave({ logout_hint: ada })).toContain('Which account do you want to sign out of?')
  expect(await leave({ leaving: bea })).toContain('You signed out')
  const silent = await askForCode(emulator, ada, { jar, changes: { prompt: 'none' } })
  expect(silent.has('code')).toBe(true)
})

function consentAddress() {
  return `${emulator.url}/${northTenantId}/enterprise-applications/consent?client_id=${tmasClientId}`
}
