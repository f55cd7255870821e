import { record } from '#server/audit/audit.ts'
import { findLocation, listPlaces, lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { writeLetter } from '#server/mail/letter.ts'
import { queueMails } from '#server/mail/outbox.ts'
import { listReadersWithoutPassword } from '#server/mail/readers.queries.ts'
import { makePasswordLinks } from '#server/passwords/password-links.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { lockUsers } from '#server/sessions/standings.queries.ts'
import { type Acting, currentMemberships } from '#server/users/acting.ts'
import { messages } from '#shared/messages/messages.ts'
import { can } from '#shared/permissions.ts'
import { defanged } from '#shared/plain-text.ts'

/**
 * The way back: mails everyone in a chain who has no password a link to set one, before mandatory authentication is
 * turned off or the tenant is removed. The links work as soon as passwords are allowed.
 * A manager who may turn passwords off may also prepare the way back.
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
    if (actor.kind !== 'operator' && !can(await currentMemberships(trx, manager), 'settings.change', place))
      throw new Problem('forbidden', 'Only a manager of this chain may do this.')

    // A program with a key does not reset managers (R33).
    const withManagers = actor.kind !== 'api_key'
    const readers = await listReadersWithoutPassword(trx, { id: chainId, customerId }, { withManagers }, now)
    const links = await makePasswordLinks(trx, readers, 'welcome', origin, now)
    const mails = readers.map((reader, index) => {
      const words = messages[reader.language].letters
      const { link = '', mailId: id } = links[index] ?? {}
      const letter = writeLetter(reader.language, reader.name, {
        subject: words.wayBack.subject,
        paragraphs: [words.wayBack.text(defanged(chain.name), reader.username)],
        action: { label: words.setPassword, url: link },
        after: [words.linkLasts.welcome],
      })
      return { id, to: reader, letter }
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
