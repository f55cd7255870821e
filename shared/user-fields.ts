import { flawOf } from './plain-text.ts'
import { invisibleCharacter, normalUsername, type OddCharacter, oddCharacterOfUsername } from './usernames.ts'

/** What is wrong with a field of a user. The sentences are in `shared/messages/`, under `users.faults`. */
export type FieldFault =
  | 'missing'
  | 'too_long'
  | 'invisible_character'
  | 'mixed_scripts'
  | 'not_own_address'
  | 'not_an_address'
  | 'not_a_language'
  | 'not_a_day'
  | 'not_a_role'
  | 'no_such_location'
  | 'needs_a_chain'
  | 'beyond_your_role'
  | 'username_taken'
  | 'not_checked'
  | 'email_taken'
  | 'twice_in_file'
  | 'too_many_roles'
  | 'not_text'
  | 'link'
  | 'formula'
  | 'scientific'
  | 'damaged'
  | 'several_locations'
  | 'yourself'
  | 'beyond_your_reach'
  | 'surplus_cells'
  | 'broken_quotes'

/** The texts of a user that people type, with the maximum number of characters. */
export const longest = {
  username: 100,
  email: 320,
  firstName: 100,
  lastName: 100,
  title: 100,
  mobilePhone: 50,
  description: 1000,
} as const

export type TextField = keyof typeof longest

/**
 * What is wrong with these texts, by field; empty if they may be saved. Fields that are absent are not checked. The
 * form uses it while a person types, and the server before it saves.
 *
 * @param ownAddress the address that the user has or will have, which alone may be a username with an @.
 */
export function faultsOfTexts(
  texts: Partial<Record<TextField, string>>,
  ownAddress = texts.email,
): Partial<Record<TextField, FieldFault>> {
  const faults: Partial<Record<TextField, FieldFault>> = {}
  for (const [field, most] of Object.entries(longest) as [TextField, number][]) {
    const typed = texts[field]
    if (typed === undefined) continue
    if (isFarTooLong(typed, most)) {
      faults[field] = 'too_long'
      continue
    }
    const text = field === 'username' ? normalUsername(typed) : typed.trim()
    const odd = oddCharacterIn(field, text)
    const flaw = flawOf(text, { lines: field === 'description' })
    const required = field === 'username' || field === 'email'
    if (required && text === '') faults[field] = 'missing'
    // Code points, as PostgreSQL counts them.
    else if ([...text].length > most) faults[field] = 'too_long'
    else if (field === 'email' && isAddress(text)) continue
    else if (odd) faults[field] = odd.fault
    else if (field === 'email') faults[field] = 'not_an_address'
    else if (flaw) faults[field] = flaw
  }
  const { username } = texts
  if (!faults.username && username !== undefined && isOthersAddress(username, ownAddress ?? ''))
    faults.username = 'not_own_address'
  return faults
}

/** Known at a glance: to normalize megabytes of text and to look at each character takes seconds. */
function isFarTooLong(typed: string, most: number): boolean {
  return typed.length > 4 * most
}

/** Of what is typed or imported, the form in which a username is looked up; of what is far too long, nothing. */
export function lookedUpUsername(typed: string): string {
  return isFarTooLong(typed, longest.username) ? '' : normalUsername(typed)
}

/**
 * Whether a username looks like an address, and is not the address of its user (R2). People type their address at the
 * password door, and must not end up with an account of someone else's making.
 */
function isOthersAddress(username: string, email: string): boolean {
  const name = normalUsername(username)
  return name.includes('@') && name.toLowerCase() !== email.trim().toLowerCase()
}

/** The character because of which a username or an address cannot be saved. */
export function oddCharacterIn(field: TextField, typed: string): OddCharacter | undefined {
  if (field === 'username') return oddCharacterOfUsername(normalUsername(typed))
  return field === 'email' ? invisibleCharacter(typed.trim()) : undefined
}

/**
 * An address that Entra could send and a mail could reach: one local part, one domain, both in ASCII. Addresses that
 * Unicode could make look alike are refused where they are entered, because two addresses are compared byte by byte
 * (R9).
 */
export function isAddress(text: string): boolean {
  return (
    text.length <= 320 &&
    /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i.test(text)
  )
}
