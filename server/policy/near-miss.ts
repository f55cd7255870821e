import { foldAddress } from './address.ts'
import { isNearMiss, nearMissesInName } from './look-alikes.ts'

/** An account of the customer's own tenant that is nobody here, as its token described it. */
export type StrangeAccount = {
  loginId: string
  /** The `email` claim: whatever the tenant's administrator typed. It only helps to explain (R9). */
  email: string | null
  name: string | null
}

/** A user as far as a likeness asks. */
export type LikelyUser = { email: string; firstName: string; lastName: string }

/** In what an account and a user are alike, the most telling first. */
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
 * Why this account could be this user; undefined where nothing says so. It is for a manager to look at: nothing is ever
 * done because of it, and nothing of it reaches the person.
 *
 * What the person typed before leaving for Microsoft does not count: anybody could make themselves alike by it.
 */
export function likenessOf(account: StrangeAccount, user: LikelyUser): Likeness | undefined {
  const [login, address] = [foldAddress(account.loginId), foldAddress(user.email)]
  const isAlike: Record<Likeness, () => boolean> = {
    mail_is_address: () => account.email !== null && foldAddress(account.email) === address,
    same_but_accents: () => foldFurther(login) === foldFurther(address),
    same_name_other_domain: () => localOf(login) === localOf(address) && localOf(login) !== '',
    one_slip_away: () => isNearMiss(login, address),
    same_parts: () =>
      domainOf(login) === domainOf(address) &&
      areSameParts(partsOf(localOf(login)), partsOf(localOf(address))),
    same_person_name: () => isNamed(account, user),
  }
  return likenesses.find((likeness) => isAlike[likeness]())
}

/** What to look for among the users of a customer, before each is held against the account. Everything is folded. */
export type Traces = {
  /** Whole addresses. */
  addresses: string[]
  /** Names before the @, at whatever domain. */
  locals: string[]
  /** Words of which a first and a last name could consist. */
  names: string[]
}

export function tracesOf({ loginId, email, name }: StrangeAccount): Traces {
  const login = foldAddress(loginId)
  const local = localOf(login)
  const parts = partsOf(foldFurther(local))
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
    addresses: [
      // A slip in the domain leaves the name before the @ as it is, which is looked for by itself.
      ...new Set([
        ...nearMissesInName(login),
        foldFurther(login),
        ...(email === null ? [] : [foldAddress(email)]),
      ]),
    ],
    locals: [...new Set([local, foldFurther(local), ...shapes])].filter((text) => text !== ''),
    names: [...new Set(words)].filter((word) => word.length > 1),
  }
}

/**
 * An address with everything folded that R9 never folds: accents, wide letters, full Unicode case, signs that nobody sees.
 * To find who was meant, never to let anybody in.
 */
export function foldFurther(text: string): string {
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
  return foldFurther(local)
    .split(/[._-]+/)
    .filter((part) => part !== '')
}

/** The same parts in another order, or with the first of them cut to its initial: `carl.mail`, `mail.carl`, `c.mail`, `cmail`. */
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
  return foldFurther(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The account's name, or its login ID, consists of the user's first and last name. */
function isNamed({ loginId, name }: StrangeAccount, { firstName, lastName }: LikelyUser): boolean {
  const [first, last] = [wordsOf(firstName), wordsOf(lastName)]
  if (first.length === 0 || last.length === 0) return false
  const wanted = [...first, ...last].toSorted().join(' ')
  const said = wordsOf(name ?? '')
  if (said.toSorted().join(' ') === wanted) return true
  const parts = partsOf(localOf(foldAddress(loginId)))
  return parts.toSorted().join(' ') === wanted || fits([first.join(''), last.join('')], parts)
}
