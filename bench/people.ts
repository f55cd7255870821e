import type { Directory } from '../emulator/directory.ts'
import { northTenantId, sampleDirectory, tmasClientId } from '../emulator/sample.ts'

/**
 * The people who sign in, in turn: enough that no two of them wait for the same row. All of North Group, each with one
 * account.
 */
export const people = Array.from({ length: 40 }, (_, index) => {
  const number = String(index).padStart(2, '0')
  return {
    username: `person${number}`,
    loginId: `person${number}@north.example`,
    oid: `b0b00000-0000-4000-8000-0000000000${number}`,
  }
})

/** People who sign in once, for the first time: in North Group as well, and with no link yet. */
export const newcomers = Array.from({ length: 400 }, (_, index) => {
  const number = String(index).padStart(4, '0')
  return {
    username: `newcomer${number}`,
    loginId: `newcomer${number}@north.example`,
    oid: `b0b00001-0000-4000-8000-00000000${number}`,
  }
})

/** Where the answers go: TMAS's address, and better-auth's. */
const callbacks = ['/sign-in/microsoft/callback', '/api/auth/callback/microsoft']

/** The emulator's sample, and these people, who have all consented. `origins` are where the programs serve. */
export function benchDirectory(origins: string[], consented = people): Directory {
  const directory = sampleDirectory()
  const app = directory.apps[0]
  if (!app) throw new Error('The sample has no app registration.')
  app.redirectUris = origins.flatMap((origin) => callbacks.map((path) => `${origin}${path}`))
  for (const { loginId, oid } of consented) {
    directory.people.push({ loginId, oid, name: loginId, tenantId: northTenantId, mail: loginId })
    directory.consents.push({ oid, tenantId: northTenantId, clientId: tmasClientId, at: new Date() })
  }
  return directory
}
