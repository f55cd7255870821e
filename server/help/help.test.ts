import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FrontDoor, openFrontDoor, tmasUrl, type Visitor, visitor } from '#server/testing/front-door.ts'
import { longestPasted } from '#shared/aadsts/pasted.ts'
import { type Language, languageCodes } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Refusal, refusals } from '#shared/refusals.ts'
import { tmasClientId } from '../../emulator/sample.ts'
import { articles } from './articles/articles.ts'
import { outline, refusalsIn, type Section, type Slug } from './outline.ts'
import { searchHelp } from './search.ts'

let door: FrontDoor
let browser: Visitor
beforeAll(async () => {
  door = await openFrontDoor()
  browser = visitor(door)
})
afterAll(() => door.close())

const every = languageCodes
const slugs = Object.keys(outline) as Slug[]

const open = async (address: string) => {
  const response = await browser.get(address)
  return { status: response.status, html: await response.text() }
}

test.each(every)(
  'a stranger reads every article in %s, with every passage at its address (R24)',
  async (lang) => {
    for (const slug of slugs) {
      const { status, html } = await open(`/help/${slug}?lang=${lang}`)
      expect(status).toBe(200)
      expect(html).toContain(`<html lang="${lang}">`)
      for (const anchor of outline[slug]) expect(html).toContain(`<section id="${anchor}"`)
    }
  },
)

test('every link of the help leads somewhere', async () => {
  const documents = new Map<string, string>()
  for (const slug of ['', '/microsoft-error', ...slugs.map((slug) => `/${slug}`)])
    documents.set(`/help${slug}`, (await open(`/help${slug}?lang=en`)).html)
  for (const lang of every) {
    for (const path of documents.keys()) {
      const { html } = await open(`${path}?lang=${lang}`)
      for (const [, link = ''] of html.matchAll(/href="([^"]+)"/g)) {
        const { origin, pathname, hash } = new URL(link.replaceAll('&amp;', '&'), tmasUrl + path)
        if (origin !== tmasUrl) continue
        if (pathname.startsWith('/help')) {
          const target = documents.get(pathname)
          expect([path, link, target !== undefined]).toEqual([path, link, true])
          if (hash) expect([link, target?.includes(`id="${hash.slice(1)}"`)]).toEqual([link, true])
        } else if (!pathname.startsWith('/administration/')) {
          expect([link, (await browser.get(link.replaceAll('&amp;', '&'))).status < 400]).toEqual([
            link,
            true,
          ])
        }
      }
    }
  }
})

test('help is linked from the sign-in page', async () => {
  expect((await open('/sign-in')).html).toContain('<a href="/help">')
})

const helpOn = Object.entries(refusals).flatMap(([code, { help }]) => help.map((address) => [code, address]))

test.each(helpOn)('of the refusal %s help says more, at %s', async (_, address) => {
  const [path = '', anchor = ''] = address?.split('#') ?? []
  expect((await open(path)).html).toContain(`<section id="${anchor}"`)
})

test('what is the same for the person leads to one passage, so that the link tells nothing (R18)', async () => {
  for (const code of ['unknown_user', 'tenant_mismatch', 'microsoft_not_enabled']) {
    const { html } = await open(`/sign-in?refused=${code}&reference=H3K7Q2MX`)
    expect(html).toContain(`href="${refusals.unknown_user.help[0]}"`)
    expect(html).not.toContain(refusals.tenant_mismatch.help[0])
  }
})

test.each(every)('the articles in %s speak of the product in its own words', (lang) => {
  const paste = JSON.stringify(articles[lang]['connect-entra'].sections.paste)
  expect(paste).toContain('**Azure Tenant ID**')
  expect(paste).toContain(messages[lang].locations.title)
  const texts = slugs.flatMap((slug) =>
    Object.values(articles[lang][slug].sections as Record<string, Section>),
  )
  for (const { title, body } of texts) {
    expect(title).toMatch(/\S/)
    expect(JSON.stringify(body)).not.toMatch(/undefined|\$\{|\[object/)
  }
})

test('an article that does not exist, or is the name of something every object has, is not found', async () => {
  for (const slug of ['nothing', '__proto__', 'constructor', 'toString', 'connect-entra/x'])
    expect((await open(`/help/${slug}`)).status).toBe(404)
})

test.each<[string, Language, string]>([
  ['tenant id', 'en', '/help/connect-entra#tenant-id'],
  ['TENANT ID', 'en', '/help/connect-entra#tenant-id'],
  ['directory', 'en', '/help/connect-entra#tenant-id'],
  ['étape 1', 'fr', '/help/connect-entra#tenant-id'],
  ['etape locataire', 'fr', '/help/connect-entra#tenant-id'],
  ['IDENTIFICADOR DE INQUILINO', 'es', '/help/connect-entra#tenant-id'],
  ['contrasena olvidada', 'es', '/help/passwords#forgotten'],
  ['mot de passe oublié', 'fr', '/help/passwords#forgotten'],
  ['pop-up', 'en', '/help/cannot-sign-in#pop-up'],
  ['not_assigned', 'en', '/help/cannot-sign-in#not-assigned'],
  // A sentence that the person read, without the article's own words.
  ['this Microsoft account has no access', 'en', '/help/cannot-sign-in#address'],
  ['security policies blocked this sign-in', 'en', '/help/cannot-sign-in#policy'],
  ['Conditional Access', 'en', '/help/for-it#policies'],
  ['csv', 'en', '/help/create-users#import'],
  ['waves', 'en', '/help/roll-out#plan'],
  ['vague suspendue', 'fr', '/help/roll-out#pause'],
  ['reanudar fase', 'es', '/help/roll-out#pause'],
  ['exception consultant', 'fr', '/help/roll-out#exceptions'],
  ['require second factor', 'en', '/help/second-factor#require'],
  ['perdido teléfono', 'es', '/help/second-factor#lost'],
  ['recovery codes', 'en', '/help/second-factor#last'],
  ['end date', 'en', '/help/create-users#end-date'],
  ['date de fin', 'fr', '/help/create-users#end-date'],
  ['add someone', 'en', '/help/create-users#admit'],
  ['cuentas bloqueadas', 'es', '/help/create-users#confirmation'],
])('%j is asked in %s, and %s is among the answers', async (question, lang, address) => {
  expect((await searchHelp(lang, question)).map((passage) => passage.address)).toContain(address)
})

test.each(['zzzz qqqq', '!!!', '', ' ', 'a'])('to %j there is no answer', async (question) => {
  expect(await searchHelp('en', question)).toEqual([])
})

test.each([
  ['AADSTS50105', 'AADSTS50105: Your company has not assigned TMAS to you'],
  ['what is aadsts 50105?', 'AADSTS50105: Your company has not assigned TMAS to you'],
  ['50105', 'AADSTS50105: Your company has not assigned TMAS to you'],
  ['AADSTS99999', 'AADSTS99999: Microsoft refused the sign-in for a reason that TMAS does not know'],
])('the search for %j explains the number', async (question, text) => {
  const { html } = await open(`/help?lang=en&q=${encodeURIComponent(question)}`)
  expect(html).toContain(text)
})

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; drop table user_account; --",
  '&lt;b&gt;',
  '{{7*7}} <%= 7*7 %>',
  '\u0000\ud800\u202e',
  '(a+)+$',
  '[',
  '\\',
  '%',
  'a'.repeat(5000),
  'é'.repeat(5000),
  'x '.repeat(2000),
]

test.each(hostile.map((text) => [text.slice(0, 30), text]))(
  'the question %j is answered as text, and nothing of it is run',
  async (_, question) => {
    const { status, html } = await open(`/help?lang=en&q=${encodeURIComponent(question.toWellFormed())}`)
    expect(status).toBe(200)
    expect(html).not.toMatch(/<script>|<img|<b>&|onerror=alert\(1\)>/)
  },
)

const request = '5a000000-0000-4000-8000-000000000001'
const correlation = '7b000000-0000-4000-8000-000000000002'

const paste = async (text: string, lang: Language = 'en', headers: Record<string, string> = {}) => {
  const response = await browser.post(
    `/help/microsoft-error?lang=${lang}`,
    { text },
    { cookie: `tmas-language=${lang}`, ...headers },
  )
  return { status: response.status, html: await response.text() }
}

test.each(every)(
  'a text pasted from Microsoft’s page is explained in %s, with what IT needs',
  async (lang) => {
    const { status, html } = await paste(
      `Sorry, but we're having trouble signing you in.\nAADSTS50105: Your administrator …\nRequest Id: ${request}\nCorrelation Id: ${correlation}\nTimestamp: 2026-08-13T21:24:29Z`,
      lang,
    )
    expect(status).toBe(200)
    expect(html).toContain('AADSTS50105')
    expect(html).toContain(messages[lang].refused.actors.it)
    for (const value of [request, correlation, '2026-08-13 21:24:29Z']) expect(html).toContain(value)
    expect(html).toContain('https://login.microsoftonline.com/error?code=50105')
    expect(html).toContain(refusals.not_assigned.help[0])
  },
)

test('an unknown number is explained honestly, with Microsoft’s own page', async () => {
  const { html } = await paste('AADSTS99999: Something new.')
  expect(html).toContain('for a reason that TMAS does not know')
  expect(html).toContain('https://login.microsoftonline.com/error?code=99999')
})

test('a text without a number says so, and what was found all the same', async () => {
  const { html } = await paste(`Hello\nCorrelation ID: ${correlation}`)
  expect(html).toContain('This text contains no Microsoft error number.')
  expect(html).toContain(correlation)
})

test('a page about another application is recognised', async () => {
  const sentence = 'This page was about an application other than TMAS.'
  expect((await paste(`AADSTS50105: x\nApp id: ${tmasClientId}`)).html).not.toContain(sentence)
  expect((await paste(`AADSTS50105: x\nApp id: ${request}`)).html).toContain(sentence)
})

test.each(hostile.map((text) => [text.slice(0, 30), text]))(
  'of the pasted text %j nothing comes back',
  async (_, text) => {
    const secret = 'Zebra-7731'
    const pasted = `${text}\n${secret} AADSTS50105 ${text}`
    const { status, html } = await paste(pasted)
    const isTooLong = Buffer.byteLength(pasted) > longestPasted
    expect(status).toBe(isTooLong ? 413 : 200)
    if (!isTooLong) expect(html).toContain('AADSTS50105')
    expect(html).not.toMatch(/Zebra|alert\(1\)|drop table|7\*7|onerror/)
  },
)

test('whatever is pasted, the page holds no more than the same page for its numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
      const { status, html } = await paste(text)
      expect(status).toBe(200)
      expect(html.match(/<script/g)).toHaveLength(1)
    }),
    { numRuns: 50 },
  )
})

test('a text that is too long is refused, and nothing else is a form of this page', async () => {
  expect((await paste('x'.repeat(70_000))).status).toBe(413)
  const without = await browser.post('/help/microsoft-error', {})
  expect(without.status).toBe(400)
  const multipart = await browser.send('/help/microsoft-error', {
    method: 'POST',
    headers: { origin: tmasUrl, 'content-type': 'multipart/form-data; boundary=x' },
    body: 'x',
  })
  expect(multipart.status).toBe(400)
})

test('another site cannot send the form', async () => {
  const response = await browser.post(
    '/help/microsoft-error',
    { text: 'AADSTS50105' },
    { origin: 'https://evil.example' },
  )
  expect(response.status).toBe(403)
})

test('a link explains a number or a meaning; what is neither is the empty form', async () => {
  expect((await open('/help/microsoft-error?lang=en&code=53003')).html).toContain(
    'One of your company’s security policies',
  )
  expect((await open('/help/microsoft-error?lang=en&meaning=account_locked')).html).toContain(
    'is temporarily locked',
  )
  for (const query of ['code=1', 'code=5e4', 'code=<b>', 'meaning=__proto__', 'meaning=toString'])
    expect((await open(`/help/microsoft-error?lang=en&${query}`)).html).not.toContain('class="explained"')
})

test('without a demo nothing can be played', async () => {
  for (const slug of slugs) expect((await open(`/help/${slug}`)).html).not.toContain('login_hint')
})

test('every refusal is explained in some article', () => {
  const explained = new Set<Refusal>(outline['cannot-sign-in'].flatMap(refusalsIn))
  const missing = (Object.keys(refusals) as Refusal[]).filter((code) => !explained.has(code))
  // The two that concern passwords have an article of their own.
  expect(missing).toEqual(['wrong_password', 'microsoft_required'])
})
