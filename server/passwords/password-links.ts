import { randomUUIDv7 } from 'node:crypto'
import type { PasswordLinkKind } from '#server/audit/audit.ts'
import type { AboutA } from '#server/mail/about.ts'
import type { MailCause } from '#server/mail/budget.ts'
import { type Letter, writeLetter } from '#server/mail/letter.ts'
import { queueMails } from '#server/mail/outbox.ts'
import { listReaders, type Reader } from '#server/mail/readers.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { newOrderedId } from '#server/platform/ids.ts'
import { hashSecret, newSecret } from '#server/platform/secret.ts'
import { mappedInSlices } from '#server/platform/slices.ts'
import { refusalAtDoor, type Standing, tenantOf } from '#server/policy/doors.ts'
import { listStandings, listStandingsOfMany } from '#server/sessions/standings.queries.ts'
import { isOpen } from '#shared/end-date.ts'
import { messages } from '#shared/messages/messages.ts'
import {
  deletePasswordLinks,
  forgetWelcomed,
  insertPasswordLinks,
  listSignInChains,
  noteWelcomed,
} from './password-links.queries.ts'

/** Milliseconds for which a link is valid (contract), from when it was printed or its mail was sent. */
const lifetimes: Record<PasswordLinkKind, number> = {
  reset: 60 * 60 * 1000,
  welcome: 7 * 24 * 60 * 60 * 1000,
  recovery: 15 * 60 * 1000,
}

/** Which older links a new one ends. */
const endedBy: Record<PasswordLinkKind, readonly PasswordLinkKind[]> = {
  reset: ['reset'],
  welcome: ['reset', 'welcome'],
  recovery: ['reset', 'welcome', 'recovery'],
}

/**
 * Makes a link with which a user can set their password, once. Only its hash is stored. Whether it works is decided
 * when it is used: it does not while the user may not have a password.
 *
 * A newer link ends the older ones, but none that counts for more. A reset, which any stranger can ask for, leaves
 * alone what a manager has sent, and only a newer recovery ends what the operator made to recover a manager. Otherwise
 * the links of those who can help could be made useless by others.
 *
 * @param origin TMAS_URL's: a link is never built from what a request says.
 */
export async function makePasswordLink(
  trx: Trx,
  reader: Reader,
  kind: PasswordLinkKind,
  origin: string,
  now: Date,
): Promise<MadeLink & { expiresAt: Date }> {
  const [made] = await makePasswordLinks(trx, [reader], kind, origin, now)
  if (!made) throw new Error('no link was made')
  return { ...made, expiresAt: new Date(now.getTime() + lifetimes[kind]) }
}

/** A link, and the ID that the mail which brings it is given. */
export type MadeLink = { link: string; mailId: string }

/** The same for many people, in their order. @param readers each with the mail that brings the link, if there is one. */
export async function makePasswordLinks(
  trx: Trx,
  readers: readonly (Pick<Reader, 'userId' | 'customerId' | 'emailFolded'> & { mailId?: string })[],
  kind: PasswordLinkKind,
  origin: string,
  now: Date,
): Promise<MadeLink[]> {
  const userIds = readers.map(({ userId }) => userId)
  await deletePasswordLinks(trx, userIds, endedBy[kind])
  const expiresAt = new Date(now.getTime() + lifetimes[kind])
  const made = readers.map(({ userId, customerId, emailFolded, mailId = newOrderedId() }) => {
    const secret = newSecret()
    const row = {
      id: randomUUIDv7(),
      customerId,
      userId,
      kind,
      emailFolded,
      createdAt: now,
      expiresAt,
      mailId,
    }
    const link = `${origin}/set-password?token=${secret}`
    return { row: { ...row, secretHash: hashSecret(secret) }, link, mailId }
  })
  await insertPasswordLinks(
    trx,
    made.map(({ row }) => row),
  )
  return made.map(({ link, mailId }) => ({ link, mailId }))
}

/** The ways in which users may sign in now, for what a mail asks them to do. */
export async function findWaysToSignIn(
  db: Db | Trx,
  userId: string,
  now: Date,
): Promise<{ password: boolean; microsoft: boolean }> {
  const [standing] = await listStandings(db, [userId], now)
  return waysToSignInOf(standing, now)
}

function waysToSignInOf(standing: Standing | undefined, now: Date) {
  if (!standing || !isOpen(standing, now) || standing.suspended) return { password: false, microsoft: false }
  return {
    password: refusalAtDoor({ door: 'password' }, standing, now) === null,
    microsoft: tenantOf(standing) !== null,
  }
}

/**
 * Queues the welcome e-mail (R25). A user who may have a password gets a link to set it. A user who has only Microsoft
 * is asked to use it, and with which address. A user whose account is disabled or has ended, or whose customer is
 * suspended, who has neither, gets none.
 *
 * @returns the way to sign in that the mail leads to, or null if none was queued.
 */
export async function queueWelcome(
  trx: Trx,
  userId: string,
  origin: string,
  now: Date,
): Promise<'password' | 'microsoft' | null> {
  return (await queueWelcomes(trx, [userId], origin, now)).get(userId) ?? null
}

/**
 * The same for many people, in few statements, because an import holds the customer's lock meanwhile.
 *
 * @param cause an announcement is sent later, where a mail of a customer's is refused (R35).
 */
async function queueWelcomes(
  trx: Trx,
  userIds: readonly string[],
  origin: string,
  now: Date,
  cause: 'customer' | 'announcement' = 'customer',
): Promise<Map<string, 'password' | 'microsoft'>> {
  const standings = await listStandingsOfMany(trx, userIds, now)
  const people = (await listReaders(trx, userIds)).map((reader) => {
    return { reader, doors: waysToSignInOf(standings.get(reader.userId), now) }
  })
  const withPassword = people.filter(({ doors }) => doors.password)
  const readers = withPassword.map(({ reader }) => reader)
  const links = await makePasswordLinks(trx, readers, 'welcome', origin, now)
  const addresses = await listSignInChains(trx, userIds)
  const withMicrosoft = people.filter(({ doors }) => doors.microsoft && !doors.password)
  await queueMails(
    trx,
    [
      ...withPassword.map(({ reader, doors }, index) => {
        const address = addressFor(addresses, reader.userId, origin)
        const { link = '', mailId: id } = links[index] ?? {}
        const letter = welcomeToPassword(reader, link, doors.microsoft, address)
        return { id, to: reader, letter, about: { kind: 'welcome' as const, door: 'password' as const } }
      }),
      ...withMicrosoft.map(({ reader }) => ({
        to: reader,
        letter: welcomeToMicrosoft(reader, addressFor(addresses, reader.userId, origin)),
        about: { kind: 'welcome' as const, door: 'microsoft' as const },
      })),
    ],
    cause,
    now,
  )
  await noteWelcomed(
    trx,
    [...withPassword, ...withMicrosoft].map(({ reader }) => reader.userId),
  )
  return new Map([
    ...withPassword.map(({ reader }) => [reader.userId, 'password'] as const),
    ...withMicrosoft.map(({ reader }) => [reader.userId, 'microsoft'] as const),
  ])
}

/**
 * Rewrites a welcome that waits in the outbox: to the address that its user has now, and for the way to sign in that
 * is open to them now (R25). Its former link ends.
 */
export async function rewriteWelcome(
  trx: Trx,
  { id: mailId, userId }: { id: string; userId: string },
  doors: { password: boolean; microsoft: boolean },
  origin: string,
  now: Date,
): Promise<{ to: Reader; letter: Letter; about: AboutA<'welcome'> }> {
  const [reader] = await listReaders(trx, [userId])
  if (!reader) throw new Error('a mail without its user')
  const address = await signInAddressOf(trx, userId, origin)
  await noteWelcomed(trx, [userId])
  if (!doors.password) {
    await deletePasswordLinks(trx, [userId], ['welcome'])
    const letter = welcomeToMicrosoft(reader, address)
    return { to: reader, letter, about: { kind: 'welcome', door: 'microsoft' } }
  }
  const [made] = await makePasswordLinks(trx, [{ ...reader, mailId }], 'welcome', origin, now)
  const letter = welcomeToPassword(reader, made?.link ?? '', doors.microsoft, address)
  return { to: reader, letter, about: { kind: 'welcome', door: 'password' } }
}

/** The same for people who have just been added as welcomed: that of those who get no mail is taken back. */
export async function welcomeAdded(
  trx: Trx,
  userIds: readonly string[],
  origin: string,
  now: Date,
): Promise<void> {
  // Beyond what the customer may send in a day, they are sent on the days after it (R35).
  const mailed = await queueWelcomes(trx, userIds, origin, now, 'announcement')
  const others = userIds.filter((id) => !mailed.has(id))
  if (others.length > 0) await forgetWelcomed(trx, others)
}

function welcomeToPassword(
  { language, name, username, email }: Reader,
  link: string,
  alsoMicrosoft: boolean,
  address: string,
) {
  const words = messages[language].letters
  const { subject, withPassword, alsoMicrosoft: also } = words.welcome
  return writeLetter(language, name, {
    subject,
    paragraphs: [withPassword(username), ...(alsoMicrosoft ? [also(email)] : [])],
    action: { label: words.setPassword, url: link },
    after: [words.linkLasts.welcome, words.signInAt(address)],
  })
}

function welcomeToMicrosoft({ language, name, email }: Reader, address: string) {
  const words = messages[language].letters
  return writeLetter(language, name, {
    subject: words.welcome.subject,
    paragraphs: [words.welcome.withMicrosoft(email)],
    action: { label: words.goToSignIn, url: address },
  })
}

/** The sign-in page of a user's own chain: an attempt from there is seen by their managers, even if it names no one. */
export async function signInAddressOf(db: Db | Trx, userId: string, origin: string): Promise<string> {
  return addressFor(await listSignInChains(db, [userId]), userId, origin)
}

function addressFor(chains: ReadonlyMap<string, string>, userId: string, origin: string): string {
  const chainId = chains.get(userId)
  return chainId === undefined ? `${origin}/sign-in` : `${origin}/sign-in?chain=${chainId}`
}

/**
 * Queues a link to set a new password. Ask `findWaysToSignIn` first: a user who has only Microsoft is asked to use that
 * instead.
 */
export async function queueReset(
  trx: Trx,
  reader: Reader,
  origin: string,
  cause: MailCause,
  now: Date,
): Promise<void> {
  await queueResets(trx, [reader], origin, cause, now)
}

/** The same for many people. */
export async function queueResets(
  trx: Trx,
  readers: readonly Reader[],
  origin: string,
  cause: MailCause,
  now: Date,
): Promise<void> {
  const userIds = readers.map(({ userId }) => userId)
  const links = await makePasswordLinks(trx, readers, 'reset', origin, now)
  const addresses = await listSignInChains(trx, userIds)
  const mails = await mappedInSlices(readers, (reader, index) => {
    const { link = '', mailId: id } = links[index] ?? {}
    const letter = resetLetter(reader, link, addressFor(addresses, reader.userId, origin))
    return { id, to: reader, letter, about: { kind: 'reset' as const } }
  })
  await queueMails(trx, mails, cause, now)
}

/** Rewrites a link to set a password that waits in the outbox, for the address that its user has now. */
export async function rewriteReset(
  trx: Trx,
  { id: mailId, userId }: { id: string; userId: string },
  origin: string,
  now: Date,
): Promise<{ to: Reader; letter: Letter; about: AboutA<'reset'> }> {
  const [reader] = await listReaders(trx, [userId])
  if (!reader) throw new Error('a mail without its user')
  const [made] = await makePasswordLinks(trx, [{ ...reader, mailId }], 'reset', origin, now)
  const address = await signInAddressOf(trx, userId, origin)
  return { to: reader, letter: resetLetter(reader, made?.link ?? '', address), about: { kind: 'reset' } }
}

function resetLetter({ language, name, username }: Reader, link: string, address: string): Letter {
  const words = messages[language].letters
  return writeLetter(language, name, {
    subject: words.reset.subject,
    paragraphs: [words.reset.text(username)],
    action: { label: words.setPassword, url: link },
    after: [words.linkLasts.reset, words.reset.notAsked, words.signInAt(address)],
  })
}
