import { randomBytes } from 'node:crypto'
import type { Grant, World } from './world.ts'

export const codeLifetimeMs = 10 * 60 * 1000

/** Long, as Entra's are (often over 1 kB): anyone who logs or limits query strings should notice here. */
export function issueCode(world: World, grant: Omit<Grant, 'issuedAt' | 'redeemed'>): string {
  const code = `1.A${randomBytes(700).toString('base64url')}`
  const now = world.clock()
  forgetOldGrants(world, now)
  world.grants.set(code, { ...grant, issuedAt: now, redeemed: false })
  return code
}

/** Spent and expired codes are remembered for an hour, so that they get their own error and not 9002313. */
function forgetOldGrants(world: World, now: Date): void {
  for (const [code, grant] of world.grants) {
    if (now.getTime() - grant.issuedAt.getTime() < 6 * codeLifetimeMs) return
    world.grants.delete(code)
  }
}
