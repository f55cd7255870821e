/** What people mistype in an address. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789.-_'

/** Pairs that look alike, in both directions. */
const confusable = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['0', 'o'],
  ['1', 'l'],
  ['1', 'i'],
] as const

/**
 * Every address that could be meant by this one, one slip away: a letter left out, doubled, swapped or replaced, in
 * the name or in the domain, or a pair that looks alike. Addresses that differ only in their digits are not included:
 * `store12@` and `store13@` are two stores.
 *
 * @param address folded (`foldAddress`); without an `@` nothing is alike.
 */
export function nearMisses(address: string): string[] {
  const { local, domain } = splitAt(address)
  if (local === '') return []
  return [...nearMissesInName(address), ...alike(domain).map((slip) => `${local}@${slip}`)]
}

/** Those with the same domain. */
export function nearMissesInName(address: string): string[] {
  const { local, domain } = splitAt(address)
  return local === '' ? [] : alike(local).map((slip) => `${slip}@${domain}`)
}

function alike(text: string): string[] {
  // A thousand for each address, so nothing is made for those that are left out.
  const found = new Set<string>()
  for (const slip of slips(text)) if (!differOnlyInDigits(slip, text)) found.add(slip)
  return [...found]
}

/** Whether `other` is among the near misses of `address`. It does not create the list if that is impossible. */
export function isNearMiss(address: string, other: string): boolean {
  const [one, two] = [splitAt(address), splitAt(other)]
  const isHalfAlike = one.local === two.local || one.domain === two.domain
  return isHalfAlike && differAtOnePlace(address, other) && nearMisses(address).includes(other)
}

/** Whether two texts differ in at most two letters next to each other, as everything that is one slip away does. */
function differAtOnePlace(one: string, other: string): boolean {
  const longer = Math.max(one.length, other.length)
  const shorter = Math.min(one.length, other.length)
  if (longer - shorter > 1) return false
  let before = 0
  while (before < shorter && one[before] === other[before]) before += 1
  let after = 0
  while (after < shorter - before && one.at(-1 - after) === other.at(-1 - after)) after += 1
  return longer - before - after <= 2
}

function splitAt(address: string) {
  const at = address.lastIndexOf('@')
  return { local: address.slice(0, Math.max(at, 0)), domain: address.slice(at + 1) }
}

function slips(text: string): string[] {
  const found: string[] = []
  for (let i = 0; i <= text.length; i += 1) {
    const [before, after] = [text.slice(0, i), text.slice(i)]
    if (after !== '') found.push(before + after.slice(1))
    if (after.length > 1) found.push(`${before}${after[1]}${after[0]}${after.slice(2)}`)
    for (const letter of alphabet) {
      found.push(before + letter + after)
      if (after !== '') found.push(before + letter + after.slice(1))
    }
    for (const [one, other] of confusable) {
      if (after.startsWith(one)) found.push(before + other + after.slice(one.length))
      if (after.startsWith(other)) found.push(before + one + after.slice(other.length))
    }
  }
  return found
}

/** Whether two texts are the same without their digits. */
function differOnlyInDigits(one: string, other: string): boolean {
  let [here, there] = [0, 0]
  for (;;) {
    while (isDigit(one.charCodeAt(here))) here += 1
    while (isDigit(other.charCodeAt(there))) there += 1
    if (here >= one.length || there >= other.length) return here >= one.length && there >= other.length
    if (one.charCodeAt(here) !== other.charCodeAt(there)) return false
    here += 1
    there += 1
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
