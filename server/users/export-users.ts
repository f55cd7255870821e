import { record } from '#server/audit/audit.ts'
import type { Db } from '#server/platform/database.ts'
import { keepingTurn } from '#server/platform/turns.ts'
import { mustBeSignedInStill } from '#server/sessions/live-callers.ts'
import { byteOrderMark, csvLine } from '#server/sheets/csv.ts'
import { exportedOnly, importColumns } from '#shared/import-columns.ts'
import type { Acting } from './acting.ts'
import { readPage, type SeenUser, type UserQuery } from './user-list.ts'

const pageSize = 500

/**
 * The users of a list as CSV, one line for each of their memberships, page by page. However many they are, only one
 * page is in memory. Each page checks again what the acting person may see. If their session, or the API key, has
 * ended, the file breaks off rather than look complete (R28, R33).
 *
 * @throws {Problem} as `readPage`, before the first byte.
 */
export async function exportUsers(
  db: Db,
  acting: Acting,
  query: Omit<UserQuery, 'limit' | 'cursor'>,
  now: () => Date,
): Promise<ReadableStream<Uint8Array>> {
  const pages = await openPages(db, acting, query, now)
  const encoder = new TextEncoder()
  const head = byteOrderMark + csvLine([...importColumns, ...exportedOnly])
  let isFirst = true
  return new ReadableStream({
    pull: keepingTurn(async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const { users, isLast } = await pages()
      const lines = users.flatMap(linesOf).join('')
      controller.enqueue(encoder.encode(isFirst ? head + lines : lines))
      isFirst = false
      if (isLast) controller.close()
    }),
  })
}

/**
 * Reads a list page by page, for an export, and records that it is exported.
 *
 * @returns what reads the next page.
 * @throws {Problem} as `readPage`, before the first page.
 */
export async function openPages(
  db: Db,
  acting: Acting,
  query: Omit<UserQuery, 'limit' | 'cursor'>,
  now: () => Date,
): Promise<() => Promise<{ users: SeenUser[]; isLast: boolean }>> {
  let page = await readPage(db, acting, { ...query, limit: pageSize }, now())
  await recordExport(db, acting, query, now())
  let isFirst = true
  return async () => {
    await mustBeSignedInStill(db, acting, now())
    if (!isFirst)
      page = await readPage(db, acting, { ...query, limit: pageSize, cursor: page.next ?? undefined }, now())
    isFirst = false
    return { users: page.items, isLast: page.next === null }
  }
}

function linesOf(user: SeenUser): string[] {
  const { username, email, firstName, lastName, title, mobilePhone, language, description, endsOn } = user
  return user.memberships.map(({ locationId, role }) => {
    const location = user.locations.find(({ id }) => id === locationId)?.code ?? locationId
    return csvLine([
      username,
      email,
      firstName,
      lastName,
      title,
      mobilePhone,
      language,
      description,
      role,
      location,
      endsOn ?? '',
      user.enabled ? 'enabled' : 'disabled',
      user.lastSignInAt?.toISOString() ?? '',
    ])
  })
}

async function recordExport(db: Db, acting: Acting, query: UserQuery | object, now: Date) {
  const filters = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  await db.transaction().execute((trx) =>
    record(trx, acting.actor, now, {
      customerId: acting.customerId,
      action: 'users.exported',
      detail: { filters },
    }),
  )
}
