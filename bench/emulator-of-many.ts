/**
 * The emulator, for people it has never heard of: everyone who signs in is one and the same person there, and the token
 * names the person who was announced for its nonce. Its directory is made for the few people of a test, and would be
 * searched from end to end for each of a hundred thousand.
 */
import { createHash } from 'node:crypto'
import { startEmulator } from '../emulator/emulator.ts'
import type { Announced } from './many-people.ts'
import { benchDirectory } from './people.ts'
import { reportUsage } from './usage.ts'

const { ORIGINS = '' } = process.env
const emulator = await startEmulator({ directory: benchDirectory(ORIGINS.split(',')) })
const announced = new Map<string, Announced['person']>()
process.on('message', (message: Announced | string) => {
  if (typeof message === 'object') announced.set(message.nonce, message.person)
})
emulator.control.tamper.idToken = ({ header, payload, sign }) => {
  const nonce = String(payload.nonce)
  const person = announced.get(nonce)
  if (!person) throw new Error('the token of someone who was not announced')
  announced.delete(nonce)
  const { tenantId: tid, objectId: oid, loginId } = person
  return sign(header, {
    ...payload,
    iss: `${emulator.url}/${tid}/v2.0`,
    tid,
    oid,
    sub: createHash('sha256').update(oid).digest('base64url'),
    preferred_username: loginId,
    email: loginId,
    name: loginId,
  })
}
reportUsage(emulator.url)
