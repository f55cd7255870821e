import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Credential } from '#server/entra/redeem.ts'
import { certificatePem, privateKeyPem } from '#server/entra/testing/certificate.ts'
import { bea, openStage, type Stage } from '#server/testing/stage.ts'
import { selfSignedCertificate } from '../emulator/certificate.ts'
import { startCertifiedProvider } from './certified-provider.ts'
import { signIn } from './tmas.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const account = { oid: 'a0a00002-0000-4000-8000-000000000002', loginId: bea }
const secret: Credential = { kind: 'secret', secret: 'a-secret-of-the-certified-provider' }
const certificate: Credential = { kind: 'certificate', certificatePem, privateKeyPem }

test.each([
  ['a secret', secret],
  ['a certificate (PS256)', certificate],
])(
  'a certified provider signs people in for a client with %s, from both addresses',
  async (_, credential) => {
    const double = await startCertifiedProvider(credential, account)
    stage.app = stage.freshApp({ authority: double.authority, credentials: [credential] })
    for (const start of ['general', 'chain'] as const) {
      expect(await signIn(stage, { start })).toMatchObject({ user: expect.any(String), failed: undefined })
    }
    expect(double.seen.keysType, 'the registered media type').toMatch('application/jwk-set+json')
    expect(double.seen.keys[0]).not.toHaveProperty('cloud_instance_name')
    await double.close()
  },
)

test.each([
  ['a secret', secret, { kind: 'secret', secret: 'another' }],
  ['a certificate', certificate, otherCertificate()],
  ['a certificate', certificate, secret],
] as [string, Credential, Credential][])(
  'it knows its client by %s, and refuses another',
  async (_, known, shown) => {
    const double = await startCertifiedProvider(known, account)
    stage.app = stage.freshApp({ authority: double.authority, credentials: [shown] })
    expect(await signIn(stage)).toMatchObject({ user: undefined, code: 'operator_configuration' })
    await double.close()
  },
)

/** A pair that belongs together, and to nobody whom the provider knows. */
function otherCertificate(): Credential {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const der = selfSignedCertificate('localhost', publicKey, privateKey, new Date())
  return {
    kind: 'certificate',
    certificatePem: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
