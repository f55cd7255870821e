/** The administrator's web portal of each of Microsoft's clouds, by its sign-in host. */
const portals: Record<string, string> = {
  'https://login.microsoftonline.com': 'https://entra.microsoft.com',
  'https://login.microsoftonline.us': 'https://portal.azure.us',
  'https://login.partner.microsoftonline.cn': 'https://portal.azure.cn',
}

/**
 * Where an administrator starts. An authority that is not Microsoft's is an emulator, whose own pages replace the
 * portal.
 */
export function adminCenterOf(authority: string): string {
  return portals[authority] ?? `${authority}/`
}

/**
 * Where a tenant's administrator sees the applications that its people use, including TMAS after the first consent.
 */
export function enterpriseApplicationsOf(authority: string, tenantId: string): string {
  const portal = portals[authority]
  return portal === undefined
    ? `${authority}/${tenantId}/enterprise-applications`
    : `${portal}/${tenantId}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`
}
