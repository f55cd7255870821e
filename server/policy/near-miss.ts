import { foldAddress } from './address.ts'
import { isNearMiss, nearMissesInName } from './look-alikes.ts'

/** An account of the customer's own tenant that is no user of this customer, as its token described it. */
export type StrangeAccount = {
  loginId: string
  /** The `email` claim: whatever the tenant's administrator typed. It only helps to explain (R9). */
  email: string | null
  name: string | null
}

/** The part of a user that a likeness depends on. */
export type LikelyUser = { email: string; firstName: string; lastName: string }

/** How an account and a user can be alike, the strongest first. */
export const likenesses = [
  'mail_is_address',
  'same_but_accents',
  'same_name_other_domain',
  'one_slip_away',
  'same_parts',
  'same_person_name',
] as const

export type Likeness = (typeof likenesses)[number]

/**
 * Why this account could be this user; undefined if nothing suggests it. It is for a manager to look at: nothing is
 * ever done because of it, and none of it reaches the person.
 *
 * What the person typed before leaving for Microsoft does not count, because anyone could make themselves look alike
 * with it.
 */
export function likenessOf(account: StrangeAccount, user: LikelyUser): Likeness | undefined {
  const [login, address] = [foldAddress(account.loginId), foldAddress(user.email)]
  const isAlike: Record<Likeness, () => boolean> = {
    mail_is_address: () => account.email !== null && foldAddress(account.email) === address,
    same_but_accents: () => foldForComparison(login) === foldForComparison(address),
    same_name_other_domain: () => localOf(login) === localOf(address) && localOf(login) !== '',
    one_slip_away: () => isNearMiss(login, address),
    same_parts: () =>
      domainOf(login) === domainOf(address) &&
      areSameParts(partsOf(localOf(login)), partsOf(localOf(address))),
    same_person_name: () => isTheirName(account, user),
  }
  return likenesses.find((likeness) => isAlike[likeness]())
}

/** What to look for among the users of a customer, before each is compared with the account. Everything is folded. */
export type Traces = {
  /** Whole addresses. */
  addresses: string[]
  /** Names before the @, at any domain. */
  locals: string[]
  /** Words that could be a first or a last name. */
  names: string[]
}

export function tracesOf({ loginId, email, name }: StrangeAccount): Traces {
  const login = foldAddress(loginId)
  const local = localOf(login)
  const parts = partsOf(foldForComparison(local))
  const [first = '', last = ''] = parts.length > 1 ? [parts[0], parts.at(-1)] : []
  const words = [...parts, ...wordsOf(name ?? '')]
  const shapes = [first, last].every((part) => part !== '')
    ? [
        [first, last],
        [last, first],
        [first.slice(0, 1), last],
        [first, last.slice(0, 1)],
        [last, first.slice(0, 1)],
        [last.slice(0, 1), first],
      ].flatMap((pair) => ['.', '', '_', '-'].map((sign) => pair.join(sign)))
    : []
  return {
    // A slip in the domain leaves the name before the @ unchanged, and names are searched separately.
    addresses: [
      ...nearMissesInName(login),
      foldForComparison(login),
      ...(email === null ? [] : [foldAddress(email)]),
    ],
    locals: [...new Set([local, foldForComparison(local), ...shapes])].filter((text) => text !== ''),
    names: [...new Set(words)].filter((word) => word.length > 1),
  }
}

const isAscii = /^[ -~]*$/

/**
 * An address with everything folded that R9 never folds: accents, wide letters, full Unicode case, invisible
 * characters. It serves to find who was meant, never to give access.
 */
export function foldForComparison(text: string): string {
  // Most are, and there is nothing else to fold in them.
  if (isAscii.test(text)) return text.toLowerCase().trim()
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .trim()
}

function localOf(address: string) {
  const at = address.lastIndexOf('@')
  return at < 0 ? '' : address.slice(0, at)
}

function domainOf(address: string) {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** The parts of a name before the @: `carl.mail` is carl and mail. */
function partsOf(local: string): string[] {
  return foldForComparison(local)
    .split(/[._-]+/)
    .filter((part) => part !== '')
}

/**
 * The same parts in another order, or with the first of them shortened to its initial: `carl.mail`, `mail.carl`,
 * `c.mail`, `cmail`.
 */
function areSameParts(one: readonly string[], other: readonly string[]): boolean {
  return fits(one, other) || fits(other, one)
}

function fits(long: readonly string[], short: readonly string[]): boolean {
  const [first, last] = long
  if (first === undefined || last === undefined || long.length !== 2) return false
  if (first.length < 2 || last.length < 2) return false
  const joined = short.join('')
  const forms = [
    `${first}${last}`,
    `${last}${first}`,
    `${first.slice(0, 1)}${last}`,
    `${last}${first.slice(0, 1)}`,
    `${first}${last.slice(0, 1)}`,
  ]
  return forms.includes(joined) && joined.length > 2
}

function wordsOf(name: string): string[] {
  return foldForComparison(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Whether the account's name or login ID consists of the user's first and last name. */
export function isTheirName(
  { loginId, name }: Pick<StrangeAccount, 'loginId' | 'name'>,
  { firstName, lastName }: Pick<LikelyUser, 'firstName' | 'lastName'>,
): boolean {
  const [first, last] = [wordsOf(firstName), wordsOf(lastName)]
  if (first.length === 0 || last.length === 0) return false
  const wanted = [...first, ...last].toSorted().join(' ')
  const said = wordsOf(name ?? '')
  if (said.toSorted().join(' ') === wanted) return true
  const parts = partsOf(localOf(foldAddress(loginId)))
  return parts.toSorted().join(' ') === wanted || fits([first.join(''), last.join('')], parts)
}
