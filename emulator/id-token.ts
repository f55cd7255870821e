import { createHash, randomBytes } from 'node:crypto'
import { type Account, findApp, personalTenantId } from './directory.ts'
import { type SigningKey, signJwt } from './keys.ts'
import type { Grant, World } from './world.ts'

/**
 * The ID token for a grant (entra 4.2 and 4.3), signed RS256, after the control's hooks have had their way.
 *
 * Fresh tokens are 300 s old: `iat` and `nbf` are back-dated, and `exp` is 3900 s after them.
 */
export async function issueIdToken(world: World, grant: Grant): Promise<string> {
  const { control, keys } = world
  const key = grant.account.tenantId === personalTenantId ? keys.personal : keys.current
  const { nextToken } = control
  control.nextToken = undefined
  const header = merge({ typ: 'JWT', alg: 'RS256', kid: key.kid }, nextToken?.header)
  const payload = merge(idTokenClaims(world, grant), nextToken?.payload)
  const sign = async (h: object, p: object, k: SigningKey = key) => signJwt(h, p, k)
  if (control.tamper.idToken) return control.tamper.idToken({ header, payload, keys: { ...keys }, sign })
  return sign(header, payload)
}

function idTokenClaims(world: World, grant: Grant): Record<string, unknown> {
  const { account, clientId, scopes } = grant
  const { person, tenantId, oid, guest } = account
  const wanted = findApp(world.directory, clientId)?.optionalClaims ?? []
  const issued = Math.floor(world.clock().getTime() / 1000) - 300
  const email = emailClaim(account, scopes.includes('email') || wanted.includes('email'))
  return {
    aud: clientId,
    iss: `${world.authority}/${tenantId}/v2.0`,
    iat: issued,
    nbf: issued,
    exp: issued + 3900,
    ...(wanted.includes('acct') && { acct: guest ? 1 : 0 }),
    aio: `AXQAi/8YAAAA${randomBytes(60).toString('base64')}`,
    ...(wanted.includes('auth_time') && { auth_time: Math.floor(grant.authenticatedAt.getTime() / 1000) }),
    ...(email !== undefined && { email }),
    ...(guest && { idp: homeIssuer(person.tenantId) }),
    ...(wanted.includes('login_hint') && { login_hint: loginHintOf(account) }),
    ...(scopes.includes('profile') && { name: person.name }),
    ...(grant.nonce !== undefined && { nonce: grant.nonce }),
    ...(scopes.includes('profile') && { oid, preferred_username: person.loginId }),
    rh: `1.A${randomBytes(38).toString('base64url')}.`,
    sid: grant.sid,
    sub: pairwiseSubject(clientId, account),
    tid: tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '2.0',
    ...(wanted.includes('xms_edov') &&
      email !== undefined &&
      person.mailVerified !== undefined && { xms_edov: person.mailVerified }),
  }
}

/** Members have an address only if `mail` is filled in; guests always get the one they were invited by. */
function emailClaim({ person, guest }: Account, wanted: boolean): string | undefined {
  if (guest) return person.mail ?? person.loginId
  return wanted ? person.mail : undefined
}

function homeIssuer(tenantId: string): string {
  return tenantId === personalTenantId ? 'live.com' : `https://sts.windows.net/${tenantId}/`
}

/** Another value for each application and each account, and never the object ID: who keys on it must notice. */
function pairwiseSubject(clientId: string, { tenantId, oid }: Account): string {
  return createHash('sha256').update(`${clientId}/${tenantId}/${oid}`).digest('base64url')
}

/** The opaque `login_hint` claim, which authorize and logout take back in place of a login ID. */
export function loginHintOf({ tenantId, oid }: Account): string {
  return `O.${Buffer.from(`${oid}@${tenantId}`).toString('base64url')}`
}

function merge(
  made: Record<string, unknown>,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...made, ...changes }).filter(([, value]) => value !== null))
}
