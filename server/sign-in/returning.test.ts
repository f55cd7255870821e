import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findAttemptById } from '#server/attempts/attempts.queries.ts'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { placeHints } from '#server/attempts/hints.ts'
import { noteSaid } from '#server/attempts/returning.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import {
  askMicrosoft,
  newestAttempt,
  signInWithMicrosoft,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { explainAadsts } from '#shared/aadsts/explain.ts'
import { sayChoice } from '#shared/aadsts/said.ts'
import { messages } from '#shared/messages/messages.ts'

let stage: Stage
let boss: ApiClient
beforeAll(async () => {
  stage = await openStage()
  boss = await manager()
})
afterAll(() => stage.close())

const manager = async () => (await signedInWith(stage, 'chain_and_user_manager', stage.north.chainId)).api

const { returned, refusalWords } = messages.en
const minutes = 60 * 1000

/** Leaves for Microsoft, and stays on a page there. */
async function left(start = '/sign-in/microsoft'): Promise<{ browser: Visitor; reference: string }> {
  const browser = visitor(stage)
  await browser.get(start)
  return { browser, reference: (await newestAttempt(stage)).reference }
}

const page = async (browser: Visitor, address = '/sign-in') => (await browser.get(address)).text()
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

async function say(browser: Visitor, reference: string, answer: { choice?: string; text?: string }) {
  const response = await browser.post('/sign-in/returned', { reference, return_to: '/account', ...answer })
  const location = response.headers.get('location')
  return { response, location, html: await (location ? page(browser, location) : response.text()) }
}

/** As the page offers it afterwards, so that a manager can read the attempt. */
async function tell(browser: Visitor, location: string, email = bea) {
  const query = new URL(location, 'http://x').searchParams
  const [refused = '', reference = ''] = [query.get('refused') ?? '', query.get('reference') ?? '']
  await browser.post('/sign-in/tell-manager', { refused, reference, email, return_to: '/' })
  await placeHints(stage.db, stage.now())
  return (await boss('GET', `/sign-ins/${reference}`)).body
}

describe('whoever left for Microsoft and comes back without an answer (R17)', () => {
  test('reads that it did not complete, with the reference, and is asked what Microsoft’s page said', async () => {
    const { browser, reference } = await left()
    const html = await page(browser, '/sign-in?return_to=/account')
    expect(html).toContain(escaped(returned.title))
    expect(html).toContain(reference)
    expect(html).toContain(returned.question)
    for (const choice of Object.values(returned.choices)) expect(html).toContain(choice)
    expect(html).toMatch(/<form class="ask" method="post" action="\/sign-in\/returned"/)
  })

  test('reads it also after 15 minutes, when the attempt is closed, but not after an hour', async () => {
    const { browser, reference } = await left()
    stage.passTime(20 * minutes)
    await closeUnreturned(stage.db, stage.now())
    expect(await page(browser)).toContain(reference)
    stage.passTime(41 * minutes)
    expect(await page(browser)).not.toContain(returned.question)
    boss = await manager()
  })

  test('is not asked in another browser, nor after signing in, nor after an answer of Microsoft’s', async () => {
    const { browser, reference } = await left()
    expect(await page(visitor(stage))).not.toContain(reference)
    const stranger = visitor(stage)
    await stranger.get('/sign-in/microsoft')
    const copied = { cookie: [...stranger.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    copied.cookie = copied.cookie.replace(/tmas-left=[^;]*/, `tmas-left=${browser.cookies.get('tmas-left')}`)
    const shown = await stranger.send('/sign-in', { headers: copied })
    expect(await shown.text()).not.toContain(reference)
    await signInWithMicrosoft(stage, stranger, bea)
    await stranger.post('/sign-out', {})
    expect(await page(stranger)).not.toContain(returned.question)
    const refused = visitor(stage)
    await signInWithMicrosoft(stage, refused, 'ines.typo@north.example')
    expect(await page(refused)).not.toContain(returned.question)
  })

  test('gets what they chose explained at once, goes on from there, and is asked no more', async () => {
    for (const [choice, code] of [
      ['approval', 'admin_consent_required'],
      ['blocked', 'blocked_by_policy'],
    ] as const) {
      const { browser, reference } = await left()
      const { response, location, html } = await say(browser, reference, { choice })
      expect(response.status).toBe(303)
      expect(location).toBe(`/sign-in?refused=not_returned&reference=${reference}&return_to=%2Faccount`)
      expect(html).toContain(messages.en.refused.actors.it)
      expect(html).toContain(messages.en.signIns.help.title)
      expect(html).not.toContain(returned.question)
      expect(await page(browser)).not.toContain(reference)
      expect(await tell(browser, location ?? '')).toMatchObject({
        code: 'not_returned',
        said: { code, aadsts: [] },
        cause: returned.manager.cause(refusalWords[code].manager.cause),
        remedy: { actor: 'it', action: 'send_consent_kit' },
      })
    }
  })

  test('may paste the page: number and IDs are kept as what they say, and no text', async () => {
    const { browser, reference } = await left()
    const correlation = crypto.randomUUID()
    const text = `You cannot access this right now\r\nCorrelation Id: ${correlation}\r\nError code: AADSTS53003 <b>mine</b>`
    const { location, html } = await say(browser, reference, { text })
    const { person, remedy } = await explainAadsts(53003, 'en')
    expect(html).toContain(escaped(person))
    expect(html).toContain(escaped(remedy))
    expect(html).toContain('AADSTS53003')
    const seen = await tell(browser, location ?? '')
    expect(seen.said).toMatchObject({
      code: 'blocked_by_policy',
      aadsts: [53003],
      correlationId: correlation,
    })
    expect(seen.cause).toContain('AADSTS53003')
    expect(JSON.stringify(await newestAttempt(stage))).not.toContain('mine')
  })

  test('who closed the window or used the wrong account is told to try again, and so is the manager', async () => {
    const { browser, reference } = await left()
    const { location, html } = await say(browser, reference, { choice: 'closed' })
    expect(html).toContain(returned.closedTitle)
    const seen = await tell(browser, location ?? '')
    expect(seen).toMatchObject({ code: 'popup_closed', said: { code: null }, cause: returned.manager.closed })
    expect(seen.remedy).toMatchObject({ actor: 'person', action: null })
  })

  test('a text that is not understood keeps the question, and nothing of the text', async () => {
    const { browser, reference } = await left()
    const { response, html } = await say(browser, reference, { text: 'it did not work, store 75001' })
    expect(response.status).toBe(422)
    expect(html).toContain(returned.unread)
    expect(html).toContain(returned.question)
    expect(html).not.toContain('it did not work')
    expect((await say(browser, reference, { text: '53003' })).html).toContain('AADSTS53003')
  })

  test('is asked also where no page of ours led to Microsoft, and nothing is kept before they say something (R34)', async () => {
    const browser = visitor(stage)
    const before = await newestAttempt(stage)
    await browser.get('/sign-in/microsoft', { referer: '' })
    expect(await page(browser)).toContain(returned.question)
    expect((await newestAttempt(stage)).id).toBe(before.id)
    const unread = await say(browser, '', { text: 'nothing that anybody knows' })
    expect(unread.html).toContain(returned.unread)
    expect((await newestAttempt(stage)).id).toBe(before.id)
    const { location, html } = await say(browser, '', { text: '53003' })
    expect(html).toContain('AADSTS53003')
    expect(await tell(browser, location ?? '')).toMatchObject({ said: { code: 'blocked_by_policy' } })
    await browser.get('/sign-in/microsoft', { referer: '' })
    expect(await page(visitor(stage))).not.toContain(returned.question)
  })

  test('the page of a window that was closed asks the same, and one of a number does not', async () => {
    const browser = visitor(stage)
    const popup = crypto.randomUUID()
    await browser.get(`/sign-in/microsoft?popup=${popup}&display=popup`)
    const { location } = await (await browser.post('/sign-in/microsoft/cancel', { popup })).json()
    expect(await page(browser, location)).toContain(returned.question)
    const declined = visitor(stage)
    const cleo = 'cleo.declines@north.example'
    const answered = await signInWithMicrosoft(stage, declined, cleo, { answer: 'decline' })
    expect(await page(declined, answered.location)).not.toContain(returned.question)
  })
})

describe('what a person says is never proof (R17, R31)', () => {
  test('nobody says it of another browser’s attempt, nor twice, nor of one that had an answer', async () => {
    const { browser, reference } = await left()
    const own = await newestAttempt(stage)
    const other = await left()
    const stray = await say(other.browser, reference, { text: 'AADSTS53003' })
    expect(stray.location).toBe('/help/microsoft-error?code=53003')
    await say(browser, reference, { choice: 'approval' })
    await say(browser, reference, { choice: 'blocked' })
    // The same at one moment: another request had read the attempt before.
    const mine = await findAttemptById(stage.db, own.id)
    if (!mine) throw new Error('the attempt is gone')
    await noteSaid(stage.db, { ...mine, said: null }, sayChoice('blocked'), stage.now())
    const attempt = await stage.db
      .selectFrom('signInAttempt')
      .selectAll()
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    expect(attempt).toMatchObject({ saidCode: 'admin_consent_required', code: 'not_returned' })

    const refused = visitor(stage)
    await signInWithMicrosoft(stage, refused, 'ines.typo@north.example')
    const { reference: answered } = await newestAttempt(stage)
    await say(refused, answered, { choice: 'approval' })
    expect((await newestAttempt(stage)).saidCode).toBeNull()
  })

  test('an answer that comes after all signs nobody in, because the person has said that it is over', async () => {
    const browser = visitor(stage)
    const ending = await askMicrosoft(stage, browser, bea)
    if (ending.kind !== 'returned') throw new Error('stayed at Microsoft')
    await say(browser, (await newestAttempt(stage)).reference, { choice: 'closed' })
    await browser.get(ending.url)
    expect(await browser.session()).toBeUndefined()
  })

  test('the person’s explanation takes it for the likeliest cause, and says whose words they are', async () => {
    const email = 'said.so@north.example'
    const { id } = await userIn(stage, stage.north.chainId, email)
    const { browser, reference } = await left(
      `/sign-in/microsoft?chain=${stage.north.chainId}&login_hint=${email}`,
    )
    await say(browser, reference, { text: 'AADSTS50105' })
    await placeHints(stage.db, stage.now())
    const { body } = await boss('GET', `/users/${id}/explain`)
    expect(body).toMatchObject({ cause: 'not_assigned', remedy: { actor: 'it', action: 'send_consent_kit' } })
    expect(body.causeText).toBe(
      returned.manager.causeWithNumber(50105, refusalWords.not_assigned.manager.cause),
    )
    const listed = await boss('GET', `/sign-ins?code=not_assigned&user=${id}`)
    expect(listed.body.items).toMatchObject([
      { reference, code: 'not_returned', said: { code: 'not_assigned' } },
    ])
  })
})
