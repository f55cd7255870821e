import { randomUUID } from 'node:crypto'
import type { Refusal } from '#shared/refusals.ts'
import type { RemedyAction } from '#shared/remedies.ts'
import { partnerTenantId, tmasClientId } from '../../emulator/sample.ts'
import type { Scene } from './scene.ts'

/**
 * What can go wrong between a chain and Microsoft, one case each. Each case is set up for real, and most are tried for
 * real. The explanation has to name the cause and the remedy. `docs/explanations.md` is written from this list.
 */
export type Misconfiguration = {
  area: string
  what: string
  tried: 'never' | 'Microsoft' | 'password'
  /** Sets it up, and tries. Returns what to explain: a user, or an address that may belong to no user. */
  play(scene: Scene): Promise<{ userId: string } | { address: string }>
  cause: Refusal | null
  action: RemedyAction | null
}

type Play = Misconfiguration['play']
type Verdict = Pick<Misconfiguration, 'cause' | 'action'>

const correctTenant: Verdict = { cause: 'tenant_not_found', action: 'correct_tenant_id' }
const otherTenant: Verdict = { cause: 'tenant_mismatch', action: 'correct_tenant_id' }
const otherAccount: Verdict = { cause: 'tenant_mismatch', action: 'mail_instructions' }
const noTenant: Verdict = { cause: 'microsoft_not_enabled', action: 'set_tenant_id' }
const noPassword: Verdict = { cause: 'wrong_password', action: 'send_password_link' }
const correctAddress: Verdict = { cause: 'unknown_user', action: 'correct_address' }
const switchOn: Verdict = { cause: 'account_disabled', action: 'switch_on' }
const removeLink: Verdict = { cause: 'linked_to_other_account', action: 'remove_link' }
const sendPasswordLink: Verdict = { cause: 'wrong_password', action: 'send_password_link' }
const useMicrosoft: Verdict = { cause: 'microsoft_required', action: 'mail_instructions' }
const works: Verdict = { cause: null, action: null }
const tryAgain: Verdict = { cause: null, action: 'mail_instructions' }

/** A user and an account of the same address. */
async function person(scene: Scene, local = 'maria.keller') {
  const email = `${local}@${scene.domain}`
  const { id } = await scene.user(email)
  return { userId: id, email, account: scene.account(email) }
}

async function come(scene: Scene, loginId: string) {
  if (!(await scene.tries(loginId))) throw new Error(`${loginId} could not sign in`)
}

// --- The tenant ID ---------------------------------------------------------------------------------------------

/** Another hexadecimal digit at this place. */
function offByOne(tenantId: string, place: number): string {
  const digit = tenantId[place] ?? ''
  const other = ((Number.parseInt(digit, 16) + 1) % 16).toString(16)
  return tenantId.slice(0, place) + other + tenantId.slice(place + 1)
}

const wrongDigit = (place: number, isTried: boolean): Play => {
  return async (scene) => {
    const { userId, email } = await person(scene)
    await scene.setTenant(offByOne(scene.tenantId, place), { verified: false })
    if (isTried) await scene.tries(email)
    return { userId }
  }
}

const pasted = (id: (scene: Scene) => string, isTried: boolean): Play => {
  return async (scene) => {
    const { userId, email } = await person(scene)
    await scene.setTenant(id(scene), { verified: false })
    if (isTried) await scene.tries(email)
    return { userId }
  }
}

const withoutTenant = (how: 'never' | 'tried' | 'tried with a password too' | 'in a store'): Play => {
  return async (scene) => {
    const at = how === 'in a store' ? await scene.location('store', 'Store') : scene.chainId
    const email = `maria.keller@${scene.domain}`
    const hasPassword = how === 'tried with a password too'
    const { id } = await scene.user(email, { at, ...(hasPassword && { passwordHash: scene.passwordHash }) })
    scene.account(email)
    if (how.startsWith('tried')) await scene.tries(email)
    return { userId: id }
  }
}

const realButOther = (how: { tried: boolean; inherited: boolean }): Play => {
  return async (scene) => {
    const at = how.inherited ? await scene.location('chain', 'Brand') : scene.chainId
    const email = `maria.keller@${scene.domain}`
    const { id } = await scene.user(email, { at })
    scene.account(email)
    await scene.setTenant(partnerTenantId)
    if (how.tried) await scene.tries(email)
    return { userId: id }
  }
}

const inheritedUnknown: Play = async (scene) => {
  const brand = await scene.location('chain', 'Brand')
  const at = await scene.location('store', 'Store', brand)
  const { id } = await scene.user(`maria.keller@${scene.domain}`, { at })
  await scene.setTenant(randomUUID(), { verified: false })
  return { userId: id }
}

const tenants: Misconfiguration[] = [
  ...[0, 4, 7, 10, 15, 20, 24, 30, 33, 35].map(
    (place): Misconfiguration => ({
      area: 'Tenant ID',
      what: `Character ${place + 1} of the tenant ID is wrong`,
      tried: 'never',
      play: wrongDigit(place, false),
      ...correctTenant,
    }),
  ),
  ...[1, 12, 35].map(
    (place): Misconfiguration => ({
      area: 'Tenant ID',
      what: `Character ${place + 1} of the tenant ID is wrong`,
      tried: 'Microsoft',
      play: wrongDigit(place, true),
      ...correctTenant,
    }),
  ),
  ...[false, true].flatMap((isTried): Misconfiguration[] => {
    const tried = isTried ? 'Microsoft' : 'never'
    const rest = { area: 'Tenant ID', tried, ...correctTenant } as const
    return [
      { ...rest, what: 'The application ID of TMAS was pasted', play: pasted(() => tmasClientId, isTried) },
      {
        ...rest,
        what: 'The object ID of a person was pasted',
        play: pasted((scene) => scene.account(`other@${scene.domain}`).oid, isTried),
      },
      { ...rest, what: 'An ID that Microsoft does not know', play: pasted(() => randomUUID(), isTried) },
    ]
  }),
  {
    area: 'Tenant ID',
    what: 'None, and no password',
    tried: 'never',
    play: withoutTenant('never'),
    ...noPassword,
  },
  { area: 'Tenant ID', what: 'None', tried: 'Microsoft', play: withoutTenant('tried'), ...noTenant },
  {
    area: 'Tenant ID',
    what: 'None, and the person also has a password',
    tried: 'Microsoft',
    play: withoutTenant('tried with a password too'),
    ...noTenant,
  },
  {
    area: 'Tenant ID',
    what: 'None above the store, and no password',
    tried: 'never',
    play: withoutTenant('in a store'),
    ...noPassword,
  },
  ...[false, true].flatMap((inherited) =>
    [false, true].map(
      (tried): Misconfiguration => ({
        area: 'Tenant ID',
        what: inherited
          ? 'That of another organization, inherited from above'
          : 'That of another organization',
        tried: tried ? 'Microsoft' : 'never',
        play: realButOther({ tried, inherited }),
        ...otherTenant,
      }),
    ),
  ),
  {
    area: 'Tenant ID',
    what: 'One that Microsoft does not know, inherited from above',
    tried: 'never',
    play: inheritedUnknown,
    ...correctTenant,
  },
]

// --- The address -----------------------------------------------------------------------------------------------

/** The address in TMAS, when the account is called maria.keller. */
const slips: [what: string, local: string][] = [
  ['A letter left out', 'maria.kller'],
  ['A letter doubled', 'maria.kelller'],
  ['Two letters swapped', 'maria.kelelr'],
  ['The first two letters swapped', 'amria.keller'],
  ['A wrong letter', 'maria.kelker'],
  ['A wrong last letter', 'maria.kelles'],
  ['A letter too many', 'maria.kellers'],
  ['No dot', 'mariakeller'],
  ['A hyphen for the dot', 'maria-keller'],
  ['An underscore for the dot', 'maria_keller'],
  ['Two dots', 'maria..keller'],
  ['1 for l', 'maria.ke1ler'],
  ['rn for m', 'rnaria.keller'],
  ['A letter before', 'xmaria.keller'],
  ['The initial for the first name', 'm.keller'],
  ['The initial without a dot', 'mkeller'],
  ['Last name first', 'keller.maria'],
  ['Last name and initial', 'keller.m'],
  ['First name and initial', 'maria.k'],
  ['A dot too many', 'maria.kel.ler'],
]

const slipped = (local: string): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const { id } = await scene.user(`${local}@${scene.domain}`)
    await scene.tries(scene.account(`maria.keller@${scene.domain}`).loginId)
    return { userId: id }
  }
}

/** An address in TMAS that is not the account's, but similar because of what else is known about the two. */
const otherwise = (
  email: (domain: string) => string,
  login: (domain: string) => string,
  more: { firstName?: string; lastName?: string; name?: string; mail?: (domain: string) => string } = {},
  isTried = true,
): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const { firstName = '', lastName = '', name = 'Somebody', mail } = more
    const { id } = await scene.user(email(scene.domain), { firstName, lastName })
    const account = scene.account(login(scene.domain), {
      name,
      ...(mail && { mail: mail(scene.domain), mailVerified: true }),
    })
    if (isTried) await scene.tries(account.loginId)
    return { userId: id }
  }
}

const capital = (email: (domain: string) => string, login: (domain: string) => string): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const { id } = await scene.user(email(scene.domain))
    await scene.tries(scene.account(login(scene.domain)).loginId)
    return { userId: id }
  }
}

const nobody = (isTried: boolean, alike?: string): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const address = `tom.new@${scene.domain}`
    if (alike) await scene.user(`${alike}@${scene.domain}`)
    if (isTried) await scene.tries(scene.account(address).loginId)
    return { address }
  }
}

const address = (
  what: string,
  play: Play,
  verdict: Verdict,
  tried: Misconfiguration['tried'] = 'Microsoft',
) => {
  return { area: 'E-mail address', what, tried, play, ...verdict }
}

const addresses: Misconfiguration[] = [
  ...slips.map(([what, local]) => address(`${what}: ${local}`, slipped(local), correctAddress)),
  address(
    'The mailbox instead of the login ID',
    otherwise(
      (domain) => `m.k@${domain}`,
      (domain) => `u4711@${domain}`,
      { mail: (domain) => `m.k@${domain}` },
    ),
    correctAddress,
  ),
  address(
    'A login ID that is a number, with the person’s name',
    otherwise(
      (domain) => `maria.keller@${domain}`,
      (domain) => `u4711@${domain}`,
      { firstName: 'Maria', lastName: 'Keller', name: 'Keller, Maria' },
    ),
    correctAddress,
  ),
  address(
    'Accents in the name, none in the login ID',
    otherwise(
      (domain) => `jg@${domain}`,
      (domain) => `jose.garcia@${domain}`,
      { firstName: 'José', lastName: 'García' },
    ),
    correctAddress,
  ),
  address(
    'The name from before the marriage, the mailbox kept',
    otherwise(
      (domain) => `maria.keller@${domain}`,
      (domain) => `maria.vogel@${domain}`,
      { mail: (domain) => `maria.keller@${domain}` },
    ),
    correctAddress,
  ),
  address(
    'Another domain of the same organization',
    otherwise(
      (domain) => `maria.keller@on${domain}`,
      (domain) => `maria.keller@${domain}`,
    ),
    correctAddress,
  ),
  address(
    'A domain that Microsoft does not know',
    otherwise(
      (domain) => `maria.keller@mail-${domain}`,
      (domain) => `maria.keller@${domain}`,
    ),
    correctAddress,
  ),
  ...['x', 'mail.', 'shop-'].map((before) =>
    address(
      `A domain that Microsoft does not know: ${before}… before the right one`,
      otherwise(
        (domain) => `maria.keller@${before}${domain}`,
        (domain) => `maria.keller@${domain}`,
        {},
        false,
      ),
      correctAddress,
      'never',
    ),
  ),
  address(
    'Capital letters in TMAS (which is fine)',
    capital(
      (domain) => `Maria.KELLER@${domain}`,
      (domain) => `maria.keller@${domain}`,
    ),
    works,
  ),
  address(
    'Capital letters in the login ID (which is fine)',
    capital(
      (domain) => `maria.keller@${domain}`,
      (domain) => `Maria.Keller@${domain.toUpperCase()}`,
    ),
    works,
  ),
  address('No user has it', nobody(false), { cause: 'unknown_user', action: 'create_user' }, 'never'),
  address('No user has it', nobody(true), { cause: 'unknown_user', action: 'create_user' }),
  address('No user has it, but one has a similar one', nobody(false, 'tom.nev'), correctAddress, 'never'),
]

// --- The user and the link -------------------------------------------------------------------------------------

const disabled = (how: 'never' | 'tried' | 'linked' | 'wrong tenant'): Play => {
  return async (scene) => {
    await scene.setTenant(how === 'wrong tenant' ? partnerTenantId : scene.tenantId)
    const { userId, email } = await person(scene)
    if (how === 'linked') await come(scene, email)
    await scene.change(userId, { enabled: false })
    if (how === 'tried' || how === 'linked') await scene.tries(email)
    return { userId }
  }
}

/** The account is deleted and recreated: the same login ID, another object ID. */
const recreated = (then: 'tries' | 'unlinked' | 'another tries' | 'both try'): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const { userId, email, account } = await person(scene)
    await come(scene, email)
    if (then === 'another tries' || then === 'both try') {
      account.loginId = `maria.vogel@${scene.domain}`
      if (then === 'both try') await come(scene, account.loginId)
      scene.account(email)
    } else {
      account.oid = randomUUID()
      scene.consent(account)
    }
    if (then === 'unlinked') await scene.asks('DELETE', `/users/${userId}/microsoft-link`)
    await scene.tries(email)
    return { userId }
  }
}

const unlinked: Play = async (scene) => {
  await scene.setTenant(scene.tenantId)
  const { userId, email } = await person(scene)
  await come(scene, email)
  await scene.asks('DELETE', `/users/${userId}/microsoft-link`)
  return { userId }
}

const renamed: Play = async (scene) => {
  await scene.setTenant(scene.tenantId)
  const { userId, email, account } = await person(scene)
  await come(scene, email)
  account.loginId = `maria.vogel@${scene.domain}`
  await scene.tries(account.loginId)
  return { userId }
}

/** The chain changes to another tenant, and the person uses the account of the old one, or of the new. */
const movedTenant = (comesWith: 'old' | 'new'): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const { userId, email, account } = await person(scene)
    await come(scene, email)
    const next = scene.addTenant(`next-${scene.domain}`)
    await scene.setTenant(next)
    await scene.user(`colleague@next-${scene.domain}`)
    await come(scene, scene.account(`colleague@next-${scene.domain}`, { tenantId: next }).loginId)
    if (comesWith === 'new') {
      account.tenantId = next
      account.oid = randomUUID()
      scene.consent(account)
    }
    await scene.tries(email)
    return { userId }
  }
}

/** The person is moved to a brand with a tenant of its own, or to one with none. */
const movedBranch = (tried: boolean): Play => {
  return async (scene) => {
    const [one, other] = [await scene.location('chain', 'One'), await scene.location('chain', 'Other')]
    await scene.setTenant(scene.tenantId, { of: one })
    const next = scene.addTenant(`next-${scene.domain}`)
    await scene.setTenant(next, { of: other })
    await scene.user(`colleague@next-${scene.domain}`, { at: other })
    await come(scene, scene.account(`colleague@next-${scene.domain}`, { tenantId: next }).loginId)
    const email = `maria.keller@${scene.domain}`
    const { id } = await scene.user(email, { at: one })
    await come(scene, scene.account(email).loginId)
    await scene.change(id, { memberships: [{ locationId: other, role: 'viewer' }] })
    if (tried) await scene.tries(email)
    return { userId: id }
  }
}

const movedToNowhere: Play = async (scene) => {
  const [one, other] = [await scene.location('chain', 'One'), await scene.location('chain', 'Other')]
  await scene.setTenant(scene.tenantId, { of: one })
  const email = `maria.keller@${scene.domain}`
  const { id } = await scene.user(email, { at: one })
  await come(scene, scene.account(email).loginId)
  await scene.change(id, { memberships: [{ locationId: other, role: 'viewer' }] })
  return { userId: id }
}

/** Two brands with two tenants: no single tenant applies to everything that the person reaches. */
const secondTenant: Play = async (scene) => {
  const [one, other] = [await scene.location('chain', 'One'), await scene.location('chain', 'Other')]
  await scene.setTenant(scene.tenantId, { of: one })
  await scene.setTenant(scene.addTenant(`next-${scene.domain}`), { of: other })
  const email = `maria.keller@${scene.domain}`
  const { id } = await scene.user(email, { at: one })
  const memberships = [one, other].map((locationId) => ({ locationId, role: 'viewer' as const }))
  await scene.change(id, { memberships })
  await scene.tries(scene.account(email).loginId)
  return { userId: id }
}

const people: Misconfiguration[] = [
  { area: 'User', what: 'Disabled', tried: 'never', play: disabled('never'), ...switchOn },
  { area: 'User', what: 'Disabled', tried: 'Microsoft', play: disabled('tried'), ...switchOn },
  {
    area: 'User',
    what: 'Disabled, linked before',
    tried: 'Microsoft',
    play: disabled('linked'),
    ...switchOn,
  },
  {
    area: 'User',
    what: 'Disabled, and the tenant ID is wrong too',
    tried: 'never',
    play: disabled('wrong tenant'),
    ...switchOn,
  },
  {
    area: 'User',
    what: 'Moved to a brand with another tenant',
    tried: 'Microsoft',
    play: movedBranch(true),
    ...otherAccount,
  },
  {
    area: 'User',
    what: 'Moved to a brand with another tenant',
    tried: 'never',
    play: movedBranch(false),
    ...otherAccount,
  },
  {
    area: 'User',
    what: 'Moved to a brand without a tenant',
    tried: 'never',
    play: movedToNowhere,
    ...noTenant,
  },
  {
    area: 'Link',
    what: 'The account was deleted and recreated',
    tried: 'Microsoft',
    play: recreated('tries'),
    ...removeLink,
  },
  {
    area: 'Link',
    what: 'The account was renamed and not used since, and another person has its old login ID. TMAS cannot know it: IT compares the object IDs',
    tried: 'Microsoft',
    play: recreated('another tries'),
    ...removeLink,
  },
  {
    area: 'Link',
    what: 'The account was renamed and used since, and another person has its old login ID (which is fine)',
    tried: 'Microsoft',
    play: recreated('both try'),
    ...works,
  },
  {
    area: 'Link',
    what: 'Recreated, and the old link was removed (which is fine)',
    tried: 'Microsoft',
    play: recreated('unlinked'),
    ...works,
  },
  {
    area: 'Link',
    what: 'Removed, not tried since (which is fine)',
    tried: 'Microsoft',
    play: unlinked,
    ...works,
  },
  {
    area: 'Link',
    what: 'The account was renamed in Entra (which is fine)',
    tried: 'Microsoft',
    play: renamed,
    ...works,
  },
  {
    area: 'Link',
    what: 'Made with the chain’s old tenant, and the old account is used',
    tried: 'Microsoft',
    play: movedTenant('old'),
    ...otherAccount,
  },
  {
    area: 'Link',
    what: 'Made with the chain’s old tenant, and the new account is used (which is fine)',
    tried: 'Microsoft',
    play: movedTenant('new'),
    ...works,
  },
  {
    area: 'User',
    what: 'Roles in two brands with two tenants, and none above them',
    tried: 'Microsoft',
    play: secondTenant,
    ...noTenant,
  },
]

// --- The account -----------------------------------------------------------------------------------------------

const foreigner = (tried: boolean): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    await scene.colleague()
    const partner = scene.addTenant(`partner-${scene.domain}`)
    const email = `gus@partner-${scene.domain}`
    const { id } = await scene.user(email)
    scene.account(email, { tenantId: partner })
    if (tried) await scene.tries(email)
    return { userId: id }
  }
}

const guest = (throughChain: boolean): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    await scene.colleague()
    const partner = scene.addTenant(`partner-${scene.domain}`)
    const email = `gus@partner-${scene.domain}`
    const { id } = await scene.user(email)
    const there = { tenantId: scene.tenantId, oid: randomUUID() }
    scene.account(email, { tenantId: partner, guestOf: [there] })
    scene.consent(there)
    await scene.tries(email, throughChain ? { throughChain: true } : {})
    return { userId: id }
  }
}

const personal: Play = async (scene) => {
  await scene.setTenant(scene.tenantId)
  const { userId, email } = await person(scene)
  const tid = '9188040d-6c67-4c5b-b112-36a304b66dad'
  const { control, url } = scene.door.emulator
  control.tamper.idToken = ({ header, payload, keys, sign }) =>
    sign({ ...header, kid: keys.personal.kid }, { ...payload, tid, iss: `${url}/${tid}/v2.0` }, keys.personal)
  try {
    await scene.tries(email, { typed: email })
  } finally {
    control.reset()
  }
  return { userId }
}

/** The address in TMAS belongs to a personal account, with which Microsoft signs no one in. */
const personalAddress = (closesWindow: boolean): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const email = `maria.${scene.tenantId.slice(0, 8)}@outlook.example`
    const { id } = await scene.user(email)
    if (closesWindow) await scene.closesWindow(email)
    return { userId: id }
  }
}

const accounts: Misconfiguration[] = [
  {
    area: 'Account',
    what: 'It is in another organization',
    tried: 'never',
    play: foreigner(false),
    ...otherAccount,
  },
  {
    area: 'Account',
    what: 'It is in another organization',
    tried: 'Microsoft',
    play: foreigner(true),
    ...otherAccount,
  },
  {
    area: 'Account',
    what: 'A guest, without the address of the chain',
    tried: 'Microsoft',
    play: guest(false),
    ...otherAccount,
  },
  {
    area: 'Account',
    what: 'A guest, through the address of the chain (which is fine)',
    tried: 'Microsoft',
    play: guest(true),
    ...works,
  },
  {
    area: 'Account',
    what: 'A personal Microsoft account',
    tried: 'Microsoft',
    play: personal,
    cause: 'personal_account',
    action: 'mail_instructions',
  },
  ...(['never', 'Microsoft'] as const).map(
    (tried): Misconfiguration => ({
      area: 'Account',
      what: 'The address in TMAS is that of a personal Microsoft account',
      tried,
      play: personalAddress(tried === 'Microsoft'),
      cause: 'personal_account',
      action: 'correct_address',
    }),
  ),
]

// --- Microsoft -------------------------------------------------------------------------------------------------

/** Microsoft has trouble with the account. The person typed their address before leaving for it. */
const troubled = (
  trouble: NonNullable<Parameters<Scene['account']>[1]>['trouble'],
  how: { answer?: 'accept' | 'decline' | 'cancel'; throughChain?: true } = {},
): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const email = `maria.keller@${scene.domain}`
    const { id } = await scene.user(email)
    scene.account(email, trouble ? { trouble } : {})
    await scene.tries(email, { typed: email, ...how })
    return { userId: id }
  }
}

/** A person who has never consented is asked, and says no. */
const declines = (answer: 'decline' | 'cancel'): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const email = `maria.keller@${scene.domain}`
    const { id } = await scene.user(email)
    const { directory } = scene.door.emulator
    directory.people.push({ loginId: email, name: 'Maria', tenantId: scene.tenantId, oid: randomUUID() })
    await scene.tries(email, { typed: email, answer })
    return { userId: id }
  }
}

const closedWindow: Play = async (scene) => {
  await scene.setTenant(scene.tenantId)
  const { userId, email } = await person(scene)
  await scene.closesWindow(email)
  return { userId }
}

const faulty = (fault: 'outage' | 'expired secret'): Play => {
  return async (scene) => {
    await scene.setTenant(scene.tenantId)
    const { userId, email } = await person(scene)
    const { control } = scene.door.emulator
    if (fault === 'outage') control.faults.token = { outage: true }
    else control.expiredSecret = true
    try {
      await scene.tries(email, { typed: email })
    } finally {
      control.reset()
    }
    return { userId }
  }
}

const atMicrosoft = (
  what: string,
  play: Play,
  cause: Refusal,
  action: RemedyAction | null,
): Misconfiguration => {
  return { area: 'Microsoft', what, tried: 'Microsoft', play, cause, action }
}

const refusedThere: [aadsts: number, cause: Refusal, action: RemedyAction | null][] = [
  [65001, 'admin_consent_required', 'send_consent_kit'],
  [65004, 'consent_declined', 'send_consent_kit'],
  [90094, 'admin_consent_required', 'send_consent_kit'],
  [90095, 'admin_consent_required', 'send_consent_kit'],
  [50105, 'not_assigned', 'send_consent_kit'],
  [53000, 'blocked_by_policy', 'send_consent_kit'],
  [53001, 'blocked_by_policy', 'send_consent_kit'],
  [53003, 'blocked_by_policy', 'send_consent_kit'],
  [530003, 'blocked_by_policy', 'send_consent_kit'],
  [50034, 'account_problem_at_microsoft', null],
  [50053, 'account_problem_at_microsoft', null],
  [50055, 'account_problem_at_microsoft', null],
  [50057, 'account_problem_at_microsoft', null],
  [50126, 'account_problem_at_microsoft', null],
  [700016, 'operator_configuration', null],
  [90033, 'microsoft_unreachable', null],
]

const microsoft: Misconfiguration[] = [
  atMicrosoft('The request is declined', declines('decline'), 'consent_declined', 'send_consent_kit'),
  atMicrosoft('The sign-in is cancelled', declines('cancel'), 'consent_declined', 'send_consent_kit'),
  atMicrosoft(
    '“Need admin approval”, and the person goes back. Microsoft says no more than that',
    troubled({ kind: 'needs_admin' }, { answer: 'decline' }),
    'consent_declined',
    'send_consent_kit',
  ),
  atMicrosoft(
    '“Need admin approval”, and the person gives up',
    troubled({ kind: 'needs_admin' }),
    'not_returned',
    'send_consent_kit',
  ),
  atMicrosoft('The window is closed', closedWindow, 'popup_closed', 'send_consent_kit'),
  ...[50105, 53003, 53000, 50058].map((aadsts) =>
    atMicrosoft(
      `AADSTS${aadsts} on Microsoft’s own page, which never returns`,
      troubled({ kind: 'stays', aadsts }),
      'not_returned',
      'send_consent_kit',
    ),
  ),
  atMicrosoft(
    'AADSTS53003 on Microsoft’s own page, through the address of the chain',
    troubled({ kind: 'stays', aadsts: 53003 }, { throughChain: true }),
    'not_returned',
    'send_consent_kit',
  ),
  ...refusedThere.map(([aadsts, cause, action]) =>
    atMicrosoft(`AADSTS${aadsts} comes back`, troubled({ kind: 'returns', aadsts }), cause, action),
  ),
  atMicrosoft('It does not answer', faulty('outage'), 'microsoft_unreachable', null),
  atMicrosoft('The secret of TMAS has expired', faulty('expired secret'), 'operator_configuration', null),
]

// --- The password, and what is no fault ------------------------------------------------------------------------

const byPassword = (how: {
  tenant: boolean
  mandatory?: true
  has: boolean
  tries?: 'right' | 'wrong'
  role?: 'chain_manager'
}): Play => {
  return async (scene) => {
    if (how.tenant) await scene.setTenant(scene.tenantId, how.mandatory ? { mandatory: true } : {})
    const username = `maria-${scene.domain}`
    const { id } = await scene.user(`maria.keller@${scene.domain}`, {
      username,
      ...(how.role && { role: how.role }),
      ...(how.has && { passwordHash: scene.passwordHash }),
    })
    if (how.tries)
      await scene.triesPassword(username, how.tries === 'right' ? scene.password : 'Wrong-Pass-1')
    return { userId: id }
  }
}

/** The person has a passkey, and a program of theirs sends the password alone. */
const withoutSecondFactor: Play = async (scene) => {
  const username = `maria-${scene.domain}`
  const email = `maria.keller@${scene.domain}`
  const { id } = await scene.user(email, { username, passwordHash: scene.passwordHash })
  await scene.addPasskey(id)
  await scene.triesPasswordAlone(username)
  return { userId: id }
}

const settled = (what: 'enabled' | 'address' | 'tenant' | 'nothing' | 'waiting'): Play => {
  return async (scene) => {
    await scene.setTenant(what === 'tenant' ? partnerTenantId : scene.tenantId)
    const local = what === 'address' ? 'm.keller' : 'maria.keller'
    const { id } = await scene.user(`${local}@${scene.domain}`)
    const { loginId } = scene.account(`maria.keller@${scene.domain}`)
    if (what === 'enabled') await scene.change(id, { enabled: false })
    if (what === 'waiting') await scene.leaves(loginId)
    else if (what !== 'nothing') await scene.tries(loginId)
    if (what === 'enabled') await scene.change(id, { enabled: true })
    if (what === 'address') await scene.change(id, { email: loginId })
    if (what === 'tenant') await scene.setTenant(scene.tenantId)
    return { userId: id }
  }
}

const passwords: Misconfiguration[] = [
  {
    area: 'Password',
    what: 'Tried while mandatory authentication allows Microsoft only',
    tried: 'password',
    play: byPassword({ tenant: true, mandatory: true, has: true, tries: 'right' }),
    ...useMicrosoft,
  },
  {
    area: 'Password',
    what: 'A wrong one, where it would not help anyway',
    tried: 'password',
    play: byPassword({ tenant: true, mandatory: true, has: true, tries: 'wrong' }),
    ...useMicrosoft,
  },
  {
    area: 'Password',
    what: 'A wrong one',
    tried: 'password',
    play: byPassword({ tenant: false, has: true, tries: 'wrong' }),
    ...sendPasswordLink,
  },
  {
    area: 'Password',
    what: 'A wrong one, and Microsoft would work too',
    tried: 'password',
    play: byPassword({ tenant: true, has: true, tries: 'wrong' }),
    ...sendPasswordLink,
  },
  {
    area: 'Password',
    what: 'A manager’s wrong one, under mandatory authentication',
    tried: 'password',
    play: byPassword({ tenant: true, mandatory: true, has: true, tries: 'wrong', role: 'chain_manager' }),
    ...sendPasswordLink,
  },
  {
    area: 'Password',
    what: 'None was ever set',
    tried: 'password',
    play: byPassword({ tenant: true, has: false, tries: 'wrong' }),
    ...sendPasswordLink,
  },
  {
    area: 'Password',
    what: 'A manager has none, and the chain no tenant',
    tried: 'never',
    play: byPassword({ tenant: false, has: false, role: 'chain_manager' }),
    ...sendPasswordLink,
  },
  {
    area: 'Password',
    what: 'A right one, without the second factor',
    tried: 'password',
    play: withoutSecondFactor,
    cause: 'wrong_password',
    action: null,
  },
  {
    area: 'Password',
    what: 'A right one (which is fine)',
    tried: 'password',
    play: byPassword({ tenant: false, has: true, tries: 'right' }),
    ...works,
  },
]

const allClear: Misconfiguration[] = [
  { area: 'Nothing', what: 'All is right', tried: 'never', play: settled('nothing'), ...tryAgain },
  {
    area: 'Nothing',
    what: 'On the way to Microsoft right now',
    tried: 'Microsoft',
    play: settled('waiting'),
    ...works,
  },
  {
    area: 'Nothing',
    what: 'Enabled since the last attempt',
    tried: 'Microsoft',
    play: settled('enabled'),
    ...tryAgain,
  },
  {
    area: 'Nothing',
    what: 'The address was corrected since the last attempt',
    tried: 'Microsoft',
    play: settled('address'),
    ...tryAgain,
  },
  {
    area: 'Nothing',
    what: 'The tenant ID was corrected since the last attempt',
    tried: 'Microsoft',
    play: settled('tenant'),
    ...tryAgain,
  },
]

export const misconfigurations: readonly Misconfiguration[] = [
  ...tenants,
  ...addresses,
  ...people,
  ...accounts,
  ...microsoft,
  ...passwords,
  ...allClear,
]
