import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { makeKey } from '#server/platform/sealing-keys.ts'
import { codeOf, softPasskey } from './authenticator.ts'
import {
  callApi,
  type FrontDoor,
  signedInWithPassword,
  tmasUrl,
  type Visitor,
  visitor,
} from './front-door.ts'

export const password = 'Harbour-7-lanterns'
const page = '/sign-in/second-factor'

/** A second half minute: an app's next code. */
export const step = 30_000

/** A person's phone: what its app shows now. */
export type Phone = { secret: string; code(): string; recoveryCodes: string[] }

/** Sets up an app as the account page does, for the person signed in here. */
export async function setUpApp(door: FrontDoor, browser: Visitor): Promise<Phone> {
  const begun = await callApi(browser, 'POST', '/account/authenticator-app')
  expect(begun.status).toBe(200)
  const { secret } = await begun.json()
  const code = () => codeOf(secret, door.now())
  const done = await callApi(browser, 'POST', '/account/authenticator-app/confirm', { code: code() })
  expect(done.status).toBe(200)
  const { recoveryCodes } = await done.json()
  door.passTime(step)
  return { secret, code, recoveryCodes: recoveryCodes ?? [] }
}

/** While this runs, the data folder has keys, but not the one that encrypts new secrets. */
export async function withoutSealingKey<Result>(
  { dataDir }: Pick<FrontDoor, 'dataDir'>,
  run: () => Promise<Result>,
): Promise<Result> {
  await makeKey(dataDir)
  const file = join(dataDir, 'keys/second-factor.key')
  const aside = join(dataDir, 'keys/second-factor.aside.key')
  await rename(file, aside)
  try {
    return await run()
  } finally {
    await rename(aside, file)
  }
}

/** Adds a passkey as the account page does. */
export async function addPasskey(browser: Visitor, name = 'Laptop', options: { counts?: boolean } = {}) {
  const passkey = softPasskey({ url: tmasUrl }, options)
  const asked = await callApi(browser, 'POST', '/account/passkeys/options')
  expect(asked.status).toBe(200)
  const response = passkey.create(await asked.json())
  const done = await callApi(browser, 'POST', '/account/passkeys', { name, response })
  expect(done.status).toBe(201)
  return passkey
}

/** Proves again who is signed in here (R33). */
export async function prove(browser: Visitor, factor: { code?: string } = {}) {
  const answer = await callApi(browser, 'POST', '/session/proof', { password, ...factor })
  expect(answer.status).toBe(204)
}

/** A browser that has sent the right password, and is asked for the second factor. */
export async function enterPassword(door: FrontDoor, username: string, returnTo = '/'): Promise<Visitor> {
  const browser = visitor(door)
  const answer = await browser.post('/sign-in', { username, password, return_to: returnTo })
  expect(answer.headers.get('location')).toBe(page)
  expect(await browser.session()).toBeUndefined()
  return browser
}

/** Sends a code, as the page's form does. */
export function sendCode(browser: Visitor, code: string): Promise<Response> {
  return browser.post(page, { code })
}

/** Asks for a challenge, as the page's script does. */
export async function challengeFor(browser: Visitor): Promise<{ challenge: string }> {
  const asked = await browser.post(`${page}/passkey/options`, {})
  expect(asked.status).toBe(200)
  return asked.json()
}

export function sendSigned(browser: Visitor, response: unknown): Promise<Response> {
  return browser.post(`${page}/passkey`, { response: JSON.stringify(response) })
}

/** Signed in with password and code. */
export async function signedInWithCode(door: FrontDoor, username: string, phone: Phone): Promise<Visitor> {
  const browser = await enterPassword(door, username)
  expect((await sendCode(browser, phone.code())).headers.get('location')).toBe('/')
  door.passTime(step)
  return browser
}

export const signIn = (door: FrontDoor, username: string) => signedInWithPassword(door, username, password)
