import { afterAll, beforeAll, expect, test } from 'vitest'
import { secretsOf } from '#server/attempts/start-attempt.ts'
import { type Credential, createEntra } from '#server/entra/entra.ts'
import { certificatePem, privateKeyPem } from '#server/entra/testing/certificate.ts'
import { type FrontDoor, openFrontDoor } from '#server/testing/front-door.ts'
import { signInAs } from '../../emulator/person.ts'
import { tmasClientId, tmasClientSecret } from '../../emulator/sample.ts'

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor()
  door.emulator.directory.apps[0]?.certificates.push(certificatePem)
})
afterAll(() => door.close())

const certificate: Credential = { kind: 'certificate', certificatePem, privateKeyPem }
const rightSecret: Credential = { kind: 'secret', secret: tmasClientSecret }
const expiredSecret: Credential = { kind: 'secret', secret: 'the one from last year' }

test.each<[string, Credential[]]>([
  ['a client secret', [rightSecret]],
  ['a certificate, with an assertion as Entra documents it', [certificate]],
  ['the second credential, when Microsoft refuses the first', [expiredSecret, certificate]],
])('a code is redeemed with %s', async (_, credentials) => {
  const entra = createEntra({
    authority: door.emulator.url,
    clientId: tmasClientId,
    credentials,
    redirectUri: 'http://localhost:3000/sign-in/microsoft/callback',
  })
  const { nonce, codeVerifier } = secretsOf('a state', 'a browser')
  const by = { browser: 'a browser', network: '192.0.2.0/24' }
  const codeChallenge = Buffer.from(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier)),
  ).toString('base64url')
  const url = entra.authorizeUrl({ path: 'organizations', state: 'a state', nonce, codeChallenge })
  const ending = await signInAs(door.emulator, url, 'ada.linked@north.example')
  if (ending.kind !== 'returned') throw new Error(`stayed on ${ending.page}`)
  const code = new URL(ending.url).searchParams.get('code') ?? ''
  expect(await entra.redeem({ path: 'organizations', code, codeVerifier, nonce, by })).toMatchObject({
    ok: true,
    account: { loginId: 'ada.linked@north.example' },
  })
})
