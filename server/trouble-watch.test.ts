import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '#server/platform/database.ts'
import { testDatabase } from '#server/testing/test-database.ts'
import type { Credential } from './entra/credential-expiry.ts'
import { certificatePem, privateKeyPem } from './entra/testing/certificate.ts'
import { watchForTrouble } from './trouble-watch.ts'

const day = 24 * 60 * 60 * 1000
/** When the certificate of these tests expires. */
const expiry = Date.parse('2126-10-29T21:03:43Z')

let db: Db
let close: () => Promise<void>
const warned: { daysLeft: number; sentence: string }[] = []
beforeAll(async () => {
  ;({ db, close } = await testDatabase())
})
afterAll(() => close())
beforeEach(() => {
  warned.length = 0
})

test.each([
  [31, []],
  [30.5, []],
  [29.5, [29]],
  [1.5, [1]],
])('with %d days to go before a certificate expires, a start warns of %j', async (days, expected) => {
  await startAt(expiry - days * day)
  expect(warned.map(({ daysLeft }) => daysLeft)).toEqual(expected)
  for (const { sentence } of warned) expect(sentence).toContain('expires soon')
})

test('a certificate that has expired is named as the reason, once in a day and not at every look', async () => {
  await startAt(expiry + day / 2)
  expect(warned).toMatchObject([{ daysLeft: -1, sentence: expect.stringContaining('has expired') }])
})

test.each([
  [undefined, []],
  [29.5, ['a secret of ENTRA_CLIENT_SECRET expires soon']],
  [-0.5, ['a secret of ENTRA_CLIENT_SECRET has expired']],
])(
  'of a secret that ends in %d days, if the operator wrote that down, a start says: %j',
  async (days, expected) => {
    const expiresAt = days === undefined ? undefined : new Date(expiry + days * day)
    await startAt(expiry, { kind: 'secret', secret: 'a-secret', expiresAt })
    expect(warned.map(({ sentence }) => sentence.split(':')[0])).toEqual(expected)
  },
)

/** What an instance that starts at this moment warns of, while it looks several times. */
async function startAt(
  moment: number,
  credential: Credential = { kind: 'certificate', certificatePem, privateKeyPem },
) {
  const warn = (fields: { daysLeft: number }, sentence: string) =>
    warned.push({ daysLeft: fields.daysLeft, sentence })
  const log = { info() {}, warn, error() {} } as never
  const watch = watchForTrouble({ db, log, now: () => new Date(moment) }, [credential])
  for (let look = 0; look < 3; look += 1) await watch.look()
  await watch.stop()
}
