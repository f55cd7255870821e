import type { OtherCloud } from './clouds.ts'
import type { NumberlessPage } from './numberless-pages.ts'

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
  /** What a tenant's IT has set for an app; where nothing is set, everyone may sign in who has consented. */
  servicePrincipals: ServicePrincipal[]
}

export type Tenant = {
  id: string
  name: string
  domains: string[]
  /** `EU`, `NA`, `WW`, ...: shown in the tenant's discovery document only. */
  region: string
  /** Lives in another cloud of Microsoft's: this host knows where, and no one of it can sign in here. */
  cloud?: OtherCloud
  /** Blocked for inactivity (5000225). */
  blocked?: boolean
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
  /** Their tenant's IT has blocked the sign-in of this account (50057), also where it is signed in already. */
  disabled?: boolean
  trouble?: Trouble
  /** One sentence: the case this person stands for. */
  stands?: string
  tmas?: TmasUser | null
}

/** What happens to this person after the account is chosen. */
export type Trouble =
  /** Microsoft's own page says so and never returns, e.g. 50105 or 53003. */
  | { kind: 'stays'; aadsts: number }
  /** A page of Microsoft's that shows no number (entra 7.2). */
  | { kind: 'page'; page: NumberlessPage }
  /** The application gets the error, e.g. 90033. */
  | { kind: 'returns'; aadsts: number }
  /** The sign-in goes well, and its code is refused. */
  | { kind: 'at_token'; refusal: Refusal }
  /** "Need admin approval", until someone consents for the whole tenant. */
  | { kind: 'needs_admin' }
  /** A page that waits for the person to approve on another device. */
  | { kind: 'second_factor' }

/**
 * What the application is told: a number, an OAuth error, or both; and Microsoft's own subcode. `error` replaces the
 * word that the number has in the catalogue.
 */
export type Refusal = { aadsts?: number; error?: string; subcode?: string }

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
  /** Of the type Web; the first is where consent given in the portal leads. */
  redirectUris: string[]
  /** Of the type Single-page application: their codes are redeemed by a page, and by no one else. */
  spaRedirectUris?: string[]
  logoutUrl?: string
  optionalClaims: string[]
  /** Disabled by its owner or by Microsoft: 7000112 in every tenant. */
  disabled?: boolean
}

export type RedirectType = 'web' | 'spa'

/** The properties of an enterprise application, as a tenant's IT sees and sets them. */
export type ServicePrincipal = {
  tenantId: string
  clientId: string
  /** "Enabled for users to sign-in?" */
  signInEnabled: boolean
  /** "Assignment required?"; then it takes an administrator's consent, too. */
  assignmentRequired: boolean
  /** The object IDs of those who are assigned. */
  assigned: string[]
}

/** `oid` null: an administrator consented for everyone in the tenant. */
export type Consent = { tenantId: string; oid: string | null; clientId: string; at: Date }

/** An account as a tenant sees it: the home account, or the guest object of someone from elsewhere. */
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

/** What a tenant's IT has set for an app, or the defaults. */
export function servicePrincipalOf(
  directory: Directory,
  tenantId: string,
  clientId: string,
): ServicePrincipal {
  const known = directory.servicePrincipals.find(
    (candidate) => candidate.tenantId === tenantId && candidate.clientId === clientId,
  )
  return known ?? { tenantId, clientId, signInEnabled: true, assignmentRequired: false, assigned: [] }
}

export function setServicePrincipal(directory: Directory, changed: ServicePrincipal): void {
  const { servicePrincipals } = directory
  const index = servicePrincipals.findIndex(
    ({ tenantId, clientId }) => tenantId === changed.tenantId && clientId === changed.clientId,
  )
  servicePrincipals.splice(index < 0 ? servicePrincipals.length : index, index < 0 ? 0 : 1, changed)
}

/** The enterprise application goes, with every consent of the tenant: as IT's "Delete" does. */
export function deleteServicePrincipal(directory: Directory, tenantId: string, clientId: string): void {
  const others = (one: { tenantId: string; clientId: string }) =>
    one.tenantId !== tenantId || one.clientId !== clientId
  directory.consents.splice(0, Number.POSITIVE_INFINITY, ...directory.consents.filter(others))
  directory.servicePrincipals = directory.servicePrincipals.filter(others)
}
