import { z } from '@hono/zod-openapi'
import { CheckShape, RemedyShape } from '#server/attempts/attempt-schemas.ts'
import type { Evidence } from '#server/attempts/evidence.ts'
import { checksOf, refusedOf } from '#server/attempts/reading.ts'
import { wordsOfRefusal } from '#server/attempts/refusal-words.ts'
import { Named } from '#server/locations/location-schemas.ts'
import { checks } from '#shared/checks.ts'
import type { Language } from '#shared/languages.ts'
import { refusalCodes } from '#shared/refusals.ts'
import { roles } from '#shared/roles.ts'
import type { SeenAttempt } from './sign-ins.queries.ts'

/** The same, with who may carry it out: whether the caller may; if not, which roles; and at which chain. */
export const OwnRemedy = RemedyShape.extend({
  mayAct: z.boolean(),
  whoMay: z.array(z.enum(roles)),
  chain: Named.nullable(),
})

/** A sign-in, as the API answers. */
export const SignIn = z
  .object({
    reference: z.string(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    door: z.enum(['microsoft', 'password']),
    outcome: z.enum(['pending', 'succeeded', 'refused']),
    code: z.enum(refusalCodes).nullable(),
    userId: z.guid().nullable(),
    loginId: z.string().nullable(),
    tenantId: z.guid().nullable(),
    objectId: z.guid().nullable(),
    microsoft: z
      .object({
        error: z.string().nullable(),
        aadsts: z.array(z.number().int()),
        correlationId: z.string().nullable(),
        traceId: z.string().nullable(),
        timestamp: z.string().nullable(),
      })
      .nullable(),
    checks: z.array(CheckShape),
    /** How much of it this customer may read: all; that an account of another tenant used the address of a user; that the address was typed; or what its person has confirmed to be theirs. */
    reading: z.enum(['full', 'other_tenant', 'typed', 'confirmed']),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    /** Who it was or, where `isProven` is false, whose address was typed before Microsoft said anyone's. */
    person: z.object({ id: z.guid(), name: z.string().nullable(), isProven: z.boolean() }).nullable(),
    /** The address that was typed, if nothing else says who it was. */
    loginHint: z.string().nullable(),
    /** When the person asked TMAS to tell their managers. */
    helpAskedAt: z.string().nullable(),
    /** What the person says that Microsoft's page said, of which TMAS is not told. Nothing proves it. */
    said: z
      .object({
        at: z.string(),
        /** The refusal that follows from it; null if they closed the window or used the wrong account. */
        code: z.enum(refusalCodes).nullable(),
        aadsts: z.array(z.number().int()),
        correlationId: z.string().nullable(),
        traceId: z.string().nullable(),
        timestamp: z.string().nullable(),
      })
      .nullable(),
    /** The customer's chain whose own address was used. */
    chain: Named.nullable(),
    popupBlocked: z.boolean(),
    /** What happened, in the reader's language. */
    cause: z.string().nullable(),
    remedy: RemedyShape.nullable(),
  })
  .openapi('SignIn')

/** One of them, with the chain whose Advanced settings decide for it. */
export const OneSignIn = SignIn.extend({
  settingsChain: Named.nullable(),
  remedy: OwnRemedy.nullable(),
}).openapi('OneSignIn')

/**
 * What a manager may know about an attempt. While it is open, nothing is said about an account that may turn out to be
 * another customer's.
 */
export function presentSignIn(
  attempt: SeenAttempt,
  language: Language,
  evidence: ReadonlyMap<string, Evidence>,
): z.infer<typeof SignIn> {
  const { reference, startedAt, endedAt, door, outcome, code, userId, hintedUserId, ip, userAgent } = attempt
  const refused = refusedOf(attempt, evidence.get(attempt.id))
  const hasEnded = outcome !== 'pending'
  const personId = userId ?? hintedUserId
  const isNamed = attempt.loginId !== null || userId !== null
  return {
    reference,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    door,
    outcome,
    code,
    userId,
    loginId: hasEnded ? attempt.loginId : null,
    tenantId: hasEnded ? attempt.tenantId : null,
    objectId: hasEnded ? attempt.objectId : null,
    microsoft: microsoftOf(attempt),
    checks: hasEnded ? checksOf(attempt).map(presentCheck) : [],
    reading: attempt.reading,
    ip,
    userAgent,
    person:
      personId === null ? null : { id: personId, name: attempt.personName, isProven: personId === userId },
    loginHint: isNamed ? null : attempt.loginHint,
    helpAskedAt: attempt.helpAskedAt?.toISOString() ?? null,
    said: saidOf(attempt),
    chain:
      attempt.chainId === null ? null : { id: attempt.chainId, name: attempt.chainName ?? attempt.chainId },
    popupBlocked: attempt.popupBlocked,
    ...(refused ? wordsOfRefusal(refused, language) : { cause: null, remedy: null }),
  }
}

/** Without its description, which is written for the person and may name anyone's tenants. */
function microsoftOf({ microsoft }: SeenAttempt) {
  if (microsoft === null) return null
  const { error, aadsts, correlationId, traceId, timestamp } = microsoft
  return {
    error: error ?? null,
    aadsts: aadsts ?? [],
    correlationId: correlationId ?? null,
    traceId: traceId ?? null,
    timestamp: timestamp ?? null,
  }
}

function saidOf({ said, saidCode, saidAt }: SeenAttempt): z.infer<typeof SignIn>['said'] {
  if (said === null || saidAt === null) return null
  const { codes, correlationId = null, requestId = null, timestamp = null } = said
  return {
    at: saidAt.toISOString(),
    code: saidCode,
    aadsts: codes,
    correlationId,
    traceId: requestId,
    timestamp,
  }
}

function presentCheck({ name, passed, expected, seen }: ReturnType<typeof checksOf>[number]) {
  return { name, rule: checks[name], passed, expected: expected ?? null, seen: seen ?? null }
}
