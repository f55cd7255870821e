/**
 * What went wrong for people with other products, step by step as they reported it, and what TMAS does instead. Each row
 * is a whole story over HTTP; the rules behind it have tests of their own.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { signedInWith } from '#server/testing/api-client.ts'
import {
  askMicrosoft,
  newestAttempt,
  signInWithMicrosoft,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { openStage, play, type Stage } from '#server/testing/stage.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../../emulator/sample.ts'

const { consentVisit, faults, refusalWords } = messages.en
const linkedId = 'ada.linked@north.example'
const callback = '/sign-in/microsoft/callback'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await userIn(stage, stage.north.chainId, linkedId)
  await signInWithMicrosoft(stage, visitor(stage), linkedId)
})
afterAll(() => stage.close())

const manager = async () => (await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)).api
const attempts = () => stage.db.selectFrom('signInAttempt').select(['id', 'code']).orderBy('id').execute()

async function linked() {
  const browser = visitor(stage)
  await signInWithMicrosoft(stage, browser, linkedId)
  return browser
}

describe('consent given in the Entra portal ends in no refusal (R17)', () => {
  const granted = `${callback}?admin_consent=True&tenant=${northTenantId}`
  test.each([
    ['as Microsoft opens it', granted],
    ['with the scopes', `${granted}&scope=openid+profile+email`],
    ['with words appended to a state', `${granted}&state=abcSign in to your account`],
  ])('%s', async (_, address) => {
    const people = [visitor(stage), await linked()]
    const before = await attempts()
    for (const browser of people) {
      const answer = await browser.get(address)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain(consentVisit.grantedTitle)
    }
    expect(await people[1]?.session()).toBeDefined()
    expect(await attempts()).toEqual(before)
  })

  test('the bare address, to which a tile leads, is the way to the sign-in page', async () => {
    const before = await attempts()
    expect((await visitor(stage).get(callback)).headers.get('location')).toBe('/sign-in')
    expect(await attempts()).toEqual(before)
  })
})

test('after signing out, one click does not sign the same person in again (R7, R38)', async () => {
  const browser = await linked()
  const left = await browser.post('/sign-out', {})
  const page = await (await browser.get(left.headers.get('location') ?? '')).text()
  expect(page).toContain('href="/sign-out/microsoft"')
  const [, button = ''] = /<a class="microsoft" href="([^"]*)"/.exec(page) ?? []
  const started = await browser.get(button.replaceAll('&amp;', '&'))
  expect(new URL(started.headers.get('location') ?? '').searchParams.get('prompt')).toBe('select_account')
})

test('three answers in other browsers are told as that, and are no sign of an approval that is missing (R17, R19)', async () => {
  const house = await openStage()
  const start = `/sign-in/microsoft?chain=${house.north.chainId}&return_to=/account`
  const references: string[] = []
  for (let time = 0; time < 3; time += 1) {
    const browser = visitor(house)
    const ending = await askMicrosoft(house, browser, 'bea.first@north.example', { start })
    if (ending.kind !== 'returned') throw new Error('stayed at Microsoft')
    browser.cookies.clear()
    const { headers } = await browser.get(ending.url)
    const refused = new URL(headers.get('location') ?? '', 'http://x').searchParams
    expect(refused.get('return_to')).toBe('/account')
    references.push(refused.get('reference') ?? '')
  }
  house.passTime(16 * 60 * 1000)
  await closeUnreturned(house.db, house.now())
  const { api } = await signedInWith(house, 'chain_and_user_manager', house.north.chainId)
  for (const reference of references) {
    const { status, body } = await api('GET', `/sign-ins?search=${reference}`)
    expect(status).toBe(200)
    expect(body.items).toMatchObject([{ reference, cause: faults.words.browser.manager.cause }])
  }
  const { body } = await api('GET', '/sign-ins/patterns')
  const causes = body.items.flatMap((pattern: { causes: string[] }) => pattern.causes)
  for (const wrong of ['admin_consent_required', 'blocked_by_policy', 'not_assigned'])
    expect(causes).not.toContain(wrong)
  await house.close()
})

test('link previews start nothing, and are told where there is nothing for them (R34)', async () => {
  const agents = [
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  ]
  const before = (await attempts()).map(({ id }) => id)
  const start = `/sign-in/microsoft?chain=${stage.north.chainId}`
  for (const agent of agents) await visitor(stage).get(start, { referer: '', 'user-agent': agent })
  stage.passTime(16 * 60 * 1000)
  await closeUnreturned(stage.db, stage.now())
  expect((await attempts()).map(({ id }) => id)).toEqual(before)
  expect((await (await manager())('GET', '/sign-ins/patterns')).body.items).toEqual([])

  const page = await (await visitor(stage).get('/sign-in')).text()
  expect(page).toMatch(/<a class="microsoft" href="[^"]*" rel="nofollow"/)
  const robots = await visitor(stage).get('/robots.txt')
  expect(robots.headers.get('content-type')).toContain('text/plain')
  expect(await robots.text()).toContain('Disallow: /sign-in/microsoft')
})

test.each([9_999_999, 500_121])(
  'AADSTS%i with access_denied is told by its number, and not as canceled (R17)',
  async (number) => {
    const { browser, location } = await play(stage, {
      start: `/sign-in/microsoft?chain=${stage.north.chainId}`,
      callback: (address) => {
        address.searchParams.delete('code')
        address.searchParams.set('error', 'access_denied')
        address.searchParams.set('error_description', `AADSTS${number}: Something. Trace ID: x`)
        return address
      },
    })
    const page = await (await browser.get(location)).text()
    expect(page).toContain(String(number))
    for (const words of [refusalWords.consent_declined.person.sentence, refusalWords.expired.person.sentence])
      expect(page).not.toContain(words)
    const { microsoft, code } = await newestAttempt(stage)
    expect(microsoft).toMatchObject({ aadsts: [number] })
    expect(code).not.toBe('consent_declined')
  },
)

describe('a wrong clock is told as a clock (R17)', () => {
  const now = () => Math.floor(Date.now() / 1000)
  const at = (ahead: number) => ({ iat: now() + ahead, nbf: now() + ahead, exp: now() + ahead + 3900 })
  const signIn = (ahead: number) =>
    play(stage, {
      loginId: linkedId,
      start: `/sign-in/microsoft?chain=${stage.north.chainId}`,
      tamper: {
        idToken: ({ header, payload, sign }) => sign(header, { ...payload, ...at(ahead) }),
      },
    })

  test.each([2, 120, 290, -400, -660])('%i seconds are tolerated', async (ahead) => {
    const { browser } = await signIn(ahead)
    expect(await browser.session()).toBeDefined()
  })

  test.each([330, -1500])('%i seconds are not, and the manager reads which check failed', async (ahead) => {
    const { browser, location } = await signIn(ahead)
    const page = await (await browser.get(location)).text()
    expect(page).toContain(faults.words.clock.person.sentence)
    expect(page).not.toContain('cookie')
    const { reference, checks } = await newestAttempt(stage)
    expect(checks).toContainEqual(expect.objectContaining({ name: 'times', passed: false }))
    const { body } = await (await manager())('GET', `/sign-ins/${reference}`)
    expect(body.cause).toBe(faults.words.clock.manager.cause)
  })
})
