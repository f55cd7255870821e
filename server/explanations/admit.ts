import { record } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import { refusalAtDoor } from '#server/policy/doors.ts'
import { readAttempt } from '#server/records/sign-ins.ts'
import { listStandings } from '#server/sessions/standings.queries.ts'
import { type Acting, currentMemberships, forbidden } from '#server/users/acting.ts'
import { createUser } from '#server/users/users.ts'
import { canSomewhere, type Membership } from '#shared/permissions.ts'
import { faultsOfTexts, isAddress } from '#shared/user-fields.ts'
import { listStrangeAccounts, type StrangeAccountRow } from './near-misses.queries.ts'
import { worthwhile } from './near-misses.ts'

/**
 * Adds the account of a refused attempt as a user: its address is the one that Microsoft proved, its roles are those
 * that the manager chose, and the mail says how to sign in. The manager has made sure with the person that the account
 * is theirs (R19); TMAS never does this by itself (R1).
 *
 * Only for an attempt that the manager's customer reads in full, so that nothing follows from a tenant alone (R31), and
 * only where the tenant of the account is in force: anywhere else the account could not sign in, and a person of
 * another organization would be added by mistake.
 *
 * @param username the login ID if none is given. As their own address, it may contain an @ (R2).
 * @throws {Problem} `forbidden`; `not_found` if no such attempt is one of an account that is no one's yet;
 *   `confirmation_required`; `invalid_request` where the tenant is not in force; what `createUser` throws.
 */
export async function admitAccount(
  db: Db,
  acting: Acting,
  reference: string,
  {
    memberships,
    username,
    confirm = false,
  }: { memberships: readonly Membership[]; username?: string | undefined; confirm?: boolean },
  now: Date,
): Promise<{ id: string; username: string }> {
  const account = await findAccount(db, acting, reference, now)
  const { tenantId, objectId, loginId } = account
  if (!confirm)
    throw new Problem('confirmation_required', `From then on the account ${loginId} signs in as this user.`, {
      consequences: { users: 1 },
    })
  const newcomer = { username: username ?? loginId, email: loginId, ...namesIn(account.name), memberships }
  return createUser(db, acting, newcomer, now, async (trx, userId) => {
    // It may have become someone's since it was looked at. The new user, who has its address by now, is not meant.
    const since = new Date(now.getTime() - worthwhile)
    const still = await listStrangeAccounts(trx, acting.customerId, since, 10, [objectId], userId)
    if (!isAmong(still, account)) throw noSuchAccount()
    const [standing] = await listStandings(trx, [userId], now)
    if (!standing || refusalAtDoor({ door: 'microsoft', tenantId }, standing, now) !== null)
      throw new Problem(
        'invalid_request',
        'The account could not sign in there: its tenant is not in force.',
        {
          errors: { memberships: 'the tenant of the account is not in force above all of these locations' },
        },
      )
    await record(trx, acting.actor, now, {
      customerId: acting.customerId,
      action: 'near-miss.admitted',
      detail: { userId, tenantId, objectId, loginId, reference },
    })
  })
}

/** The account of an attempt, if it is still no one's and is still called the same. */
async function findAccount(db: Db, acting: Acting, reference: string, now: Date): Promise<StrangeAccountRow> {
  const { customerId } = acting
  const memberships = await currentMemberships(db, acting)
  if (!canSomewhere(memberships, 'user.change')) throw forbidden()
  const { code, reading, objectId, tenantId, loginId } = await readAttempt(
    db,
    { customerId, memberships },
    reference,
  )
  const isReadable = code === 'unknown_user' && reading === 'full' && objectId !== null && loginId !== null
  const since = new Date(now.getTime() - worthwhile)
  const strange = isReadable ? await listStrangeAccounts(db, customerId, since, 10, [objectId]) : []
  const found = strange.find(
    (account) =>
      account.tenantId === tenantId &&
      foldAddress(account.loginId) === foldAddress(loginId ?? '') &&
      isAddress(account.loginId.trim()),
  )
  if (!found) throw noSuchAccount()
  return found
}

const isAmong = (accounts: readonly StrangeAccountRow[], { tenantId, loginId }: StrangeAccountRow) =>
  accounts.some((one) => one.tenantId === tenantId && foldAddress(one.loginId) === foldAddress(loginId))

function noSuchAccount() {
  return new Problem('not_found', 'There is no such account, or it is someone’s by now.')
}

/** What the account is called, as far as it can be a first and a last name. The manager can change it. */
function namesIn(name: string | null): { firstName: string; lastName: string } {
  const [first = '', ...rest] = (name ?? '').trim().split(/\s+/)
  const names = { firstName: first, lastName: rest.join(' ') }
  return Object.keys(faultsOfTexts(names)).length === 0 ? names : { firstName: '', lastName: '' }
}
