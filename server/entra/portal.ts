import { portalOf } from './clouds.ts'

/**
 * Where an administrator starts. Where no portal is known, that is the sign-in host itself: an
 * emulator has pages of its own there, and Microsoft leads on from there.
 */
export function adminCenterOf(authority: string): string {
  return portalOf(authority) ?? `${authority}/`
}

/**
 * Where a tenant's administrator sees the applications that its people use, including TMAS after the first consent.
 */
export function enterpriseApplicationsOf(authority: string, tenantId: string): string {
  const portal = portalOf(authority)
  return portal === undefined
    ? `${authority}/${tenantId}/enterprise-applications`
    : `${portal}/${tenantId}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`
}
