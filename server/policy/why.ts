import { actorByNumber } from '#shared/aadsts/codes.ts'
import type { Said } from '#shared/aadsts/said.ts'
import { type Check, type CheckName, checks as rules } from '#shared/checks.ts'
import { hasEnded } from '#shared/end-date.ts'
import { type Reason, reasons } from '#shared/explanation.ts'
import { faultIn, faults } from '#shared/faults.ts'
import { type Refusal, refusals, type WhoMustAct } from '#shared/refusals.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import type { Safeguard } from '#shared/safeguards.ts'
import type { NamedAccount } from './accounts.ts'
import { isManager, refusalAtDoor, tenantOf } from './doors.ts'
import { checksOf, type ExplainedCheck, ofAttempts, row } from './explained-checks.ts'
import type { Found, Why } from './found.ts'
import { type Attempt, inForce, type PersonFacts, standingOf } from './person-facts.ts'
import { remedyOfSaid } from './remedy-of-said.ts'
import { knownOf, knownOfAddress, safeguardOf } from './safe-remedy.ts'
import { isFactorRequired } from './second-factor-day.ts'
import { type Stranger, tellApart } from './strangers.ts'
import { isClear, typedSince, withoutTyped } from './typed.ts'
import { findAtMicrosoft } from './why-at-microsoft.ts'

export type Explanation = {
  checks: ExplainedCheck[]
  cause: Refusal | null
  /** The same, in more detail, for the words. */
  why: Why
  actor: WhoMustAct
  action: RemedyAction | null
  /** What to make sure of before it is carried out. */
  safeguard: Safeguard | null
  /** Someone else who tried with this person's address. It is no cause. */
  stranger: Stranger | null
  /** The address with which the account could sign in, if that is the remedy and the account is known. */
  address: string | null
  /** The tenant in which Microsoft says that the person's address is at home, if that is the remedy. */
  tenantId: string | null
  /** The near miss it is taken from. */
  reference: string | null
  /** What the person said, where the cause is what they say: their words, not what TMAS knows. */
  said: Said | null
  /** The cause is that of an attempt of which only what was typed says whose it was. */
  typedOnly: boolean
  /** What someone tried with what this person would type. It need not be them, and is no cause. */
  perhaps: Perhaps | null
  /** What an answer of Microsoft's was checked for, where the cause is that it was not accepted. */
  failed: readonly Check[] | null
}

/** An attempt that may be the person's, and what would stop them and help them if it was. */
export type Perhaps = Pick<
  Explanation,
  'why' | 'cause' | 'actor' | 'action' | 'safeguard' | 'address' | 'tenantId' | 'said' | 'failed'
> & { attempt: Attempt }

/**
 * Why a person cannot sign in, and the one thing to change; or that nothing stands in the way.
 *
 * It makes no decisions of its own. An account that was used before is checked against today's settings by the same
 * match that a sign-in uses (`match`), so what was repaired since then counts as repaired.
 */
export function explainPerson(facts: PersonFacts): Explanation {
  const { found, perhaps } = weigh(facts)
  const stops = stopOf(found.why)
  const told = facts.lastSignInAt === null ? facts : withoutTyped(facts)
  const checks = checksOf(told, found).map((check) => ({
    ...check,
    rule: rules[check.name],
    stops: check.name === stops && !check.passed,
  }))
  return {
    checks,
    ...remediesOf(facts, found),
    stranger: found.stranger,
    reference: found.reference,
    typedOnly: found.typedOnly,
    perhaps: perhaps && { attempt: perhaps.attempt, ...remediesOf(facts, perhaps.found) },
  }
}

/** What follows from what was found: the cause, and the remedy with what to make sure of. */
function remediesOf(facts: PersonFacts, found: Found): Omit<Perhaps, 'attempt'> {
  const { action, ...remedy } = remedyFor(found)
  const safeguard = safeguardOf(action, knownOf(facts, found))
  const isOffered = safeguard !== 'never'
  return {
    ...remedy,
    action: isOffered ? action : null,
    safeguard: isOffered ? safeguard : null,
    why: found.why,
    address: found.address,
    tenantId: found.tenantId,
    said: found.said,
    failed: found.why === 'invalid_response' && found.aadsts === null ? found.checks : null,
  }
}

/**
 * No user has this address: for explanations before there is a user. A user who is probably meant comes first, and
 * adding one second. What is not known is not claimed: an attempt that Microsoft stopped on its own page names no one.
 */
export function explainStranger(
  address: string,
  facts: Pick<PersonFacts, 'attempts' | 'unreturned'> & {
    isProbable: boolean
    /** The near miss of the likeliest user. */
    reference: string | null
    /** The account that tried with this address, where one did. */
    account: NamedAccount | null
  },
): Explanation {
  const why = facts.isProbable ? 'nobody_but_alike' : 'nobody'
  const { action, ...remedy } = remedyFor({ why, aadsts: null, said: null, checks: [] })
  const safeguard = safeguardOf(action, knownOfAddress(address, facts.account))
  const isOffered = safeguard !== 'never'
  const attempts = ofAttempts({ ...facts, nearMisses: [] }, { why, reference: null })
  const checks = [row('exists', false, [{ say: 'no_such_address' }], [address]), ...attempts]
  return {
    checks: checks.map((check) => ({
      ...check,
      rule: rules[check.name],
      stops: check.name === 'exists',
    })),
    ...remedy,
    action: isOffered ? action : null,
    safeguard: isOffered ? safeguard : null,
    stranger: null,
    why,
    address: facts.isProbable ? address : null,
    tenantId: null,
    reference: facts.reference,
    said: null,
    typedOnly: false,
    perhaps: null,
    failed: null,
  }
}

/**
 * What is known of the person, and what would be if someone who typed what they would type was them (R17).
 *
 * Of someone who has signed in before, what anyone can type is no cause. Of someone who never has, it is all there is,
 * so it is taken for theirs as long as nothing that is known stops them; and a reader is told to ask them.
 */
function weigh(facts: PersonFacts): { found: Found; perhaps: { found: Found; attempt: Attempt } | null } {
  const { own, stranger } = tellApart(facts)
  const proved = findWhy(withoutTyped({ ...facts, attempts: own }), stranger)
  const hasSignedIn = facts.lastSignInAt !== null
  const attempt = typedSince(facts.lastSignInAt, own)
  if (!attempt && (hasSignedIn || own.every(({ typedOnly }) => !typedOnly)))
    return { found: proved, perhaps: null }

  const typed = findWhy({ ...facts, attempts: own }, stranger)
  // Through their chain's own address a guest is let in, so what an account of another tenant met before is settled.
  const isGuest = proved.why === 'foreign_account' && attempt?.throughChain === true
  // A near miss is no more theirs than what was typed: the newer of the two counts.
  const isNearMiss = proved.reference !== null
  if (!hasSignedIn && (isClear(proved.why) || isGuest || isNearMiss))
    return { found: { ...typed, typedOnly: !isClear(typed.why) && typed.why !== proved.why }, perhaps: null }
  const isNews = attempt !== undefined && typed.why !== proved.why && !isClear(typed.why)
  return { found: proved, perhaps: isNews ? { found: typed, attempt } : null }
}

function findWhy(facts: PersonFacts, stranger: Stranger | null): Found {
  const { enabled, suspended, roles, hasPassword, asOf } = facts
  const standing = standingOf(facts)
  const found = (why: Why, more: Partial<Found> = {}): Found => ({
    why,
    account: null,
    address: null,
    tenantId: null,
    reference: null,
    said: null,
    aadsts: null,
    checks: [],
    typedOnly: false,
    stranger,
    ...more,
  })
  if (suspended) return found('suspended')
  if (!enabled) return found('disabled')
  if (hasEnded(facts, asOf)) return found('ended')
  if (roles.length === 0) return found('no_role')

  const [newest] = facts.attempts.filter(({ outcome }) => outcome !== 'pending')
  const isPasswordOpen = refusalAtDoor({ door: 'password' }, standing, asOf) === null
  if (newest?.outcome === 'succeeded' && newest.door === 'password' && isPasswordOpen) return found('works')

  if (tenantOf(standing) === null) {
    const noneSpeaks = roles.some(({ tenantId }) => tenantId !== null) ? 'tenants_disagree' : 'no_tenant'
    // Without a password, a person whose chain does not use Microsoft needs a password, and one who uses Microsoft, or
    // is expected to, needs a tenant.
    const usesMicrosoft =
      newest?.door === 'microsoft' || facts.links.length > 0 || noneSpeaks === 'tenants_disagree'
    if (newest?.door === 'microsoft' || (usesMicrosoft && !hasPassword && !isManager(standing)))
      return found(noneSpeaks)
    return found(byPassword(facts, newest) ?? 'nothing')
  }

  const microsoft = findAtMicrosoft(facts, standing)
  if (microsoft && microsoft.why !== 'settled') return found(microsoft.why, microsoft)
  if (newest?.door === 'password' && newest.outcome === 'refused') {
    if (isPasswordOpen) {
      const password = byPassword(facts, newest)
      if (password) return found(password)
    } else if (newest.code === 'microsoft_required' || newest.code === 'wrong_password')
      return found('password_closed')
  }
  if (facts.attempts[0]?.outcome === 'pending') return found('waiting', microsoft)
  if (newest) return found('settled', microsoft)
  return found(inForce(facts)?.isProved ? 'nothing' : 'nothing_shown', microsoft)
}

/** What stops the person at the password door, which is open. */
function byPassword(facts: PersonFacts, newest: Attempt | undefined): Why | undefined {
  if (!facts.hasPassword) return 'password_missing'
  if (newest?.outcome !== 'refused') return undefined
  if (newest.lacksSecondFactor)
    return isToSetUpFactor(facts) ? 'second_factor_to_set_up' : 'second_factor_failed'
  if (newest.code === 'wrong_password') return 'password_wrong'
  return newest.code === 'throttled' ? 'throttled' : undefined
}

/** Whether a manager needs a second factor by now, and has none (R30). */
function isToSetUpFactor({ roles, hasSecondFactor = false, asOf }: PersonFacts): boolean {
  return !hasSecondFactor && isFactorRequired({ memberships: roles }, asOf)
}

function stopOf(why: Why): CheckName | undefined {
  if (why in reasons) return reasons[why as Reason].stops
  return why in refusals ? 'last_attempt' : undefined
}

function remedyFor({
  why,
  aadsts,
  said,
  checks,
}: Pick<Found, 'why' | 'aadsts' | 'said' | 'checks'>): Pick<Explanation, 'cause' | 'actor' | 'action'> {
  if (why in reasons) {
    const { cause, actor, action } = reasons[why as Reason]
    return { cause, actor, action }
  }
  if (why in refusals) {
    const cause = why as Refusal
    if (said) {
      const { actor, action } = remedyOfSaid(said)
      return { cause, actor, action }
    }
    const { actor, remedy } = refusals[cause]
    const byNumber = actorByNumber(cause, aadsts)
    // Which check failed knows more than the code.
    const ofFault = cause === 'invalid_response' ? faults[faultIn(checks).fault].actor : actor
    return { cause, actor: byNumber ?? ofFault, action: remedy }
  }
  return {
    cause: null,
    actor: 'person',
    action: why === 'nothing' || why === 'nothing_shown' || why === 'settled' ? 'mail_instructions' : null,
  }
}
