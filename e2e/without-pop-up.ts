import type { Page } from 'playwright'
import { tmasClientId } from '../emulator/sample.ts'
import { expectHome, openSignIn } from './front-page.ts'
import { pickAccount } from './microsoft.ts'
import type { Stage, StagePerson } from './stage.ts'

/** What the page was still asking when the person signed out is refused, which Chromium writes to its console. */
export const onTheWay = /status of 401/

/** Signs someone new in without a pop-up, so that every step is in the history of one window. */
export async function signedInInThePage(
  stage: Stage,
  page: Page,
): Promise<{ vera: StagePerson; page: Page; callback: string }> {
  const vera = await consentedPerson(stage)
  const callbacks: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/sign-in/microsoft/callback') callbacks.push(request.url())
  })
  await openSignIn(page)
  await page.goto('/sign-in/microsoft')
  await pickAccount(page, vera.loginId)
  await expectHome(page, vera.name)
  return { vera, page, callback: callbacks[0] ?? '' }
}

/** Someone whom Microsoft asks for nothing but the account. */
export async function consentedPerson({ newPerson, emulator }: Stage): Promise<StagePerson> {
  const vera = await newPerson()
  const account = emulator.directory.people.find(({ loginId }) => loginId === vera.loginId)
  if (account) {
    const { tenantId, oid } = account
    emulator.directory.consents.push({ tenantId, oid, clientId: tmasClientId, at: new Date() })
  }
  return vera
}
