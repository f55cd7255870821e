import { createSigningKey, type KeyRing, type SigningKey } from './keys.ts'

export const endpoints = ['discovery', 'keys', 'token', 'authorize'] as const
export type Endpoint = (typeof endpoints)[number]

/** What goes wrong at an endpoint until it is taken away again. */
export type Fault = {
  /** Milliseconds to wait before anything else. */
  delay?: number
  /** The connection is cut without an answer. */
  drop?: boolean
  /** 429 in plain text, with this many seconds in Retry-After. */
  throttle?: number
  /** 503 with an HTML page. */
  outage?: boolean
}

/** An answer in the making. `body` is what will be written as JSON. */
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
  /** Error descriptions in the older form, parts separated by CRLF. */
  crlf: boolean
  /** Merged into the next ID token only; null removes a member. Takes effect before `tamper.idToken`. */
  nextToken: NextToken | undefined
  tamper: Tamper
  /** Requests since the start or the last reset, refused ones too. */
  requests: Record<Endpoint, number>
  /**
   * From now on a key signs that nobody has seen. `keep-old` (the default) goes on publishing the old ones;
   * `drop-old` is the emergency in which they vanish at once.
   */
  rotateKeys(old?: 'keep-old' | 'drop-old'): Promise<void>
  /** Ends every fault and hook and sets the counters to nought; directory, keys and sessions stay. */
  reset(): void
}

export type NextToken = { header?: Record<string, unknown>; payload?: Record<string, unknown> }

export function createControl(keys: KeyRing): Control {
  const control: Control = {
    ...calm(),
    async rotateKeys(old = 'keep-old') {
      const fresh = await createSigningKey()
      keys.retired = old === 'keep-old' ? [keys.current, ...keys.retired] : []
      keys.current = fresh
      if (old === 'drop-old') keys.standby = await createSigningKey()
    },
    reset() {
      Object.assign(control, calm())
    },
  }
  return control
}

function calm(): Omit<Control, 'rotateKeys' | 'reset'> {
  return {
    faults: {},
    expiredSecret: false,
    coop: true,
    crlf: false,
    nextToken: undefined,
    tamper: {},
    requests: { discovery: 0, keys: 0, token: 0, authorize: 0 },
  }
}
