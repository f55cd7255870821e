import type { Control } from './control.ts'
import type { Account, AppRegistration, Directory, Person, RedirectType } from './directory.ts'
import type { KeyRing } from './keys.ts'

/** Everything one emulator knows and remembers. Each request handler gets it first. */
export type World = {
  /** The address that the emulator's documents and tokens bear, without a slash at the end. */
  authority: string
  directory: Directory
  keys: KeyRing
  control: Control
  clock: () => Date
  /** By authorization code, spent ones too. */
  grants: Map<string, Grant>
  /** Sign-ins that wait on a page, by their id. */
  flows: Map<string, Flow>
  /** Who is signed in at the emulator, by the value of its cookie. */
  browsers: Map<string, Browser>
  /** The `jti` of client assertions that were used. */
  assertionsUsed: Set<string>
}

/** Where an answer may be sent: known as soon as client and redirect URI are trusted. */
export type ReturnAddress = {
  app: AppRegistration
  redirectUri: string
  redirectType: RedirectType
  responseMode: ResponseMode
  state: string | undefined
  correlationId: string | undefined
}

export type ResponseMode = 'query' | 'fragment' | 'form_post'

export type AuthorizeRequest = ReturnAddress & {
  path: string
  scopes: string[]
  nonce: string | undefined
  challenge: { method: 'S256' | 'plain'; value: string } | undefined
  prompt: 'login' | 'none' | 'select_account' | 'consent' | undefined
  loginHint: string | undefined
  domainHint: string | undefined
  maxAgeSeconds: number | undefined
  clientInfo: boolean
  instanceAware: boolean
}

/** A sign-in that waits on one of the emulator's pages, in one browser. */
export type Flow = {
  id: string
  browser: Browser
  request: AuthorizeRequest
  login?: Login
  /** Consent was given in this very sign-in, which is what `prompt=consent` wants. */
  consented: boolean
}

/** One browser's session at the emulator: everyone who is signed in there. */
export type Browser = { id: string; logins: Login[] }

export type Login = {
  person: Person
  /** The `sid` claim, and what front-channel logout sends. */
  sid: string
  at: Date
  secondFactorPassed: boolean
  /** Applications that got a code in this session: they hear of the sign-out. */
  clientIds: Set<string>
}

/** What an authorization code stands for, and everything its redemption must repeat. */
export type Grant = {
  account: Account
  clientId: string
  redirectUri: string
  redirectType: RedirectType
  /** The path segment it was asked on, in small letters; redemption on any other is 700005. */
  path: string
  scopes: string[]
  nonce: string | undefined
  challenge: { method: 'S256' | 'plain'; value: string } | undefined
  sid: string
  authenticatedAt: Date
  issuedAt: Date
  redeemed: boolean
}
