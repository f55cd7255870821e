/**
 * An address as it is compared: ASCII white space trimmed, ASCII letters lower-cased, and nothing else equated (R9).
 * There is no locale and no full Unicode case mapping: the Kelvin sign is not a k, and a dotless ı is not an i.
 * PostgreSQL keeps the same form in the columns `email_folded` and `username_folded`; a test holds the two together.
 * Usernames are compared as `foldUsername` says.
 */
export function foldAddress(address: string): string {
  return address
    .replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/**
 * The mailbox that an address leads to, as far as anyone can tell: without what follows a plus sign, which mail servers
 * ignore. For counting mails only; two such addresses are two (R9).
 */
export function mailboxOf(address: string): string {
  const folded = foldAddress(address)
  const at = folded.lastIndexOf('@')
  // An address may begin with a plus sign; then it is all of its name.
  const plus = folded.slice(0, Math.max(at, 0)).indexOf('+', 1)
  return plus < 0 ? folded : folded.slice(0, plus) + folded.slice(at)
}

/**
 * A username as it is compared, at every door: in its one Unicode form, and then like an address (R2). PostgreSQL keeps
 * the same in the column `username_form`; a test holds the two together.
 */
export function foldUsername(username: string): string {
  return foldAddress(username.normalize('NFKC').replace(/ +/g, ' '))
}

/**
 * Whether a person who types this username points at its user (R2, R31). A username that is an address does so once the
 * user was seen to read mail there. Until then it may be the address of another person, whom a customer has entered as
 * a user of its own, and whose attempts it would then read.
 *
 * @param shownEmail the address at which the user was last seen to read mail.
 */
export function pointsAtUser({
  username,
  shownEmail,
}: {
  username: string
  shownEmail: string | null
}): boolean {
  return (
    !username.includes('@') || (shownEmail !== null && foldUsername(username) === foldAddress(shownEmail))
  )
}
