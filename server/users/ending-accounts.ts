import { listPlaces } from '#server/locations/locations.queries.ts'
import type { AboutA } from '#server/mail/about.ts'
import type { JudgedMail } from '#server/mail/judge.ts'
import { writeLetter } from '#server/mail/letter.ts'
import { nameOf } from '#server/mail/manager-notices.ts'
import { queueMails } from '#server/mail/outbox.ts'
import {
  listManagers,
  listReaders,
  type Reader,
  whereTheyRead,
  withPlainName,
} from '#server/mail/readers.queries.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { eachAlone } from '#server/platform/each-alone.ts'
import type { Log } from '#server/platform/log.ts'
import { dayOf, sayDay } from '#shared/end-date.ts'
import { messages } from '#shared/messages/messages.ts'
import { mayChangeUser } from '#shared/permissions.ts'
import {
  atOnce,
  type EndingAccount,
  listCustomersToTell,
  listStillEnding,
  noteTold,
  takeEndingAccounts,
} from './ending-accounts.queries.ts'
import { listMembershipsOf } from './users.queries.ts'

const day = 24 * 60 * 60 * 1000

/** Days before the end at which the managers are notified. */
const toldBefore = 7

/** How many people one mail names. The rest are counted. */
const named = 20

/**
 * Mails managers a week before accounts end, once for each end date: each manager about those whose date they may change,
 * in one mail however many there are. Of whom no manager could be told yet, one who comes later is.
 *
 * @param origin TMAS's own address, for the button.
 */
export async function tellOfEndingAccounts(
  db: Db,
  log: Pick<Log, 'warn'>,
  origin: string,
  now: Date,
): Promise<void> {
  const days = { after: dayOf(now), until: dayOf(new Date(now.getTime() + toldBefore * day)) }
  const customers = await listCustomersToTell(db, days)
  await eachAlone(log, 'tell managers of accounts that end soon', customers, ({ id }) =>
    tellCustomer(db, { customerId: id, days, origin }, now),
  )
}

type Told = { customerId: string; days: { after: string; until: string }; origin: string }

async function tellCustomer(db: Db, told: Told, now: Date): Promise<void> {
  let last: string | undefined
  let isDone = false
  // By their IDs: accounts of which there is no one to tell do not keep the others from being told of.
  while (!isDone) {
    const taken = await db.transaction().execute((trx) => tellBatch(trx, told, last, now))
    last = taken.at(-1)?.userId
    isDone = taken.length < atOnce
  }
}

async function tellBatch(trx: Trx, { customerId, days, origin }: Told, after: string | undefined, now: Date) {
  const taken = await takeEndingAccounts(trx, customerId, days, after)
  const ending = inOrder(taken.map(withPlainName))
  const managers = await listManagers(trx, { customerId, chainId: undefined }, now)
  const readers = await listReadersOf(trx, customerId, { managers, ending })
  const mails = readers.map((reader) => endingMail(reader, reader.accounts, origin))
  await queueMails(trx, mails, 'minor_notice', now)
  await noteTold(trx, [...new Set(readers.flatMap(({ accounts }) => accounts.map(({ userId }) => userId)))])
  return taken
}

const inOrder = (accounts: readonly EndingAccount[]) =>
  accounts.toSorted((one, other) => order(one.endsOn, other.endsOn) || order(one.username, other.username))

const order = (one: string, other: string) => (one < other ? -1 : Number(one > other))

/** The managers who may change at least one of these people, each with those they may. No one changes their own date (R22). */
async function listReadersOf<R extends Reader>(
  db: Db | Trx,
  customerId: string,
  { managers, ending }: { managers: readonly R[]; ending: readonly EndingAccount[] },
) {
  const ids = [...managers, ...ending].map(({ userId }) => userId)
  const memberships = await listMembershipsOf(db, [...new Set(ids)])
  const places = await listPlaces(db, customerId, [...new Set(memberships.map((one) => one.locationId))])
  const held = Map.groupBy(
    memberships.map((one) => ({ ...one, place: places.get(one.locationId) ?? [] })),
    ({ userId }) => userId,
  )
  return managers.flatMap((manager) => {
    const reach = held.get(manager.userId) ?? []
    const accounts = ending.filter(
      ({ userId }) => userId !== manager.userId && mayChangeUser(reach, held.get(userId) ?? [], customerId),
    )
    return accounts.length === 0 ? [] : [{ ...manager, accounts }]
  })
}

/**
 * A mail of ending accounts that waits, for those of them that still end on their day and whose date its reader may
 * change; undefined if none is left.
 */
export async function writeEndingAccounts(
  db: Db,
  { customerId, userId, about }: JudgedMail<'accounts_end'>,
  origin: string,
  now: Date,
) {
  const ending = (await listStillEnding(db, customerId, about.accounts, now)).map(withPlainName)
  const managers = await listReaders(db, [userId])
  const [reader] = await listReadersOf(db, customerId, { managers, ending: inOrder(ending) })
  return reader && endingMail(reader, reader.accounts, origin)
}

function endingMail(reader: Reader, accounts: readonly EndingAccount[], origin: string) {
  const about: AboutA<'accounts_end'> = {
    kind: 'accounts_end',
    accounts: accounts.map(({ userId, endsOn }) => ({ userId, endsOn })),
  }
  return { to: whereTheyRead(reader), letter: letterTo(reader, accounts, origin), about }
}

function letterTo({ language, name }: Reader, accounts: readonly EndingAccount[], origin: string) {
  const words = messages[language].letters.endingAccounts
  const lines = accounts
    .slice(0, named)
    .map((account) => words.line(nameOf(account), sayDay(account.endsOn, language)))
  const more = accounts.length - lines.length
  const [only] = accounts.length === 1 ? accounts : []
  return writeLetter(language, name, {
    subject: words.subject(accounts.length),
    paragraphs: [
      words.text(accounts.length),
      [...lines, ...(more > 0 ? [words.more(more)] : [])].join('\n'),
      words.whatToDo,
    ],
    action: {
      label: words.open(accounts.length),
      url: `${origin}/administration/users${only ? `/${only.userId}/edit` : '?end=within_30_days'}`,
    },
  })
}
