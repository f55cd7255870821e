import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerForgottenPasswords } from '#server/passwords/forgotten-passwords.ts'
import { signInWithMicrosoft, tmasUrl, userIn, visitor } from '#server/testing/front-door.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { messages } from '#shared/messages/messages.ts'

const { signIn, letters } = messages.en

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A browser in which Bea has signed in, and whose session is over. */
async function beasBrowser(start = '/sign-in/microsoft') {
  const browser = visitor(stage)
  await signInWithMicrosoft(stage, browser, bea, { start })
  browser.cookies.delete('tmas')
  return browser
}

/** The address of the Microsoft button, as the page has it. */
async function button(browser = visitor(stage), address = '/sign-in') {
  const html = await (await browser.get(address)).text()
  const href = /<a class="microsoft" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  return { html, query: new URL(href, tmasUrl).searchParams }
}

test('a browser remembers who signed in last in it, and the chain whose address was used (R17)', async () => {
  const throughChain = await button(await beasBrowser(`/sign-in/microsoft?chain=${stage.north.chainId}`))
  expect(throughChain.html).toContain(signIn.lastTime(bea))
  expect(throughChain.query.get('login_hint')).toBe(bea)
  expect(throughChain.query.get('chain')).toBe(stage.north.chainId)
  expect((await button(await beasBrowser())).query.get('chain')).toBeNull()
})

test('not on another account’s behalf: whoever chooses another one takes nothing of it along (R17, R31)', async () => {
  const browser = await beasBrowser(`/sign-in/microsoft?chain=${stage.north.chainId}`)
  const { html } = await button(browser)
  const others = [...html.matchAll(/href="([^"]*prompt=select_account[^"]*)"/g)]
  expect(others).not.toEqual([])
  for (const [, href = ''] of others) expect(href).not.toMatch(/login_hint|chain=/)
})

test('signing out forgets it, and it counts in no other browser (R38)', async () => {
  const browser = await beasBrowser()
  const last = browser.cookies.get('tmas-last-sign-in') ?? ''
  const thief = visitor(stage)
  await thief.get('/sign-in/microsoft')
  thief.cookies.set('tmas-last-sign-in', last)
  expect((await button(thief)).html).not.toContain(bea)
  await browser.post('/sign-out', {})
  expect((await button(browser)).html).not.toContain(bea)
})

test('where nothing is known, the page offers a field for the work address; at a chain’s own address it does not', async () => {
  const unknown = await button()
  expect(unknown.html).toContain(signIn.workAddressHint)
  expect(unknown.html).toMatch(/<div class="address" data-address hidden>/)
  expect((await button(visitor(stage), `/sign-in?chain=${stage.north.chainId}`)).html).not.toContain(
    'data-address',
  )
})

test('mails lead to the chain’s own address (R17, R25)', async () => {
  const email = 'newcomer@north.example'
  await userIn(stage, stage.north.chainId, email)
  await visitor(stage).post('/forgot-password', { name: email })
  await answerForgottenPasswords(stage.db, tmasUrl, stage.now)
  const mails = await stage.db.selectFrom('mail').selectAll().where('recipient', '=', email).execute()
  expect(mails.length).toBeGreaterThan(0)
  const address = `${tmasUrl}/sign-in?chain=${stage.north.chainId}`
  for (const { textBody } of mails) expect(textBody).toContain(letters.signInAt(address))
})
