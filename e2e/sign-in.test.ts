import { northTenantId } from '../emulator/sample.ts'
import { countSessions, expectHome, expectRefused, openPopup, openSignIn } from './front-page.ts'
import { expect, test } from './journey.ts'
import { answerConsent, atMicrosoft, pickAccount } from './microsoft.ts'

test('the first sign-in asks for consent in the pop-up, makes the link and leads home (R7, R10)', async ({
  stage,
  visit,
}) => {
  const vera = await stage.newPerson()
  const page = await visit()
  await openSignIn(page)
  const popup = await openPopup(page)
  await pickAccount(popup, vera.loginId)
  await answerConsent(popup, 'Accept')

  await expectHome(page, vera.name)
  const text = await page.getByRole('main').innerText()
  expect(text).toContain('North Group')
  expect(text).toContain(vera.loginId)
  expect(text).toContain('Microsoft')
  expect(text).toContain('Viewer')
  const link = await stage.db
    .selectFrom('microsoftLink')
    .selectAll()
    .where('userId', '=', vera.userId)
    .executeTakeFirst()
  expect(link).toMatchObject({ tenantId: northTenantId, loginId: vera.loginId, endedAt: null })
})
