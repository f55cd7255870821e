import { verify } from 'node:crypto'
import { storable } from '#server/platform/storable.ts'
import type { Check, CheckName } from '#shared/checks.ts'
import type { Refusal } from '#shared/refusals.ts'
import { isGuid } from '#shared/shapes.ts'
import type { SigningKey } from './keys.ts'
import { personalAccounts } from './metadata.ts'
import { isObject } from './request.ts'
import { type JsonObject, parseStrictJson } from './strict-json.ts'

/** An Entra account whose token passed every check. `tenantId` and `objectId` together identify it forever. */
export type EntraAccount = {
  tenantId: string
  objectId: string
  /** `preferred_username` as Microsoft wrote it, with its letter case. Only a first sign-in needs it (R9). */
  loginId?: string
  /** The `email` claim: whatever the tenant's administrator typed. It never gives access. */
  email?: string
  name?: string
  guest: boolean
  /** `auth_time`: when Microsoft last asked the person. An optional claim; without it nothing says when. */
  authenticatedAt?: Date
  /** `sid`, the key of front-channel sign-out. */
  sessionId?: string
  /** `login_hint`, to be sent back to Microsoft at sign-in and sign-out. */
  loginHint?: string
}

export type Expected = {
  authority: string
  clientId: string
  /** `organizations`, or the GUID of the only tenant that may answer. */
  path: string
  nonce: string
  /** As the authority's own document names it; undefined if it does not. */
  cloudInstanceName: string | undefined
  now: Date
}

export type Verified =
  | { ok: true; account: EntraAccount; checks: Check[] }
  | { ok: false; refusal: Refusal; checks: Check[]; tenantId?: string }

/** 32 kB. Checked before anything is decoded, so that a huge token costs nothing. */
const tokenSizeLimit = 32 * 1024

/** In seconds. Microsoft's own libraries allow as much, and a fresh token is back-dated by as much. */
const tolerance = 5 * 60
/** In seconds. A token that was just fetched is 5 minutes old according to itself. */
const maxAge = 15 * 60

/**
 * Decides whether an ID token is Microsoft's, unaltered, meant for us, fresh, and for this attempt.
 *
 * Nothing in the token is believed before its signature is checked. The signature is not enough, because the same keys
 * sign for every tenant in the world. Stops at the first failure until the token is known to be Microsoft's. After
 * that, every check is made and reported, and the first that failed is the refusal.
 *
 * https://learn.microsoft.com/entra/identity-platform/claims-validation, OpenID Connect Core 3.1.3.7
 *
 * @param findKey may throw anything; it is asked only for a well-formed RS256 token
 */
export async function verifyIdToken(
  token: string,
  expected: Expected,
  findKey: (kid: string) => Promise<SigningKey | undefined>,
): Promise<Verified> {
  const checks: Check[] = []
  const note = (name: CheckName, { passed, ...values }: Finding) => {
    checks.push({ name, passed, ...values })
    return passed
  }
  const refuse = () => ({ ok: false, refusal: 'invalid_response', checks }) as const

  const parsed = parseToken(token)
  if (!note('format', parsed ? kind(parsed.header) : holds(false, 'a signed token')) || !parsed)
    return refuse()
  const { header, claims } = parsed

  if (!note('algorithm', algorithm(header))) return refuse()

  const key = typeof header.kid === 'string' ? await findKey(header.kid) : undefined
  if (!note('key', holds(key !== undefined, "one of Microsoft's keys", header.kid)) || !key) return refuse()

  if (!note('signature', holds(isSignedBy(key, token)))) return refuse()
  if (!note('key_issuer', keyIssuer(key, claims, expected))) return refuse()

  let refusal: Refusal | undefined
  for (const rule of rules) {
    const finding = rule.look(claims, expected)
    if (!finding.passed) refusal ??= rule.refusal
    // Rules with one name are one check, which reports its first failure.
    const last = checks.at(-1)
    if (last?.name === rule.name && !last.passed) continue
    if (last?.name === rule.name) checks.pop()
    note(rule.name, finding)
  }
  const { tid, preferred_username } = claims
  if (isName(preferred_username))
    note('login_id', { passed: true, expected: 'a login ID', seen: shown(preferred_username) })
  if (refusal) return { ok: false, refusal, checks, tenantId: isGuid(tid) ? tid : undefined }
  return { ok: true, account: accountOf(claims), checks }
}

// --- The token as such -----------------------------------------------------------------------------------------

type Token = { header: JsonObject; claims: JsonObject }

/** The compact form of RFC 7515, and only that: no encryption, no JSON form, no padding, no white space. */
function parseToken(token: string): Token | undefined {
  if (token.length > tokenSizeLimit) return
  const segments = token.split('.')
  if (segments.length !== 3 || !segments.every(isBase64url)) return
  const [header, claims] = segments.slice(0, 2).map((part) => parseStrictJson(Buffer.from(part, 'base64url')))
  return isObject(header) && isObject(claims) ? { header, claims } : undefined
}

/**
 * The only way to write those bytes (RFC 4648 section 3.5). `Buffer` itself accepts padding, `+`, blanks and stray
 * bits.
 */
function isBase64url(segment: string): boolean {
  return Buffer.from(segment, 'base64url').toString('base64url') === segment
}

/** Access tokens and logout tokens are signed with the same keys, and say so (RFC 8725 section 3.11). */
function kind({ typ }: JsonObject): Finding {
  const isIdToken = typ === undefined || (typeof typ === 'string' && typ.toUpperCase() === 'JWT')
  return isIdToken ? holds(true, 'a signed token') : holds(false, 'JWT', typ)
}

/** Entra signs with RS256, and the token itself has no say. Extensions that we would have to know are refused. */
function algorithm({ alg, ...header }: JsonObject): Finding {
  if (Object.hasOwn(header, 'crit')) return holds(false, 'no critical extension', 'crit')
  if (Object.hasOwn(header, 'b64')) return holds(false, 'no critical extension', 'b64')
  return is(alg, 'RS256')
}

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over the first two segments as they were sent (RFC 7515 section 5.2, RFC 7518 section
 * 3.3).
 */
function isSignedBy(key: SigningKey, token: string): boolean {
  const end = token.lastIndexOf('.')
  const signature = Buffer.from(token.slice(end + 1), 'base64url')
  return verify('RSA-SHA256', Buffer.from(token.slice(0, end)), key.publicKey(), signature)
}

/**
 * A key is valid only for the issuer that it names, and in its own cloud. The global key set has keys of the US
 * government's cloud and of personal accounts. Without this check, a token of either would pass for a company's.
 */
function keyIssuer(key: SigningKey, { iss, tid }: JsonObject, expected: Expected): Finding {
  const [named, cloud] = [key.cloudInstanceName, expected.cloudInstanceName]
  if (named !== undefined && cloud !== undefined && named !== cloud) return is(named, cloud)
  // A function, because `$&` in a forged tid would have a meaning in a replacement string.
  const issuer = text(templateOf(key, expected)).replace('{tenantid}', () => text(tid))
  return is(iss, issuer)
}

/**
 * The issuer that a key names. In the key set of another cloud, keys may have the template of the global host, as that
 * cloud's keys do in the global set. If such a key names the authority's cloud, the template stands for the
 * authority's own. This is unproven, and decided on purpose: docs/decisions/0023.
 */
function templateOf({ issuer, cloudInstanceName: named }: SigningKey, expected: Expected): unknown {
  const isOfOtherCloud = named !== undefined && named !== globalCloud.name
  if (issuer !== globalCloud.template || !isOfOtherCloud || named !== expected.cloudInstanceName)
    return issuer
  return `${expected.authority}/{tenantid}/v2.0`
}

const globalCloud = {
  name: 'microsoftonline.com',
  template: 'https://login.microsoftonline.com/{tenantid}/v2.0',
}

// --- What it says ----------------------------------------------------------------------------------------------

type Finding = Omit<Check, 'name'>
type Look = (claims: JsonObject, expected: Expected) => Finding
type Rule = { name: CheckName; refusal: Refusal; look: Look }

/** The whole policy on claims. The order is the order of the checks, and each line can fail separately. */
const rules: Rule[] = [
  must('audience', ({ aud }, { clientId }) =>
    is(Array.isArray(aud) && aud.length === 1 ? aud[0] : aud, clientId),
  ),
  must('audience', ({ azp }, { clientId }) => is(azp === undefined ? clientId : azp, clientId)),
  must('issuer', ({ iss, tid }, { authority }) => is(iss, `${authority}/${text(tid)}/v2.0`)),
  must('times', ({ nbf, exp }, { now }) =>
    holds(secondsTo(now, nbf) <= secondsTo(now, exp), 'exp: not before nbf', time(exp)),
  ),
  must('times', ({ exp }, { now }) =>
    holds(secondsTo(now, exp) > -tolerance, 'exp: not in the past', time(exp)),
  ),
  must('times', ({ nbf }, { now }) =>
    holds(secondsTo(now, nbf) <= tolerance, 'nbf: not in the future', time(nbf)),
  ),
  must('times', ({ iat }, { now }) =>
    holds(secondsTo(now, iat) <= tolerance, 'iat: not in the future', time(iat)),
  ),
  must('times', ({ iat }, { now }) => holds(secondsTo(now, iat) >= -maxAge, 'iat: just issued', time(iat))),
  must('nonce', ({ nonce: seen }, { nonce }) =>
    holds(seen === nonce, "this attempt's", seen === nonce ? "this attempt's" : seen && 'another'),
  ),
  must('version', ({ ver }) => is(ver, '2.0')),
  must(
    'personal_account',
    ({ tid }) => holds(tid !== personalAccounts, 'a work account', tid),
    'personal_account',
  ),
  must('tenant', ({ tid }) => holds(isGuid(tid), 'a tenant ID', tid)),
  must(
    'tenant',
    ({ tid }, { path }) => holds(path === 'organizations' || path === tid, path, tid),
    'tenant_mismatch',
  ),
  must('subject', ({ sub }) => holds(isName(sub), 'a subject')),
  must('subject', ({ idtyp }) => holds(idtyp === undefined || idtyp === 'user', 'a person', idtyp)),
  must('object_id', ({ oid }) => holds(isGuid(oid), 'an object ID', oid)),
]

function must(name: CheckName, look: Look, refusal: Refusal = 'invalid_response'): Rule {
  return { name, look, refusal }
}

function is(seen: unknown, expected: string): Finding {
  return holds(seen === expected, expected, seen)
}

function holds(passed: boolean, expected?: string, seen?: unknown): Finding {
  return { passed, expected: shown(expected), seen: shown(seen) }
}

/** Never use `String(…)` on a claim: `{"toString": 1}` makes it throw. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return
  return storable((typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 100))
}

/** NaN for anything that is not whole seconds. No comparison with it is true, so a missing time fails its rules. */
function secondsTo(now: Date, then: unknown): number {
  return Number.isSafeInteger(then) ? (then as number) - Math.floor(now.getTime() / 1000) : Number.NaN
}

function time(value: unknown): string | undefined {
  const date = new Date(typeof value === 'number' ? value * 1000 : Number.NaN)
  return Number.isNaN(date.getTime()) ? shown(value) : date.toISOString()
}

/** A text that can be stored and shown: not empty, not too long, no control characters (PostgreSQL allows no NUL). */
function isName(value: unknown, maxLength = 320): value is string {
  return typeof value === 'string' && value.length <= maxLength && /^[^\p{Cc}]+$/u.test(value)
}

// --- Who it is -------------------------------------------------------------------------------------------------

/** The claims have passed the rules: what is cast here was checked there. */
function accountOf(claims: JsonObject): EntraAccount {
  const { tid, oid, preferred_username, email, name, sid, login_hint, auth_time } = claims
  return {
    tenantId: tid as string,
    objectId: oid as string,
    ...(isName(preferred_username) && { loginId: preferred_username }),
    email: isName(email) ? email : undefined,
    name: isName(name) ? name : undefined,
    guest: isGuest(claims),
    ...(isTime(auth_time) && { authenticatedAt: new Date(auth_time * 1000) }),
    sessionId: isName(sid) ? sid : undefined,
    loginHint: isName(login_hint, 2048) ? login_hint : undefined,
  }
}

/** Seconds since 1970, as long as there are dates for them. */
function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Math.abs(value as number) <= 8.64e12
}

/** Optional claims of uncertain type: everyone who is not certainly a member counts as a guest. */
function isGuest({ acct, idp, iss, tid }: JsonObject): boolean {
  const member = acct === undefined || acct === 0 || acct === '0'
  const own = idp === undefined || idp === iss || idp === `https://sts.windows.net/${text(tid)}/`
  return !(member && own)
}
