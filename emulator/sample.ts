import { otherClouds } from './clouds.ts'
import { type Directory, type Person, personalTenantId } from './directory.ts'

/** The customer that TMAS's demo creates has this tenant ID. */
export const northTenantId = '3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b'
export const partnerTenantId = '5a7d1e90-2b3c-4d4e-8f50-61728394a5b6'
export const southTenantId = '8b2f6c14-7e9d-4a3b-b5c6-d7e8f9a0b1c2'

/** Tenants of Microsoft's other clouds: known here, and of no use here (entra 1.5). */
export const tenantsElsewhere = [
  {
    cloud: 'us_government',
    id: 'c1d00001-5a1e-4d0c-9b3f-000000000001',
    domain: 'agency.example',
    name: 'Agency',
  },
  {
    cloud: 'china',
    id: 'c1d00002-5a1e-4d0c-9b3f-000000000002',
    domain: 'east.example',
    name: 'East Trading',
  },
  {
    cloud: 'bleu',
    id: 'c1d00003-5a1e-4d0c-9b3f-000000000003',
    domain: 'bleue.example',
    name: 'Maison Bleue',
  },
  { cloud: 'delos', id: 'c1d00004-5a1e-4d0c-9b3f-000000000004', domain: 'amt.example', name: 'Amt Nord' },
  { cloud: 'govsg', id: 'c1d00005-5a1e-4d0c-9b3f-000000000005', domain: 'bureau.example', name: 'Bureau' },
] as const

export const tmasClientId = '0b6b9f0e-1111-4222-8333-444455556666'
export const tmasClientSecret = 'emulator-secret-for-local-use-only'

/**
 * A fresh copy of the sample directory: one app registration (TMAS), four tenants and
 * one of each other cloud, and people who each
 * stand for one case. Fresh, because tests change what they get.
 *
 * @param appOrigin where TMAS answers; for `http://localhost` any port will do, as in Entra
 */
export function sampleDirectory(appOrigin = 'http://localhost:3000'): Directory {
  const consentedAt = new Date('2026-11-02T08:00:00Z')
  return {
    tenants: [
      {
        id: northTenantId,
        name: 'North Group',
        domains: ['north.example', 'northgroup.onmicrosoft.example'],
        region: 'EU',
      },
      { id: partnerTenantId, name: 'Partner Ltd', domains: ['partner.example'], region: 'EU' },
      { id: southTenantId, name: 'South Stores', domains: ['south.example'], region: 'NA' },
      { id: personalTenantId, name: 'Personal accounts', domains: ['outlook.example'], region: 'WW' },
      ...tenantsElsewhere.map(({ id, name, domain, cloud }) => ({
        id,
        name,
        domains: [domain],
        region: otherClouds[cloud].region,
        cloud,
      })),
    ],
    people: structuredClone(people),
    apps: [
      {
        clientId: tmasClientId,
        name: 'TMAS',
        publisher: 'TMAS',
        audience: 'AzureADMultipleOrgs',
        secrets: [{ value: tmasClientSecret }],
        certificates: [],
        redirectUris: [`${appOrigin}/sign-in/microsoft/callback`, `${appOrigin}/consent-kit/answer`],
        logoutUrl: `${appOrigin}/sign-out/front-channel`,
        optionalClaims: ['email', 'xms_edov', 'login_hint', 'sid', 'acct', 'auth_time'],
      },
    ],
    servicePrincipals: [],
    consents: consentedAlready.map((loginId) => {
      const person = people.find((candidate) => candidate.loginId === loginId)
      if (!person) throw new Error(`The sample has no ${loginId}`)
      return { tenantId: person.tenantId, oid: person.oid, clientId: tmasClientId, at: consentedAt }
    }),
  }
}

const consentedAlready = [
  'ada.linked@north.example',
  'max.manager@north.example',
  'sue.disabled@north.example',
]

/** Everyone but Partner's, South's and the personal account lives in North Group. */
const people: Person[] = [
  {
    loginId: 'ada.linked@north.example',
    name: 'Ada Lind',
    tenantId: northTenantId,
    oid: 'a0a00001-0000-4000-8000-000000000001',
    mail: 'ada.linked@north.example',
    mailVerified: true,
    stands: 'Linked already and consented: comes straight in.',
    tmas: {
      username: 'ada.linked',
      email: 'ada.linked@north.example',
      role: 'viewer',
      linkedObjectId: 'a0a00001-0000-4000-8000-000000000001',
    },
  },
  {
    loginId: 'bea.first@north.example',
    name: 'Bea First',
    tenantId: northTenantId,
    oid: 'a0a00002-0000-4000-8000-000000000002',
    stands: 'First sign-in: Microsoft asks for consent, then TMAS makes the link.',
    tmas: { username: 'bea.first', email: 'bea.first@north.example', role: 'viewer' },
  },
  {
    loginId: 'carl.mail@north.example',
    name: 'Carl Mail',
    tenantId: northTenantId,
    oid: 'a0a00003-0000-4000-8000-000000000003',
    mail: 'c.mail@north.example',
    mailVerified: '1',
    stands: 'The address differs: TMAS has c.mail@north.example, the login ID is carl.mail@north.example.',
    tmas: { username: 'carl.mail', email: 'c.mail@north.example', role: 'viewer' },
  },
  {
    loginId: 'Dora.Capital@North.example',
    name: 'Dora Capital',
    tenantId: northTenantId,
    oid: 'a0a00004-0000-4000-8000-000000000004',
    mail: 'Dora.Capital@North.example',
    mailVerified: true,
    stands: 'Capital letters in the login ID; TMAS has the address in small letters.',
    tmas: { username: 'dora.capital', email: 'dora.capital@north.example', role: 'viewer' },
  },
  {
    loginId: 'emil.other@south.example',
    name: 'Emil Other',
    tenantId: southTenantId,
    oid: 'a0a00005-0000-4000-8000-000000000005',
    mail: 'emil.other@south.example',
    mailVerified: 1,
    stands: 'Lives in another tenant (South Stores), though TMAS has this very address in North Group.',
    tmas: { username: 'emil.other', email: 'emil.other@south.example', role: 'viewer' },
  },
  {
    loginId: 'gus@partner.example',
    name: 'Gus Guest',
    tenantId: partnerTenantId,
    oid: 'a0a00006-0000-4000-8000-000000000006',
    guestOf: [{ tenantId: northTenantId, oid: 'a0a00006-0000-4000-8000-0000000000ee' }],
    stands: "A guest of North Group, at home in Partner Ltd: comes in only through North Group's own path.",
    tmas: { username: 'gus.guest', email: 'gus@partner.example', role: 'viewer' },
  },
  {
    loginId: 'pia@outlook.example',
    name: 'Pia Personal',
    tenantId: personalTenantId,
    oid: '00000000-0000-0000-a0a0-000000000007',
    mail: 'pia@outlook.example',
    mailVerified: true,
    stands: 'A personal Microsoft account: refused on a page of Microsoft that never returns (500200).',
    tmas: { username: 'pia.personal', email: 'pia@outlook.example', role: 'viewer' },
  },
  {
    loginId: 'cleo.declines@north.example',
    name: 'Cleo Declines',
    tenantId: northTenantId,
    oid: 'a0a00008-0000-4000-8000-000000000008',
    stands: 'Declines the consent: press Cancel when Microsoft asks.',
    tmas: { username: 'cleo.declines', email: 'cleo.declines@north.example', role: 'viewer' },
  },
  {
    loginId: 'nina.admin@north.example',
    name: 'Nina Admin',
    tenantId: northTenantId,
    oid: 'a0a00009-0000-4000-8000-000000000009',
    trouble: { kind: 'needs_admin' },
    stands: 'May not consent herself: "Need admin approval" (90094).',
    tmas: { username: 'nina.admin', email: 'nina.admin@north.example', role: 'viewer' },
  },
  {
    loginId: 'noah.unassigned@north.example',
    name: 'Noah Unassigned',
    tenantId: northTenantId,
    oid: 'a0a00010-0000-4000-8000-000000000010',
    trouble: { kind: 'stays', aadsts: 50105 },
    stands: 'Not assigned to TMAS in the Entra admin center: a page that never returns (50105).',
    tmas: { username: 'noah.unassigned', email: 'noah.unassigned@north.example', role: 'viewer' },
  },
  {
    loginId: 'paul.policy@north.example',
    name: 'Paul Policy',
    tenantId: northTenantId,
    oid: 'a0a00011-0000-4000-8000-000000000011',
    trouble: { kind: 'stays', aadsts: 53003 },
    stands: 'Blocked by a Conditional Access policy: a page that never returns (53003).',
    tmas: { username: 'paul.policy', email: 'paul.policy@north.example', role: 'viewer' },
  },
  {
    loginId: 'mia.nomail@north.example',
    name: 'Mia Nomail',
    tenantId: northTenantId,
    oid: 'a0a00012-0000-4000-8000-000000000012',
    stands: 'Has no mailbox: no email claim at all. Comes in, because the login ID is what counts.',
    tmas: { username: 'mia.nomail', email: 'mia.nomail@north.example', role: 'viewer' },
  },
  {
    loginId: 'rex.recreated@north.example',
    name: 'Rex Recreated',
    tenantId: northTenantId,
    oid: 'a0a00013-0000-4000-8000-0000000000ee',
    mail: 'rex.recreated@north.example',
    mailVerified: true,
    stands: 'Deleted and recreated in Entra: a new object ID, while TMAS is linked to the old one.',
    tmas: {
      username: 'rex.recreated',
      email: 'rex.recreated@north.example',
      role: 'viewer',
      linkedObjectId: 'a0a00013-0000-4000-8000-000000000013',
    },
  },
  {
    loginId: 'sam.slow@north.example',
    name: 'Sam Slow',
    tenantId: northTenantId,
    oid: 'a0a00014-0000-4000-8000-000000000014',
    trouble: { kind: 'second_factor' },
    stands: 'A slow second factor: Microsoft waits for "Approve" before it goes on.',
    tmas: { username: 'sam.slow', email: 'sam.slow@north.example', role: 'location_manager' },
  },
  {
    loginId: 'max.manager@north.example',
    name: 'Max Manager',
    tenantId: northTenantId,
    oid: 'a0a00015-0000-4000-8000-000000000015',
    mail: 'max.manager@north.example',
    mailVerified: true,
    stands: 'The Chain and User Manager of North Group; Harbour Outlet knows him too, so he chooses.',
    tmas: { username: 'max.manager', email: 'max.manager@north.example', role: 'chain_and_user_manager' },
  },
  {
    loginId: 'sue.disabled@north.example',
    name: 'Sue Disabled',
    tenantId: northTenantId,
    oid: 'a0a00016-0000-4000-8000-000000000016',
    stands: 'Works at Microsoft, but is disabled in TMAS.',
    tmas: { username: 'sue.disabled', email: 'sue.disabled@north.example', role: 'viewer', enabled: false },
  },
  {
    loginId: 'ines.typo@north.example',
    name: 'Ines Typo',
    tenantId: northTenantId,
    oid: 'a0a00017-0000-4000-8000-000000000017',
    stands: 'Unknown in TMAS: no one there has this address.',
    tmas: null,
  },
]
