import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tmasUrl, visitor } from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { clearUsers, expectAdmitted, openStage, type Stage } from '#server/testing/stage.ts'
import { safeReturnTo } from './return-to.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  const passwordHash = await leastHash('Right-horse-7!')
  await stage.db.updateTable('userAccount').set({ passwordHash }).where('id', '=', stage.beaId).execute()
})
afterAll(() => stage.close())

const leading = [
  'https://evil.example',
  'https://evil.example/account',
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\/\\/evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '/%5Cevil.example',
  '/%2F%2Fevil.example',
  '/..%2F..%2Fevil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/./\\evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/%2e%2e//evil.example',
  'https:evil.example',
  'http:/evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '/@evil.example',
  '@evil.example',
  'http://localhost:3000@evil.example',
  'http://localhost:3000.evil.example',
  'http://localhost:30001',
  'https://localhost:3000',
  'localhost.evil.example',
  'evil.example?.localhost:3000',
  '/%252F%252Fevil.example',
  '/\u0000//evil.example',
  '/x\r\nLocation: https://evil.example',
  '/x\r\nSet-Cookie: tmas=evil',
  '/%0d%0aSet-Cookie:tmas=evil',
  '\u2028//evil.example',
  '/\uff0f/evil.example',
  '\u3002//evil.example',
  '/\uD800',
  'account',
  '',
  '.',
  '?x=//evil.example',
  '#//evil.example',
  `/${'x'.repeat(64_000)}`,
]

test.each(leading.map((text) => [text.slice(0, 50), text] as const))(
  'return_to=%j keeps the person on our own site (WEB-01)',
  async (_, returnTo) => {
    const query = new URLSearchParams({ return_to: returnTo })
    const short = returnTo.length < 10_000
    if (short) {
      const { location } = await expectAdmitted(stage, { start: `/sign-in/microsoft?${query}` })
      expectOurs(location)
      await clearUsers(stage)
    }
    const browser = visitor(stage)
    const signedIn = await browser.post('/sign-in', {
      username: `bea.first-${stage.north.chainId.slice(-12)}`,
      password: 'Right-horse-7!',
      return_to: returnTo,
    })
    if (short) expect(await browser.session()).toBeDefined()
    if (signedIn.status === 303) expectOurs(signedIn.headers.get('location') ?? '')
    else expect(signedIn.status).toBe(413)

    const page = await visitor(stage).get(`/sign-in?${query}`)
    expect(page.status).toBe(200)
    const html = await page.text()
    for (const [, address = ''] of html.matchAll(/(?:href|action)="([^"]*)"/g))
      if (!address.startsWith('data:,')) expectOurs(unescaped(address))
    const hidden = /name="return_to" value="([^"]*)"/.exec(html)?.[1] ?? ''
    expectOurs(unescaped(hidden))
    expect(html).not.toContain('<script>alert')
  },
)

test.each([
  '/',
  '/account',
  '/account?a=b&c=d#e',
  '/administration/users?search=%2F%2Fx',
  '/é',
  '/a//b',
  '/@x',
])('return_to=%j is where the person goes', async (returnTo) => {
  const start = `/sign-in/microsoft?${new URLSearchParams({ return_to: returnTo })}`
  const { location } = await expectAdmitted(stage, { start })
  expect(new URL(location, tmasUrl).href).toBe(new URL(returnTo, tmasUrl).href)
  await clearUsers(stage)
})

test.each([
  'return_to[]=/a',
  'return_to=/account&return_to=https://evil.example',
  'return_to[x]=//evil.example',
])('a return_to that is not one text (%s) does no harm (WEB-01, INJ-07, INJ-08)', async (query) => {
  const { location } = await expectAdmitted(stage, { start: `/sign-in/microsoft?${query}` })
  expectOurs(location)
  await clearUsers(stage)
})

test('a browser that is signed in already is sent on to our own pages only (WEB-01, WEB-03)', async () => {
  const { browser } = await expectAdmitted(stage, {})
  for (const returnTo of leading.filter((text) => text.length < 10_000)) {
    const query = new URLSearchParams({ return_to: returnTo })
    const response = await browser.get(`/sign-in?${query}`, { referer: 'https://evil.example/' })
    expect(response.status).toBe(303)
    expectOurs(response.headers.get('location') ?? '')
  }
  await clearUsers(stage)
})

test('whatever is asked for, the answer is a path of our own origin (WEB-01)', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    '@',
    ':',
    'evil.example',
    'http:',
    '\t',
    '\n',
    '?',
    '#',
    'a',
  )
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((parts) => `/${parts.join('')}`),
  )
  fc.assert(
    fc.property(hostile, (text) => expectOurs(safeReturnTo(text))),
    { numRuns: 5000 },
  )
})

/** As a browser reads it that stands on a page of ours. */
function expectOurs(location: string) {
  expect(location).toMatch(/^\/(?![/\\])/)
  expect(new URL(location, `${tmasUrl}/sign-in`).origin).toBe(tmasUrl)
}

function unescaped(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
