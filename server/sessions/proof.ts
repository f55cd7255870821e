import type { MiddlewareHandler } from 'hono'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { hashSecret, newSecret } from '#server/platform/secret.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { isFresh, type ProofMethod } from '#server/policy/proof.ts'
import { findMeans, findProof, setProved } from './proof.queries.ts'
import type { PersonWeb } from './signed-in.ts'

/** A session and its user. A program with an API key has no session, and therefore never has a proof. */
export type Prover = { userId: string; sessionId: string | undefined }

/**
 * The one guard before a change of what someone signs in with (R33): their address, password, second factor, recovery
 * codes and API keys. A session alone, left open or stolen, is not enough; its person must have proved who they are in
 * the last five minutes, at the sign-in or since.
 *
 * Operations call it in their transaction, under the lock of the user. Routes use `freshlyProved`, which answers before
 * anything else is looked at.
 *
 * @throws {Problem} `proof_required`, with the ways that are open to this user.
 */
export async function requireProof(db: Db | Trx, { userId, sessionId }: Prover, now: Date): Promise<void> {
  const proof = sessionId === undefined ? undefined : await findProof(db, sessionId)
  if (isFresh(proof?.provedAt, now)) return
  throw new Problem('proof_required', 'Confirm first that it is you.', {
    methods: await listProofMethods(db, { userId, sessionId }, now),
  })
}

/**
 * `requireProof` for a route of people. Put it after `personSignedIn`.
 *
 * @throws {Problem} `proof_required`
 */
export function freshlyProved({ db, now }: { db: Db; now: () => Date }): MiddlewareHandler<PersonWeb> {
  return async function freshlyProved(c, next) {
    const { user, sessionId } = c.var.signedIn
    await requireProof(db, { userId: user.id, sessionId }, now())
    await next()
  }
}

/**
 * How a user can prove who they are. `second_factor` is not a way of its own: it is listed if the password alone does
 * not do. A shared computer accepts no passkey (R38), so a password proves nothing there if a passkey is the only
 * second factor.
 */
export async function listProofMethods(db: Db | Trx, prover: Prover, now: Date): Promise<ProofMethod[]> {
  const means = await findMeans(db, prover, now)
  if (!means) return []
  const { hasPassword, hasSecondFactor, hasCodes, isOnSharedComputer, linkedTenantId } = means
  const methods: ProofMethod[] = []
  const isEnough = !hasSecondFactor || hasCodes || !isOnSharedComputer
  if (hasPassword && isEnough && refusalAtDoor({ door: 'password' }, means, now) === null) {
    methods.push('password')
    if (hasSecondFactor) methods.push('second_factor')
  }
  if (linkedTenantId && refusalAtDoor({ door: 'microsoft', tenantId: linkedTenantId }, means, now) === null)
    methods.push('microsoft')
  return methods
}

/**
 * Gives a session another secret after its person has proved who they are, so that a copy of the old one is worth
 * nothing from now on (OWASP ASVS 5.0, 7.2.4). The session stays the same in the list of devices.
 *
 * @param provedAt when they did. Never later than now.
 * @returns the secret for the cookie; undefined if the session has ended.
 */
export async function renewSession(trx: Trx, sessionId: string, provedAt: Date): Promise<string | undefined> {
  const secret = newSecret()
  return (await setProved(trx, sessionId, { secretHash: hashSecret(secret), provedAt })) ? secret : undefined
}
