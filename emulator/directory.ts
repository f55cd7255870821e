/**
 * What the emulated Entra knows: tenants, people, app registrations, consents. Plain data that a test
 * may change at any moment; nothing here is cached.
 */
export type Directory = {
  tenants: Tenant[]
  people: Person[]
  apps: AppRegistration[]
  /** Who allowed which app. A tenant with one of these has the app among its enterprise applications. */
  consents: Consent[]
}

export type Tenant = {
  id: string
  name: string
  domains: string[]
  /** `EU`, `NA`, `WW`, ...: shown in the tenant's discovery document only. */
  region: string
}

export type Person = {
  /** The user principal name, in the letters Entra keeps; compared without regard to case. */
  loginId: string
  name: string
  /** The home tenant, and the object ID there. */
  tenantId: string
  oid: string
  /** The `mail` attribute: free text for the tenant's admin. Absent: no `email` claim. */
  mail?: string
  /** `xms_edov`, in the forms that Entra has been seen to send. */
  mailVerified?: boolean | '1' | 1
  /** Tenants that have invited this person, with the object ID of the guest there. */
  guestOf?: { tenantId: string; oid: string }[]
  trouble?: Trouble
  /** One sentence: the case this person stands for. */
  stands?: string
  tmas?: TmasUser | null
}

/** What happens to this person after the account is chosen. */
export type Trouble =
  /** Microsoft's own page says so and never returns, e.g. 50105 or 53003. */
  | { kind: 'stays'; aadsts: number }
  /** The application gets the error, e.g. 90033. */
  | { kind: 'returns'; aadsts: number }
  /** "Need admin approval", until somebody consents for the whole tenant. */
  | { kind: 'needs_admin' }
  /** A page that waits for the person to approve on another device. */
  | { kind: 'second_factor' }

/** The user that the demo's customer should have for this person. */
export type TmasUser = {
  username: string
  email: string
  role?: 'chain_and_user_manager' | 'chain_manager' | 'user_manager' | 'location_manager' | 'viewer'
  /** The user is linked already, to this object ID. */
  linkedObjectId?: string
  enabled?: boolean
}

export type AppRegistration = {
  clientId: string
  name: string
  publisher: string
  audience: 'AzureADMultipleOrgs'
  secrets: { value: string; expiresAt?: Date }[]
  /** PEM certificates whose keys may sign client assertions. */
  certificates: string[]
  redirectUris: string[]
  logoutUrl?: string
  optionalClaims: string[]
}

/** `oid` null: an administrator consented for everyone in the tenant. */
export type Consent = { tenantId: string; oid: string | null; clientId: string; at: Date }

/** An account as a tenant sees it: the home account, or the guest object of somebody from elsewhere. */
export type Account = { person: Person; tenantId: string; oid: string; guest: boolean }

/** The fixed tenant of personal Microsoft accounts. */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad'

/** The path segments that name no single tenant. */
export const multiTenantPaths = ['common', 'organizations', 'consumers'] as const

/** A tenant by GUID (any case) or by one of its domains. */
export function findTenant(directory: Directory, idOrDomain: string): Tenant | undefined {
  const wanted = idOrDomain.toLowerCase()
  return directory.tenants.find((tenant) => tenant.id === wanted || tenant.domains.includes(wanted))
}

export function findPerson(directory: Directory, loginId: string): Person | undefined {
  const wanted = loginId.trim().toLowerCase()
  return directory.people.find((person) => person.loginId.toLowerCase() === wanted)
}

export function findApp(directory: Directory, clientId: string): AppRegistration | undefined {
  return directory.apps.find((app) => app.clientId === clientId.toLowerCase())
}

/** The person as the tenant path sees them, or undefined when they do not exist in that tenant. */
export function accountOn(directory: Directory, path: string, person: Person): Account | undefined {
  const home = { person, tenantId: person.tenantId, oid: person.oid, guest: false }
  if (path === 'common' || path === 'organizations') return home
  if (path === 'consumers') return person.tenantId === personalTenantId ? home : undefined
  const tenant = findTenant(directory, path)
  if (tenant?.id === person.tenantId) return home
  const invited = person.guestOf?.find((guest) => guest.tenantId === tenant?.id)
  return invited && { person, tenantId: invited.tenantId, oid: invited.oid, guest: true }
}

export function hasConsented(directory: Directory, account: Account, clientId: string): boolean {
  return directory.consents.some(
    (consent) =>
      consent.clientId === clientId &&
      consent.tenantId === account.tenantId &&
      (consent.oid === null || consent.oid === account.oid),
  )
}
