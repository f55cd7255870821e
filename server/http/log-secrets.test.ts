import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerForgottenPasswords } from '#server/passwords/forgotten-passwords.ts'
import { callApi, customerWithTenant, userIn, visitor } from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { newestLinkTo } from '#server/testing/mailbox.ts'
import { enterPassword, password, sendCode, setUpApp, signIn } from '#server/testing/second-factors.ts'
import { openStage, type Stage } from '#server/testing/stage.ts'
import { northTenantId } from '../../emulator/sample.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('no password, code, key, cookie, mailed link or typed address reaches the log, at its loudest (R17)', async () => {
  const { chainId } = await customerWithTenant(stage, 'Quiet', northTenantId)
  const email = 'quiet.manager@quiet.example'
  const passwordHash = await leastHash(password)
  await userIn(stage, chainId, email, { username: 'quiet', role: 'chain_and_user_manager', passwordHash })
  stage.logged.length = 0
  const secrets = [password]

  const phone = await setUpApp(stage, await signIn(stage, 'quiet'))
  secrets.push(phone.secret, ...phone.recoveryCodes)
  const wrong = await enterPassword(stage, 'quiet')
  secrets.push(...wrong.cookies.values())
  await sendCode(wrong, '000000')
  const code = phone.code()
  await sendCode(wrong, code)
  secrets.push(...wrong.cookies.values())
  await callApi(visitor(stage), 'POST', '/session', {
    username: 'quiet',
    password,
    code: phone.recoveryCodes[0],
  })
  await visitor(stage).post('/sign-in', { username: 'typed.as.a.name', password: 'Typed-Pass-1' })
  secrets.push('typed.as.a.name', 'Typed-Pass-1')

  const made = await callApi(wrong, 'POST', '/api-keys', {
    name: 'Program',
    role: 'viewer',
    locationId: chainId,
    expiresAt: new Date(stage.now().getTime() + 60_000).toISOString(),
  })
  const { key } = await made.json()
  secrets.push(key)
  await visitor(stage).get('/api/v1/locations', { authorization: `Bearer ${key}` })
  await callApi(wrong, 'GET', `/users/explain?address=somebody.asked@quiet.example`)
  await callApi(wrong, 'GET', '/sign-ins?search=somebody.searched')
  await callApi(wrong, 'POST', '/users', '{"email":"half.sent@quiet.example",')
  secrets.push('somebody.asked', 'somebody.searched', 'half.sent')

  await visitor(stage).post('/forgot-password', { name: email })
  await answerForgottenPasswords(stage.db, 'http://localhost:3000', stage.now)
  const link = await newestLinkTo(stage, email)
  const token = new URL(link, 'http://localhost:3000').searchParams.get('token') ?? ''
  await visitor(stage).get(link)
  await visitor(stage).post('/set-password', { token, password: 'Brand-New-9', repeat: 'Brand-New-9' })
  secrets.push(token, 'Brand-New-9')

  const person = visitor(stage)
  await person.get('/sign-in/microsoft?login_hint=somebody.hinted@quiet.example')
  await person.post('/sign-in/tell-manager', {
    refused: 'expired',
    reference: 'ABCDEFGH',
    email: 'somebody.told@quiet.example',
  })
  await person.post('/help/microsoft-error', { text: 'somebody.pasted@quiet.example AADSTS50105' })
  secrets.push('somebody.hinted', 'somebody.told', 'somebody.pasted', ...person.cookies.values())

  const log = stage.logged.join('')
  expect(log).toContain('/set-password')
  for (const secret of secrets) expect(log.includes(secret), secret).toBe(false)
  // By itself: six digits stand in every time.
  expect(log).not.toMatch(new RegExp(`(?<!\\d)${code}(?!\\d)`))
})
