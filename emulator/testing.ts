import type { Emulator } from './emulator.ts'
import { type Answer, type CookieJar, signInAs } from './person.ts'
import { tmasClientId, tmasClientSecret } from './sample.ts'

/** What this folder's tests ask of an emulator, as TMAS would ask it. */
export const redirectUri = 'http://localhost:3000/sign-in/microsoft/callback'
export const verifier = 'v'.repeat(43)
/** Its S256 challenge. */
export const challenge = '7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM'

/** Parameters to add or replace; null takes one away. */
export type Changes = Record<string, string | null>

export function authorizeUrl(emulator: Emulator, changes: Changes = {}, path = 'organizations'): string {
  const parameters = change(
    {
      client_id: tmasClientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      state: 'the-state',
      nonce: 'the-nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    },
    changes,
  )
  return `${emulator.url}/${path}/oauth2/v2.0/authorize?${parameters}`
}

/** Signs in and returns the parameters that the application gets. */
export async function askForCode(
  emulator: Emulator,
  loginId: string,
  options: { changes?: Changes; path?: string; answer?: Answer; jar?: CookieJar } = {},
): Promise<URLSearchParams> {
  const url = authorizeUrl(emulator, options.changes, options.path)
  const ending = await signInAs(emulator, url, loginId, options)
  if (ending.kind !== 'returned') throw new Error(`${loginId} stayed on ${ending.page} ${ending.aadsts}`)
  return new URL(ending.url).searchParams
}

export type TokenAnswer = { status: number; headers: Headers; body: Record<string, unknown> }

export async function redeem(
  emulator: Emulator,
  code: string | null,
  {
    changes = {},
    path = 'organizations',
    headers = {},
    signal,
  }: { changes?: Changes; path?: string; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<TokenAnswer> {
  const body = change(
    {
      grant_type: 'authorization_code',
      client_id: tmasClientId,
      client_secret: tmasClientSecret,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...(code !== null && { code }),
    },
    changes,
  )
  const response = await fetch(`${emulator.url}/${path}/oauth2/v2.0/token`, {
    method: 'POST',
    body,
    headers,
    signal: signal ?? null,
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** A complete sign-in: the claims of the ID token that comes out. */
export async function claimsOf(
  emulator: Emulator,
  loginId: string,
  options: { changes?: Changes; path?: string; jar?: CookieJar } = {},
): Promise<Record<string, unknown>> {
  const code = (await askForCode(emulator, loginId, options)).get('code')
  return claimsIn(await redeem(emulator, code, options.path ? { path: options.path } : {}))
}

export function claimsIn({ body }: TokenAnswer): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(body.id_token).split('.')[1] ?? '', 'base64url').toString())
}

/** Posts to the control address. */
export async function order(emulator: Emulator, body: unknown) {
  const response = await fetch(`${emulator.url}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}

/** Fills in a form of a tenant's IT department, and returns the page that follows. */
export async function actAsIt(emulator: Emulator, tenant: string, form: Record<string, string>) {
  const url = `${emulator.url}/${tenant}/enterprise-applications`
  return (await fetch(url, { method: 'POST', body: new URLSearchParams(form) })).text()
}

function change(usual: Record<string, string>, changes: Changes): URLSearchParams {
  const merged = Object.entries({ ...usual, ...changes })
  return new URLSearchParams(merged.filter((entry): entry is [string, string] => entry[1] !== null))
}
