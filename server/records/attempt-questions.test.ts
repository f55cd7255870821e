import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import { deliverMails } from '#server/testing/deliver-mails.ts'
import {
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'
import { messages } from '#shared/messages/messages.ts'
import { questionLifetime } from './attempt-questions.ts'

const { wasThisYou, letters } = messages.en

let door: FrontDoor
let scene: Scene
let boss: ApiClient
beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  scene = await openScene(door)
  await scene.setTenant(scene.tenantId)
  boss = (await signedInWith(door, 'chain_and_user_manager', scene.chainId)).api
})

/** Is stopped at Microsoft, and has the reference to read aloud. */
async function stopped(start = '/sign-in/microsoft'): Promise<{ browser: Visitor; reference: string }> {
  const browser = visitor(door)
  await browser.get(start, { 'user-agent': 'Mozilla/5.0 (iPhone) Version/19 Safari/1' })
  return { browser, reference: (await newestAttempt(door)).reference }
}

const ask = (reference: string, userId: string) => boss('POST', `/sign-ins/${reference}/question`, { userId })

async function linkTo(email: string): Promise<string> {
  const mail = await door.db
    .selectFrom('mail')
    .selectAll()
    .where('recipient', '=', email)
    .where('subject', '=', letters.wasThisYou.subject)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return /http\S+was-this-you\?token=\S+/.exec(mail?.textBody ?? '')?.[0] ?? ''
}

async function confirm(link: string, browser = visitor(door)) {
  const token = new URL(link).searchParams.get('token') ?? ''
  return browser.post('/sign-in/was-this-you', { token })
}

describe('a reference without a name (R17)', () => {
  test('is confirmed by its person through a link that the manager sends; then the attempt is theirs', async () => {
    const email = `paul@${scene.domain}`
    const { id } = await scene.user(email)
    const { browser, reference } = await stopped()
    await browser.post('/sign-in/returned', { reference, text: 'AADSTS53003', return_to: '/' })
    expect((await boss('GET', `/sign-ins/${reference}`)).status).toBe(404)
    expect((await boss('GET', `/sign-ins/${reference.toLowerCase()}/question`)).body).toEqual({
      isUnnamed: true,
    })
    expect((await ask(reference, id)).status).toBe(202)
    expect((await boss('GET', `/sign-ins/${reference}`)).status).toBe(404)

    const link = await linkTo(email)
    const shown = await (await visitor(door).get(link)).text()
    expect(shown).toContain(reference)
    expect(shown).toContain('iPhone')
    // A mail scanner that opens the link has confirmed nothing.
    expect((await boss('GET', `/sign-ins/${reference}`)).status).toBe(404)
    expect(await (await confirm(link)).text()).toContain(wasThisYou.done(reference))
    expect((await boss('GET', `/sign-ins/${reference}`)).body).toMatchObject({
      reading: 'confirmed',
      person: { id, isProven: true },
      said: { code: 'blocked_by_policy' },
      ip: null,
      userAgent: null,
      loginHint: null,
      tenantId: null,
    })
    const explained = (await boss('GET', `/users/${id}/explain`)).body
    expect(explained).toMatchObject({ cause: 'blocked_by_policy', remedy: { actor: 'it' } })
    expect(explained.causeText).toContain('AADSTS53003')
    const trail = (await boss('GET', '/audit')).body.items.map(({ action }: { action: string }) => action)
    expect(trail).toContain('attempt.asked-about')
    expect(trail).toContain('attempt.confirmed')
  })

  test('is confirmed once, and only while the link works', async () => {
    const email = `noah@${scene.domain}`
    const { id } = await scene.user(email)
    const first = await stopped()
    await ask(first.reference, id)
    const link = await linkTo(email)
    const answers = await Promise.all([confirm(link), confirm(link)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
    const dead = await visitor(door).get(link)
    expect([dead.status, await dead.text()]).toEqual([404, expect.stringContaining(wasThisYou.dead)])

    const second = await stopped()
    await ask(second.reference, id)
    const late = await linkTo(email)
    door.passTime(questionLifetime + 1000)
    expect((await confirm(late)).status).toBe(404)
    boss = (await signedInWith(door, 'chain_and_user_manager', scene.chainId)).api
    expect((await boss('GET', `/sign-ins/${second.reference}`)).status).toBe(404)
  })

  test('is asked about in one mail, whose link works, however often it is asked before that goes out', async () => {
    const email = `twice@${scene.domain}`
    const { id } = await scene.user(email)
    const { reference } = await stopped()
    await ask(reference, id)
    await ask(reference, id)
    const mails = (await deliverMails(door)).filter(({ recipient }) => recipient === email)
    const asked = mails.filter(({ text }) => text.includes(`Subject: ${letters.wasThisYou.subject}`))
    expect(asked).toHaveLength(1)
    const link = /http\S+was-this-you\?token=[\w-]+/.exec(asked[0]?.text ?? '')?.[0] ?? ''
    expect((await confirm(link)).status).toBe(200)
  })

  test('that is still open is over when its person confirms it, and names its cause', async () => {
    const email = `open@${scene.domain}`
    const { id } = await scene.user(email)
    const { reference } = await stopped()
    await ask(reference, id)
    await confirm(await linkTo(email))
    expect((await boss('GET', `/sign-ins/${reference}`)).body).toMatchObject({
      outcome: 'refused',
      code: 'not_returned',
    })
  })
})

describe('and it tells nothing of other customers (R18, R31)', () => {
  test('an attempt that another customer reads is none, as one that does not exist', async () => {
    const other = await openScene(door)
    const { reference } = await stopped(`/sign-in/microsoft?chain=${other.chainId}`)
    const { id } = await scene.user(`ann@${scene.domain}`)
    for (const unknown of [reference, '22222222']) {
      expect((await boss('GET', `/sign-ins/${unknown}/question`)).body).toEqual({ isUnnamed: false })
      expect(await ask(unknown, id)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    }
    expect(await linkTo(`ann@${scene.domain}`)).toBe('')
  })

  test('what was typed by somebody else, and where from, stays unknown, whoever confirms', async () => {
    const email = `liar@${scene.domain}`
    const { id } = await scene.user(email)
    const { reference } = await stopped('/sign-in/microsoft?login_hint=secret@elsewhere.example')
    await ask(reference, id)
    await confirm(await linkTo(email))
    const seen = await boss('GET', `/sign-ins/${reference}`)
    expect(seen.status).toBe(200)
    expect(JSON.stringify(seen.body)).not.toContain('elsewhere')
    expect((await boss('GET', '/sign-ins?search=elsewhere')).body.total).toBe(0)
  })

  test('no one asks another customer’s user, nor a user beyond their reach', async () => {
    const other = await openScene(door)
    const stranger = await userIn(door, other.chainId, `them@${other.domain}`)
    const { reference } = await stopped()
    expect((await ask(reference, stranger.id)).status).toBe(404)
    const { api } = await signedInWith(door, 'user_manager', scene.chainId)
    const chief = await scene.user(`chief@${scene.domain}`, { role: 'chain_and_user_manager' })
    const answer = await api('POST', `/sign-ins/${reference}/question`, { userId: chief.id })
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  test('the questions of a day have an end, so that they are no way to mail people', async () => {
    // One person is mailed ten times a day at most (R35), so it takes several.
    const people = []
    for (const number of [1, 2, 3, 4, 5, 6]) people.push(await scene.user(`busy.${number}@${scene.domain}`))
    const answers = []
    for (let time = 0; time < 51; time += 1)
      answers.push((await ask((await stopped()).reference, people[time % 6]?.id ?? '')).status)
    expect(answers.filter((status) => status === 202)).toHaveLength(50)
    expect(answers.at(-1)).toBe(429)
  })
})
