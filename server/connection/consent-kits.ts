import { randomUUIDv7 } from 'node:crypto'
import { record, type UserActor } from '#server/audit/audit.ts'
import { takeLocation } from '#server/locations/permitted.ts'
import { writeLetter } from '#server/mail/letter.ts'
import { queueMail } from '#server/mail/outbox.ts'
import { findReader } from '#server/mail/readers.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { deriveSecret, hashSecret, newSecret } from '#server/platform/secret.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { defanged } from '#shared/plain-text.ts'
import { countKitsSince, insertConsentKit, setKitRevoked } from './consent-kits.queries.ts'

/** Only people make and revoke a link: a stolen key must not become a sender of mail. */
export type KitMail = { email: string; language: Language; message?: string | undefined }

const day = 24 * 60 * 60 * 1000

/** Milliseconds for which a link is valid. */
export const kitLifetime = 14 * day

/**
 * In 24 hours: links of one chain, and mails of one customer, to any address. Far above need, and far below a flood.
 */
export const mostLinks = 20
export const mostMails = 10

/**
 * What goes to Microsoft and comes back. It is derived from the link, so that Microsoft never sees what opens the
 * page.
 */
export function stateOf(secret: string): string {
  return deriveSecret(secret, 'admin-consent')
}

/**
 * Makes a link that opens the page for a chain's IT administrator, and mails it if an address is given. The words of
 * the mail are ours, except for a short message that cannot contain a link.
 *
 * @returns the link, which is stored nowhere.
 * @throws {Problem} `not_found`, `forbidden`; `throttled` beyond the limits of a day.
 */
export async function makeConsentKit(
  db: Db,
  person: UserActor,
  chainId: string,
  mail: KitMail | undefined,
  origin: string,
  now: Date,
): Promise<{ id: string; link: string; expiresAt: Date }> {
  return db.transaction().execute(async (trx) => {
    const chain = await takeChain(trx, person, chainId)
    const { customerId } = chain
    await refuseTooManyKits(trx, { chainId, customerId }, mail !== undefined, now)

    const id = randomUUIDv7()
    const secret = newSecret()
    const expiresAt = new Date(now.getTime() + kitLifetime)
    await insertConsentKit(trx, {
      id,
      secretHash: hashSecret(secret),
      stateHash: hashSecret(stateOf(secret)),
      customerId,
      locationId: chainId,
      createdAt: now,
      createdBy: person.userId,
      expiresAt,
      recipient: mail?.email ?? null,
    })
    await record(trx, person, now, {
      customerId,
      action: 'consent-kit.made',
      detail: { consentKitId: id, locationId: chainId, expiresAt: expiresAt.toISOString() },
    })
    const link = `${origin}/consent-kit?token=${secret}`
    if (mail) {
      await queueKit(trx, person, { customerId, name: chain.name }, mail, { id, link, expiresAt }, now)
      const { email: recipient, language } = mail
      await record(trx, person, now, {
        customerId,
        action: 'consent-kit.mailed',
        detail: { consentKitId: id, locationId: chainId, recipient, language },
      })
    }
    return { id, link, expiresAt }
  })
}

/**
 * Revokes a link: its next visitor finds nothing, on every instance.
 *
 * @throws {Problem} `not_found`, also for one that has expired or belongs to another chain; `forbidden`.
 */
export async function revokeConsentKit(
  db: Db,
  person: UserActor,
  chainId: string,
  id: string,
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { customerId } = await takeChain(trx, person, chainId)
    if (!(await setKitRevoked(trx, chainId, id, now)))
      throw new Problem('not_found', 'This chain has no such link.')
    await record(trx, person, now, {
      customerId,
      action: 'consent-kit.revoked',
      detail: { consentKitId: id, locationId: chainId },
    })
  })
}

async function takeChain(trx: Trx, person: UserActor, chainId: string) {
  const chain = await takeLocation(trx, person, 'consent-kit.send', chainId)
  if (chain.type !== 'chain') throw new Problem('not_found', 'There is no such chain.')
  return chain
}

/** Counted under the customer's lock, so that of many requests at once none slips through. */
async function refuseTooManyKits(
  trx: Trx,
  place: { chainId: string; customerId: string },
  isMailed: boolean,
  now: Date,
) {
  const { made, mailed } = await countKitsSince(trx, place, new Date(now.getTime() - day))
  if (made < mostLinks && !(isMailed && mailed >= mostMails)) return
  const detail =
    made < mostLinks
      ? `At most ${mostMails} consent kits are mailed in 24 hours. Pass the link on yourself, or try again tomorrow.`
      : `At most ${mostLinks} links are made in 24 hours. Use one that is there, or try again tomorrow.`
  throw new Problem('throttled', detail, { retryAfterSeconds: 60 * 60 })
}

async function queueKit(
  trx: Trx,
  person: UserActor,
  chain: { customerId: string; name: string },
  { email, language, message }: KitMail,
  { id: kitId, link, expiresAt }: { id: string; link: string; expiresAt: Date },
  now: Date,
) {
  const { consentKit, letters } = messages[language]
  const words = consentKit.letter
  const sender = await findReader(trx, person.userId)
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(expiresAt)
  const letter = writeLetter(language, words.addressee, {
    subject: words.subject(defanged(chain.name)),
    paragraphs: [words.text(defanged(chain.name)), ...(message ? [message] : []), words.noAccount],
    action: { label: words.open, url: `${link}&lang=${language}` },
    after: [
      words.lasts(until),
      ...(sender ? [letters.fromManager(`${sender.name} <${sender.email}>`)] : []),
      words.notExpected,
    ],
  })
  // The sender's mail, to an address that is no user's. It is deleted with the sender.
  const to = { customerId: chain.customerId, userId: person.userId, email }
  await queueMail(trx, to, letter, { kind: 'consent_kit', kitId }, 'customer', now)
}
