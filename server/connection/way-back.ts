import { record } from '#server/audit/audit.ts'
import { findLocation, listPlaces, lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { writeLetter } from '#server/mail/letter.ts'
import { queueMails } from '#server/mail/outbox.ts'
import { listReadersWithoutPassword, type Reader } from '#server/mail/readers.queries.ts'
import { makePasswordLinks } from '#server/passwords/password-links.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { lockUsers } from '#server/sessions/standings.queries.ts'
import { type Acting, currentMemberships } from '#server/users/acting.ts'
import { listChangeable } from '#server/users/reach.ts'
import { messages } from '#shared/messages/messages.ts'
import { can, type Membership } from '#shared/permissions.ts'
import { defanged } from '#shared/plain-text.ts'

/**
 * The way back: mails everyone in a chain who has no password a link to set one, before mandatory authentication is
 * turned off or the tenant is removed. The links work as soon as passwords are allowed.
 * A manager who may turn passwords off may also prepare the way back. Managers are mailed only by those who may reset
 * them (R22). They can always ask for a link themselves, because they keep the password door (R14).
 *
 * @returns to how many.
 * @throws {Problem} `not_found`, `forbidden`.
 */
export function mailPasswordLinks(
  db: Db,
  manager: Acting,
  chainId: string,
  origin: string,
  now: Date,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { actor, customerId } = manager
    const chain = await findLocation(trx, chainId)
    if (chain?.type !== 'chain' || chain.customerId !== customerId)
      throw new Problem('not_found', 'There is no such chain.')
    if (actor.kind === 'user') await lockUsers(trx, [actor.userId])
    else await lockCustomerPolicy(trx, customerId)
    const place = (await listPlaces(trx, customerId, [chainId])).get(chainId) ?? []
    const held = await currentMemberships(trx, manager)
    if (actor.kind !== 'operator' && !can(held, 'settings.change', place))
      throw new Problem('forbidden', 'Only a manager of this chain may do this.')

    const people = await listReadersWithoutPassword(trx, { id: chainId, customerId }, now)
    const managers = await listManagersWithinReach(trx, manager, held, people)
    const readers = people.filter(({ userId, isManager }) => !isManager || managers.has(userId))
    const links = await makePasswordLinks(trx, readers, 'welcome', origin, now)
    const mails = readers.map((reader, index) => {
      const { link = '', mailId: id } = links[index] ?? {}
      return {
        id,
        to: reader,
        letter: wayBackLetter(reader, chain, link),
        about: { kind: 'way_back' as const, chainId },
      }
    })
    await queueMails(trx, mails, 'customer', now)
    await record(trx, actor, now, {
      customerId,
      action: 'password-links.mailed',
      detail: { locationId: chainId, count: readers.length },
    })
    return readers.length
  })
}

/** The letter that brings a link to set a password. */
export function wayBackLetter({ language, name, username }: Reader, chain: { name: string }, link: string) {
  const words = messages[language].letters
  return writeLetter(language, name, {
    subject: words.wayBack.subject,
    paragraphs: [words.wayBack.text(defanged(chain.name), username)],
    action: { label: words.setPassword, url: link },
    after: [words.linkLasts.welcome],
  })
}

/** Those of these people who are managers whom the acting one may reset. */
async function listManagersWithinReach(
  trx: Trx,
  { actor, customerId }: Acting,
  held: readonly Membership[],
  people: readonly { userId: string; isManager: boolean }[],
): Promise<Set<string>> {
  const managers = people.filter(({ isManager }) => isManager).map(({ userId }) => userId)
  if (actor.kind === 'operator') return new Set(managers)
  // A program with a key does not reset managers (R33).
  return actor.kind === 'api_key' ? new Set() : listChangeable(trx, customerId, held, managers)
}
