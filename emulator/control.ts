import type { OtherCloud } from './clouds.ts'
import type { Refusal } from './directory.ts'
import { createSigningKey, type KeyRing, type SigningKey } from './keys.ts'

export const endpoints = ['discovery', 'keys', 'token', 'authorize'] as const
export type Endpoint = (typeof endpoints)[number]

/** What goes wrong at an endpoint until it is taken away again. */
export type Fault = {
  /** Milliseconds to wait before anything else. */
  delay?: number
  /**
   * The connection is cut: `before` anything is done (as `true`), `after` everything is done and instead of the
   * answer, or `halfway` through the answer.
   */
  drop?: boolean | Cut
  /** It happens to the next request alone. */
  once?: boolean
  /** 429 in plain text, with this many seconds in Retry-After. */
  throttle?: number
  /** 503 with an HTML page. */
  outage?: boolean
}

export const cuts = ['before', 'after', 'halfway'] as const
export type Cut = (typeof cuts)[number]

/** `broken` is cut off in the middle, `empty` holds no key, `jwk-set` is the usual one by its registered type. */
export const keyDocuments = ['usual', 'jwk-set', 'broken', 'empty'] as const
export type KeyDocument = (typeof keyDocuments)[number]

/** An answer in the making. `body` is what will be written as JSON; a string is written as it is. */
export type Answer = { status: number; headers: Record<string, string>; body: unknown }

/** Changes the answer, or replaces its body by a raw string. */
export type TamperAnswer = (answer: Answer) => Answer | string | Promise<Answer | string>

export type TokenInTheMaking = {
  header: Record<string, unknown>
  payload: Record<string, unknown>
  keys: KeyRing
  /** RS256 over exactly these two, whatever `alg` says; by the key that would have signed, or another. */
  sign(header: object, payload: object, key?: SigningKey): Promise<string>
}

/** Hooks for hostile tests; each works until it is removed. */
export type Tamper = {
  /** Gets the ID token before it is signed, and returns the string that is handed out. */
  idToken?: (token: TokenInTheMaking) => string | Promise<string>
  tokenResponse?: TamperAnswer
  discovery?: TamperAnswer
  keys?: TamperAnswer
  /** The parameters that go back to the application, success or error, before they are encoded. */
  callback?: (parameters: [name: string, value: string][]) => [name: string, value: string][]
}

/** The emulator's switches, in the same process; the control address has the same, less the hooks. */
export type Control = {
  faults: Partial<Record<Endpoint, Fault>>
  /** Every right client secret counts as expired (7000222). */
  expiredSecret: boolean
  /** Send `Cross-Origin-Opener-Policy: same-origin` with the pages and redirects of sign-in. */
  coop: boolean
  /** Send a policy with the pages that takes script from the page's own site or with a nonce only. */
  csp: boolean
  /** Error descriptions in the older form, parts separated by CRLF. */
  crlf: boolean
  /** What the token endpoint looks at first; which it is at Microsoft is not known (entra 3.3). */
  checksFirst: 'client' | 'grant'
  /** A code that came with a client's wrong proof is spent; whether it is at Microsoft is not known either. */
  wrongProofSpendsCode: boolean
  /** Whether discovery documents and keys have `cloud_instance_name`, which nothing documents (entra 4.5). */
  cloudInstanceName: { discovery: boolean; keys: boolean }
  keyDocument: KeyDocument
  /** The number of an application that a tenant's IT has switched off, and where the person meets it. */
  switchedOff: { aadsts: 7000116 | 7000112; at: 'page' | 'token' }
  /** Refuses every code that is otherwise good. */
  tokenRefusal: Refusal | undefined
  /** Sends everyone who signs in back with this error. */
  callbackRefusal: Refusal | undefined
  /** Clouds whose tenants are unknown here, instead of being answered with the addresses of their cloud. */
  unknownClouds: OtherCloud[]
  /** Merged into the next ID token only; null removes a member. Takes effect before `tamper.idToken`. */
  nextToken: NextToken | undefined
  tamper: Tamper
  /** Requests since the start or the last reset, refused ones too. */
  requests: Record<Endpoint, number>
  /**
   * From now on a key signs that no one has seen. `keep-old` (the default) goes on publishing the old ones;
   * `drop-old` is the emergency in which they vanish at once.
   */
  rotateKeys(old?: 'keep-old' | 'drop-old'): Promise<void>
  /** Ends every fault, switch and hook and sets the counters to nought; directory, keys and sessions stay. */
  reset(): void
}

export type NextToken = { header?: Record<string, unknown>; payload?: Record<string, unknown> }

export function createControl(keys: KeyRing): Control {
  const control: Control = {
    ...withoutTrouble(),
    async rotateKeys(old = 'keep-old') {
      const fresh = await createSigningKey()
      keys.retired = old === 'keep-old' ? [keys.current, ...keys.retired] : []
      keys.current = fresh
      if (old === 'drop-old') keys.standby = await createSigningKey()
    },
    reset() {
      Object.assign(control, withoutTrouble())
    },
  }
  return control
}

function withoutTrouble(): Omit<Control, 'rotateKeys' | 'reset'> {
  return {
    faults: {},
    expiredSecret: false,
    coop: true,
    csp: true,
    crlf: false,
    checksFirst: 'client',
    wrongProofSpendsCode: false,
    cloudInstanceName: { discovery: true, keys: true },
    keyDocument: 'usual',
    switchedOff: { aadsts: 7000116, at: 'page' },
    tokenRefusal: undefined,
    callbackRefusal: undefined,
    unknownClouds: [],
    nextToken: undefined,
    tamper: {},
    requests: { discovery: 0, keys: 0, token: 0, authorize: 0 },
  }
}
