import { afterAll, beforeAll, expect, test } from 'vitest'
import { tmasUrl, visitor } from '#server/testing/front-door.ts'
import { expectRefused, openStage, type Stage } from '#server/testing/stage.ts'
import { northTenantId } from '../../emulator/sample.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const page = async (address: string) => (await visitor(stage).get(address)).text()

test('FB-12: without its script the page is a plain link and a plain form, and the waiting panel stays hidden (R7)', async () => {
  const html = await page('/sign-in?return_to=/account')
  expect(html).toMatch(/<a class="microsoft" href="\/sign-in\/microsoft\?return_to=%2Faccount"/)
  expect(html).toMatch(/<form method="post" action="\/sign-in">/)
  expect(html).toMatch(/<div class="waiting" data-waiting hidden>/)
})

test('FB-13: password managers find the fields, and nothing forbids to paste', async () => {
  const html = await page('/sign-in')
  expect(html).toMatch(/name="username" autocomplete="username"/)
  expect(html).toMatch(/name="password" type="password" autocomplete="current-password"/)
  expect(html).not.toMatch(/onpaste|autocomplete="off"/)
})

test('FB-15: who came with the wrong Microsoft account is told which, and offered another (R18)', async () => {
  const { browser, location } = await expectRefused(
    stage,
    { loginId: 'ines.typo@north.example', start: `/sign-in/microsoft?chain=${stage.north.chainId}` },
    'unknown_user',
  )
  const html = await (await browser.get(location)).text()
  expect(html).toContain('ines.typo@north.example')
  const another = /href="([^"]*prompt=select_account)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(another).toContain(`chain=${stage.north.chainId}`)
  const asked = new URL((await browser.get(another)).headers.get('location') ?? '')
  expect(asked.searchParams.get('prompt')).toBe('select_account')
  expect(asked.searchParams.has('login_hint')).toBe(false)
})

test.each(
  ['bea.first@north.example', 'nobody@nowhere.example', "' or 1=1 --", '\u0000', 'x'.repeat(1000)].map(
    (hint) => [hint.slice(0, 30), hint] as const,
  ),
)('ENUM-04: the login hint %j decides nothing about where the person is sent', async (_, hint) => {
  const query = new URLSearchParams({ login_hint: hint })
  const answer = await visitor(stage).get(`/sign-in/microsoft?${query}`)
  expect(answer.status).toBe(303)
  const asked = new URL(answer.headers.get('location') ?? '')
  expect(asked.pathname).toBe('/organizations/oauth2/v2.0/authorize')
})

test('a chain’s own address leads to its tenant; an unknown chain, or one without a tenant, is treated as none', async () => {
  const pathFor = async (chain: string) =>
    new URL((await visitor(stage).get(`/sign-in/microsoft?chain=${chain}`)).headers.get('location') ?? '')
      .pathname
  expect(await pathFor(stage.north.chainId)).toBe(`/${northTenantId}/oauth2/v2.0/authorize`)
  for (const chain of [crypto.randomUUID(), 'x', '__proto__', "' or 1=1", northTenantId, stage.beaId])
    expect(await pathFor(encodeURIComponent(chain))).toBe('/organizations/oauth2/v2.0/authorize')
})

test('CONF-X-07: a start that somebody else initiates is an ordinary one, and leads back to us only', async () => {
  const query = new URLSearchParams({
    iss: 'https://evil.example',
    target_link_uri: 'https://evil.example',
    redirect_uri: 'https://evil.example',
    client_id: 'evil',
    response_mode: 'fragment',
    scope: 'Mail.Read',
    authority: 'https://evil.example',
  })
  const asked = new URL(
    (await visitor(stage).get(`/sign-in/microsoft?${query}`)).headers.get('location') ?? '',
  )
  expect(asked.origin).toBe(stage.emulator.url)
  expect(asked.searchParams.get('redirect_uri')).toBe(`${tmasUrl}/sign-in/microsoft/callback`)
  expect(asked.searchParams.get('scope')).toBe('openid profile email')
  expect(asked.href).not.toContain('evil')
})
