import { expectHome, openPopup, openSignIn } from './front-page.ts'
import { test } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'

test.for([true, false])('coop %s', async (coop, { stage, visit }) => {
  stage.emulator.control.coop = coop
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await atMicrosoft(popup, 'pick')
  console.log('opener', await popup.evaluate(() => String(window.opener)), await page.evaluate(() => document.querySelector<HTMLElement>('[data-waiting]')?.innerText))
  await pickAccount(popup, vera.loginId)
  await answerConsent(popup, 'Accept')
  await expectHome(page, vera.name)
  await page.waitForTimeout(1000)
  console.log('closed', coop, popup.isClosed(), popup.isClosed() ? '' : popup.url())
  await page.goBack()
  console.log('back', page.url())
})

test.for([true, false])('opener gone coop %s', async (coop, { stage, visit }) => {
  stage.emulator.control.coop = coop
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await page.close()
  await answerConsent(popup, 'Accept')
  await new Promise(r=>setTimeout(r,1000))
  console.log('gone: closed', coop, popup.isClosed(), popup.isClosed() ? '' : popup.url())
})
test('real blocker', async ({ stage, visit }) => {
  const page = await visit()
  await page.addInitScript(() => addEventListener('load', () => setTimeout(() => document.querySelector<HTMLElement>('[data-microsoft]')?.click(), 300)))
  page.on('popup', () => console.log('POPUP'))
  await page.goto('/')
  await page.waitForTimeout(2000)
  console.log('blocker', page.url())
})
