import type { Account, Candidate } from '../accounts.ts'
import type * as Address from '../address.ts'
import type * as Doors from '../doors.ts'
import type { Key, Standing } from '../doors.ts'
import type * as Matching from '../matching.ts'
import type * as Verdicts from '../verdicts.ts'

/** The files of rules, unchanged or with one condition changed. */
export type Policy = typeof Address & typeof Doors & typeof Matching & typeof Verdicts

/** A rule by example: what the policy says in a case, and what it should say. */
export type Rule = { name: string; say(policy: Policy): unknown; expected: unknown }

/** The moment at which the rules are asked. */
export const noon = new Date('2026-07-15T12:00:00Z')

export const north = '3f0c9a52-6d1b-4e8e-9a57-0c1d2e3f4a5b'
export const south = '8b2f6c14-7e9d-4a3b-b5c6-d7e8f9a0b1c2'
const adasObject = 'a0a00001-0000-4000-8000-000000000001'
const recreated = 'a0a00001-0000-4000-8000-0000000000ee'

/** A role, with the tenant in force where it is held. */
type Membership = Standing['memberships'][number] & { tenantId: string | null }
const at = (
  role: Membership['role'],
  tenantId: string | null = north,
  mandatoryAuthentication = false,
): Membership => ({
  role,
  tenantId,
  mandatoryAuthentication,
})
const required = (role: Membership['role']) => at(role, north, true)
/** By default, the tenant of the first place is also the one of the user's chain. */
const standing = (
  held: readonly Membership[],
  enabled = true,
  commonTenantId = held[0]?.tenantId ?? null,
): Standing => ({ enabled, memberships: held.map(({ tenantId: _, ...role }) => role), commonTenantId })

const ending = (endsOn: string): Standing => ({ ...standing([at('viewer')]), endsOn })

const account: Account = { tenantId: north, objectId: adasObject, loginId: 'ada@north.example' }
export function candidate({
  memberships = [at('viewer')],
  ...more
}: Partial<Omit<Candidate, 'memberships'>> & { memberships?: readonly Membership[] } = {}): Candidate {
  return {
    userId: 'ada-in-north',
    customerId: 'north',
    email: 'ada@north.example',
    linkedObjectId: null,
    isTenantProved: false,
    ...standing(memberships),
    ...more,
  }
}
const ada = candidate()
const inHarbour = candidate({ userId: 'ada-in-harbour', customerId: 'harbour' })
const inSouthernHarbour: Candidate = { ...inHarbour, ...standing([at('viewer', south)]) }
const linked = { linkedObjectId: adasObject }
const admit = (who: Candidate, firstTime: boolean) => ({ kind: 'admit', candidate: who, firstTime })
const refuse = (code: string) => ({ kind: 'refuse', code })

const addresses: [one: string, other: string, same: boolean][] = [
  ['ada@north.example', 'ADA@North.Example', true],
  ['ada@north.example', ' \t\n\r\f\vada@north.example \t\n\r\f\v', true],
  ['zoe@north.example', 'ZOE@NORTH.EXAMPLE', true],
  ['kate@north.example', '\u212Aate@north.example', false],
  ['ines@north.example', '\u0131nes@north.example', false],
  ['ines@north.example', '\u0130nes@north.example', false],
  ['sam@north.example', '\u017Fam@north.example', false],
  ['\u00e9va@north.example', 'e\u0301va@north.example', false],
  ['\u00e9va@north.example', '\u00c9va@north.example', false],
  ['stra\u00dfe@north.example', 'strasse@north.example', false],
  ['ada@b\u00fccher.example', 'ada@xn--bcher-kva.example', false],
  ['ada@north.example', '\u00a0ada@north.example', false],
  ['ada@north.example', '\u3000ada@north.example', false],
  ['ada@north.example', '\ufeffada@north.example', false],
  ['ada@north.example', '\u200bada@north.example', false],
  ['ada@north.example', '\u0085ada@north.example', false],
  ['ada@north.example', 'a da@north.example', false],
  ['ada@north.example', 'ada@north.example.', false],
  ['ada@north.example', 'ada+1@north.example', false],
  ['ada@north.example', 'a.da@north.example', false],
  ['ada@north.example', 'ada@evilnorth.example', false],
  ['ada@north.example', 'ada@north.example.evil.example', false],
  ['ada@north.example', '%@north.example', false],
  ['ada_b@north.example', 'adaxb@north.example', false],
  ['ada@north.example', '', false],
]

const addressRules: Rule[] = addresses.map(([one, other, same]) => ({
  name: `${JSON.stringify(one)} and ${JSON.stringify(other)} are ${same ? 'one address' : 'two addresses'} (R9)`,
  say: ({ foldAddress }) => foldAddress(one) === foldAddress(other),
  expected: same,
}))

const password: Key = { door: 'password' }
const fromNorth: Key = { door: 'microsoft', tenantId: north }
const fromSouth: Key = { door: 'microsoft', tenantId: south }

const doors: [name: string, key: Key, who: Standing, expected: string | null][] = [
  ['a viewer has the password door', password, standing([at('viewer')]), null],
  ['a viewer has it where no tenant is set', password, standing([at('viewer', null)]), null],
  [
    'mandatory authentication shuts it for a viewer (R13)',
    password,
    standing([required('viewer')]),
    'microsoft_required',
  ],
  [
    'and for a location manager (R13)',
    password,
    standing([required('location_manager')]),
    'microsoft_required',
  ],
  ['a Chain and User Manager keeps it (R14)', password, standing([required('chain_and_user_manager')]), null],
  ['a Chain Manager keeps it (R14)', password, standing([required('chain_manager')]), null],
  ['a User Manager keeps it (R14)', password, standing([required('user_manager')]), null],
  [
    'a viewer who manages elsewhere keeps it (R14)',
    password,
    standing([required('viewer'), at('chain_manager')]),
    null,
  ],
  [
    'of two places the stricter decides (R13)',
    password,
    standing([at('viewer'), required('viewer')]),
    'microsoft_required',
  ],
  [
    'whichever comes first (R13)',
    password,
    standing([required('viewer'), at('viewer')]),
    'microsoft_required',
  ],
  ['a disabled user has no door (R12)', password, standing([at('viewer')], false), 'account_disabled'],
  ['nor has a disabled manager (R12)', password, standing([at('chain_manager')], false), 'account_disabled'],
  ['nor through Microsoft (R12)', fromNorth, standing([at('viewer')], false), 'account_disabled'],
  [
    'an exception by name keeps the password until its day (R14)',
    password,
    standing([{ ...required('viewer'), exceptionEndsOn: '2026-07-16' }]),
    null,
  ],
  [
    'and from that day on no longer (R14)',
    password,
    standing([{ ...required('viewer'), exceptionEndsOn: '2026-07-15' }]),
    'microsoft_required',
  ],
  [
    'it holds for the places of its chain, and for no other (R14)',
    password,
    standing([{ ...required('viewer'), exceptionEndsOn: '2026-12-31' }, required('viewer')]),
    'microsoft_required',
  ],
  ['from its end on, an account has no door (R12)', password, ending('2026-07-15'), 'account_ended'],
  ['nor through Microsoft (R12)', fromNorth, ending('2026-07-14'), 'account_ended'],
  ['the day before its end, it has both (R12)', password, ending('2026-07-16'), null],
  ['and through Microsoft (R12)', fromNorth, ending('2026-07-16'), null],
  [
    'being disabled is told before the rest, to who has the password (R18)',
    password,
    standing([required('viewer')], false),
    'account_disabled',
  ],
  ['the chain’s tenant opens the Microsoft door (R8)', fromNorth, standing([at('viewer')]), null],
  ['it does so for a manager too (R14)', fromNorth, standing([required('chain_manager')]), null],
  ['mandatory authentication leaves it open (R13)', fromNorth, standing([required('viewer')]), null],
  ['another tenant does not (R8)', fromSouth, standing([at('viewer')]), 'tenant_mismatch'],
  [
    'another tenant hears nothing of a disabled user (R18)',
    fromSouth,
    standing([at('viewer')], false),
    'tenant_mismatch',
  ],
  [
    'without a tenant there is no Microsoft door (R12)',
    fromNorth,
    standing([at('viewer', null)]),
    'microsoft_not_enabled',
  ],
  [
    'nobody hears there of a disabled user (R18)',
    fromNorth,
    standing([at('viewer', null)], false),
    'microsoft_not_enabled',
  ],
  ['a user without a role has none either', fromNorth, standing([]), 'microsoft_not_enabled'],
  [
    'of two chains, each with a tenant of its own, neither’s speaks for the other (R8)',
    fromSouth,
    standing([at('viewer', south), at('viewer')], true, null),
    'microsoft_not_enabled',
  ],
  [
    'whichever comes first (R8)',
    fromNorth,
    standing([at('viewer', south), at('viewer')], true, null),
    'microsoft_not_enabled',
  ],
  [
    'a chain with a tenant does not speak for one without (R8)',
    fromSouth,
    standing([at('viewer', south), at('viewer', null)], true, null),
    'microsoft_not_enabled',
  ],
  [
    'the tenant above all of them does (R5)',
    fromNorth,
    standing([at('viewer', south), at('viewer')], true, north),
    null,
  ],
  [
    'and then no other (R8)',
    fromSouth,
    standing([at('viewer', south), at('viewer', south)], true, north),
    'tenant_mismatch',
  ],
  [
    'the tenant of the user’s chain counts, not one on which the chains below agree (R12)',
    fromSouth,
    standing([at('viewer', south), at('viewer', south)], true, null),
    'microsoft_not_enabled',
  ],
  [
    'whom no tenant lets in keeps the password, whatever one of their chains requires (R13)',
    password,
    standing([required('viewer'), at('viewer', south)], true, null),
    null,
  ],
]

const doorRules: Rule[] = doors.map(([name, key, who, expected]) => ({
  name,
  say: ({ refusalAtDoor }) => refusalAtDoor(key, who, noon),
  expected,
}))

const matches: [
  name: string,
  candidates: Candidate[],
  expected: unknown,
  more?: { account?: Partial<Account>; customerId?: string },
][] = [
  ['nobody has the address (R1)', [], refuse('unknown_user')],
  ['the address and the tenant fit: for the first time (R8, R10)', [ada], admit(ada, true)],
  [
    'the address in capitals is the address (R9)',
    [ada],
    admit(ada, true),
    { account: { loginId: 'ADA@north.example ' } },
  ],
  [
    'another address is nobody (R9)',
    [ada],
    refuse('unknown_user'),
    { account: { loginId: 'ada@south.example' } },
  ],
  ['an empty login ID is nobody (R9)', [ada], refuse('unknown_user'), { account: { loginId: '' } }],
  [
    'a linked account needs no login ID (R9)',
    [candidate(linked)],
    admit(candidate(linked), false),
    { account: { loginId: null } },
  ],
  [
    'without a login ID nobody is found by address (R9)',
    [],
    refuse('invalid_response'),
    { account: { loginId: null } },
  ],
  [
    'without a login ID no user has its address (R9)',
    [ada],
    refuse('unknown_user'),
    { account: { loginId: null } },
  ],
  ['the link decides (R10)', [candidate(linked)], admit(candidate(linked), false)],
  [
    'whatever the account is called by now (R10)',
    [candidate(linked)],
    admit(candidate(linked), false),
    { account: { loginId: 'ada.married@north.example' } },
  ],
  [
    'the link comes before somebody else’s address (R10)',
    [candidate({ ...linked, email: 'was@north.example' }), candidate({ userId: 'other' })],
    admit(candidate({ ...linked, email: 'was@north.example' }), false),
  ],
  [
    'an address that reappears with another object ID is refused (R10)',
    [candidate({ linkedObjectId: recreated })],
    refuse('linked_to_other_account'),
  ],
  [
    'even where the address is another (R10)',
    [candidate({ linkedObjectId: recreated })],
    refuse('linked_to_other_account'),
    { account: { loginId: 'x@north.example' } },
  ],
  [
    'who sets the tenant of one of several chains does not come in as who has roles in the others, too (R8)',
    [candidate({ memberships: [at('viewer', south), at('viewer')], commonTenantId: null })],
    refuse('microsoft_not_enabled'),
  ],
  [
    'the tenant comes before the address (R8)',
    [ada],
    refuse('tenant_mismatch'),
    { account: { tenantId: south } },
  ],
  [
    'a link opens nothing for another tenant (R6)',
    [candidate(linked)],
    refuse('tenant_mismatch'),
    { account: { tenantId: south } },
  ],
  [
    'another tenant does not hear of a link (R18)',
    [candidate({ linkedObjectId: recreated })],
    refuse('tenant_mismatch'),
    { account: { tenantId: south } },
  ],
  [
    'who is linked is judged, not another who bears the address (R10)',
    [
      candidate({ ...linked, email: 'was@north.example', enabled: false }),
      candidate({ userId: 'other', linkedObjectId: recreated }),
    ],
    refuse('account_disabled'),
  ],
  [
    'a chain without a tenant opens nothing (R12)',
    [candidate({ memberships: [at('viewer', null)] })],
    refuse('microsoft_not_enabled'),
  ],
  [
    'an account that has ended is refused, with the link too (R12)',
    [candidate({ ...linked, endsOn: '2026-07-01' })],
    refuse('account_ended'),
  ],
  [
    'an end is told only to who has proved to be this user (R18)',
    [candidate({ linkedObjectId: recreated, endsOn: '2026-07-01' })],
    refuse('linked_to_other_account'),
  ],
  ['a disabled user is refused (R12)', [candidate({ enabled: false })], refuse('account_disabled')],
  ['even with a link (R12)', [candidate({ ...linked, enabled: false })], refuse('account_disabled')],
  [
    'a stranger of the tenant does not hear of it (R18)',
    [candidate({ enabled: false })],
    refuse('unknown_user'),
    { account: { loginId: 'x@north.example' } },
  ],
  [
    'nor does the recreated account (R18)',
    [candidate({ enabled: false, linkedObjectId: recreated })],
    refuse('linked_to_other_account'),
  ],
  [
    'a manager comes in by Microsoft too (R14)',
    [candidate({ memberships: [required('chain_manager')] })],
    admit(candidate({ memberships: [required('chain_manager')] }), true),
  ],
  [
    'of two customers the person chooses (R11)',
    [ada, inHarbour],
    { kind: 'choose', candidates: [ada, inHarbour] },
  ],
  [
    'who came by one’s address does not (R11)',
    [ada, inHarbour],
    admit(inHarbour, true),
    { customerId: 'harbour' },
  ],
  [
    'who came by the address of a third still chooses (R11)',
    [ada, inHarbour],
    { kind: 'choose', candidates: [ada, inHarbour] },
    { customerId: 'third' },
  ],
  [
    'an account that is linked at one customer goes there, and is not asked (R11)',
    [candidate(linked), inHarbour],
    admit(candidate(linked), false),
  ],
  [
    'a customer that has only claimed the tenant is never offered beside one that has proved it (R11, R31)',
    [{ ...ada, isTenantProved: true }, inHarbour],
    admit({ ...ada, isTenantProved: true }, true),
  ],
  [
    'nor does a link at a customer that has only claimed it come before one that has proved it (R11, R31)',
    [
      { ...ada, isTenantProved: true },
      { ...inHarbour, ...linked },
    ],
    admit({ ...ada, isTenantProved: true }, true),
  ],
  [
    'among customers that have all proved it the person chooses (R11)',
    [
      { ...ada, isTenantProved: true },
      { ...inHarbour, isTenantProved: true },
    ],
    {
      kind: 'choose',
      candidates: [
        { ...ada, isTenantProved: true },
        { ...inHarbour, isTenantProved: true },
      ],
    },
  ],
  [
    'who came by the address of the one that has only claimed it goes there (R11)',
    [{ ...ada, isTenantProved: true }, inHarbour],
    admit(inHarbour, true),
    { customerId: 'harbour' },
  ],
  ['a customer that refuses is not offered (R11)', [ada, { ...inHarbour, enabled: false }], admit(ada, true)],
  ['nor one of another tenant (R11)', [ada, inSouthernHarbour], admit(ada, true)],
  [
    'where two refuse, the more telling reason is on record (R17)',
    [candidate({ memberships: [at('viewer', null)] }), { ...inHarbour, enabled: false }],
    refuse('account_disabled'),
  ],
  [
    'a foreign link tells more than a missing tenant (R17)',
    [candidate({ memberships: [at('viewer', null)] }), { ...inHarbour, linkedObjectId: recreated }],
    refuse('linked_to_other_account'),
  ],
  [
    'a wrong tenant tells more than a missing one (R17)',
    [candidate({ memberships: [at('viewer', null)] }), inSouthernHarbour],
    refuse('tenant_mismatch'),
  ],
]

const matchRules: Rule[] = matches.map(
  ([name, candidates, expected, { account: other, customerId } = {}]) => ({
    name,
    say: ({ match }) => {
      const found = match({ ...account, ...other }, candidates, customerId ?? null, noon)
      return found.kind === 'refuse' ? { kind: found.kind, code: found.code } : found
    },
    expected,
  }),
)

const exemptions: [name: string, who: Standing, expected: boolean][] = [
  [
    'a manager where mandatory authentication is on is exempt (R30)',
    standing([required('user_manager')]),
    true,
  ],
  ['a manager where it is off is not, the door is open to all (R30)', standing([at('user_manager')]), false],
  ['a viewer is never exempt (R30)', standing([required('viewer')]), false],
  [
    'who manages one chain is exempt where another asks for Microsoft (R30)',
    standing([at('chain_manager', south), required('viewer')]),
    true,
  ],
]

exemptions.push([
  'someone who keeps the password by name is exempt, too (R30)',
  standing([{ ...required('viewer'), exceptionEndsOn: '2026-12-31' }]),
  true,
])

const exemptionRules: Rule[] = exemptions.map(([name, who, expected]) => ({
  name,
  say: ({ isExempt }) => isExempt(who, noon),
  expected,
}))

/** What each customer's record says about an account that was not admitted. */
const verdicts: [name: string, candidates: Candidate[], expected: string[], who?: Partial<Account>][] = [
  [
    'each customer reads its own reason, and its own user (R18)',
    [candidate({ memberships: [at('viewer', south)] }), { ...inHarbour, enabled: false }],
    ['north ada-in-north tenant_mismatch', 'harbour ada-in-harbour account_disabled'],
  ],
  [
    'of several users of one customer the nearest is named (R17)',
    [candidate({ userId: 'other', memberships: [at('viewer', null)] }), candidate({ enabled: false })],
    ['north ada-in-north account_disabled'],
  ],
  ['who is nobody anywhere has no verdict (R18)', [], []],
]

const verdictRules: Rule[] = verdicts.map(([name, candidates, expected, who]) => ({
  name,
  say: ({ match }) => {
    const found = match({ ...account, ...who }, candidates, null, noon)
    if (found.kind !== 'refuse') return found
    return found.verdicts.map(({ customerId, userId, code }) => `${customerId} ${userId} ${code}`)
  },
  expected,
}))

const checkRules: Rule[] = (
  [
    [
      'a first sign-in is held against the address (R9)',
      ada,
      ['user', 'tenant_set', 'chain_tenant', 'address', 'enabled'],
    ],
    [
      'a later one against the link (R10)',
      candidate(linked),
      ['user', 'tenant_set', 'chain_tenant', 'link', 'enabled'],
    ],
    [
      'a tenant that is not set fails alone (R12)',
      candidate({ memberships: [at('viewer', null)] }),
      ['user', '!tenant_set', 'address', 'enabled'],
    ],
    [
      'another tenant fails by its name (R8)',
      candidate({ memberships: [at('viewer', south), at('viewer', south)] }),
      ['user', 'tenant_set', `!chain_tenant ${south}`, 'address', 'enabled'],
    ],
    [
      'a recreated account fails at the link (R10)',
      candidate({ linkedObjectId: recreated }),
      ['user', 'tenant_set', 'chain_tenant', `!link ${recreated}`, 'enabled'],
    ],
    [
      'letters are folded, for a first sign-in only (R9)',
      candidate({ email: 'ADA@North.example' }),
      ['user', 'tenant_set', 'chain_tenant', 'address', 'enabled'],
    ],
    [
      'another address fails by the user’s own (R9)',
      candidate({ email: 'bea@north.example' }),
      ['user', 'tenant_set', 'chain_tenant', '!address bea@north.example', 'enabled'],
    ],
    [
      'a disabled user at the last (R12)',
      candidate({ enabled: false }),
      ['user', 'tenant_set', 'chain_tenant', 'address', '!enabled'],
    ],
  ] as const
).map(([name, who, expected]) => ({
  name,
  say: ({ checkAccount }) =>
    checkAccount(account, who, noon).map(({ name, passed, expected }) =>
      passed ? name : `!${name}${expected ? ` ${expected}` : ''}`,
    ),
  expected,
}))

export const rules: Rule[] = [
  ...addressRules,
  ...doorRules,
  ...exemptionRules,
  ...matchRules,
  ...verdictRules,
  ...checkRules,
]
