import { setImmediate } from 'node:timers/promises'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { queueManagerNotice } from '#server/mail/manager-notices.ts'
import { queueWelcomes } from '#server/passwords/password-links.ts'
import { type CsvRow, decodeCsv, isFormula, parseCsv, withoutApostrophe } from '#server/platform/csv.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { foldAddress } from '#server/policy/address.ts'
import { isDay } from '#shared/end-date.ts'
import { type ImportColumn, importColumns } from '#shared/import-columns.ts'
import { isLanguage } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Membership, mayManageRole } from '#shared/permissions.ts'
import { managerRoles, type Role, roles } from '#shared/roles.ts'
import { isTypedGuid } from '#shared/shapes.ts'
import { type FieldFault, faultsOfTexts, lookedUpUsername } from '#shared/user-fields.ts'
import { type Acting, currentMemberships, forbidden } from './acting.ts'
import { type Located, locate } from './memberships.ts'
import { changeNames, noteTold, openTelling } from './taken-names.ts'
import { listEmails, listLocationsNamed, listLooks } from './users.queries.ts'
import { type NewUser, saveNewUsers } from './users.ts'

const requiredColumns: readonly ImportColumn[] = ['username', 'email', 'role', 'location']

/** More would hold the customer's lock too long. */
const mostRows = 20_000

/** So many at a time are looked at, before others have their turn. */
const rowsAtOnce = 500

/** What an import would do, or has done, with one row of the file. */
export type RowVerdict = {
  /** The line on which the row starts, counted from 1; the column names are on line 1. */
  line: number
  username: string
  email: string
  /** What is wrong, by column, or with the whole `row`; empty if the user can be added. */
  faults: Partial<Record<ImportColumn | 'row', FieldFault>>
}

/**
 * Adds the users of a CSV file: all of them or, if a single row cannot be added, none. A dry run checks every row in
 * the same way, under the same rules, and writes nothing.
 *
 * @param sendWelcomeEmail whether those who were added are mailed how to sign in (R25).
 * @returns the verdict on every row, in the file's order, and whether the users were added.
 * @throws {Problem} `forbidden` for people who administer no users; `invalid_request` for a file that is not such a
 *   table, `too_large` for one with too many rows; `username_taken`, `email_taken` if someone else took a name at this very moment (R2).
 */
export async function importUsers(
  db: Db,
  acting: Acting,
  bytes: Uint8Array,
  { dryRun, sendWelcomeEmail = false }: { dryRun: boolean; sendWelcomeEmail?: boolean },
  now: Date,
): Promise<{ rows: RowVerdict[]; added: boolean }> {
  const table = readTable(await parseCsv(decodeCsv(bytes), mostRows))
  // What takes long is found out before anyone has to wait for it. Under the lock there is left what a change of the customer
  // could have altered meanwhile; and of names, the database has the last word.
  const file = await lookAt(db, acting.customerId, table)
  return changeNames(db, async (trx) => {
    await lockCustomerPolicy(trx, acting.customerId)
    const judged = await judge(trx, acting, file, now)
    const rows = judged.map(({ verdict }) => verdict)
    const isFaulty = rows.some(({ faults }) => Object.keys(faults).length > 0)
    if (dryRun || isFaulty) return { rows, added: false }

    const newcomers = judged.flatMap(({ user, membership }) =>
      membership ? [{ user, memberships: [membership] }] : [],
    )
    const added = await saveNewUsers(trx, acting.actor, acting.customerId, newcomers, now)
    await notifyManagersOfImport(trx, acting, newcomers, now)
    if (acting.origin !== undefined && sendWelcomeEmail) {
      const ids = added.map(({ id }) => id)
      await queueWelcomes(trx, ids, acting.origin, now)
    }
    return { rows, added: true }
  })
}

/**
 * Mails every manager of the customer who has become a manager, in one letter, because an import may create thousands
 * (R27).
 */
async function notifyManagersOfImport(
  trx: Trx,
  { actor, customerId }: Acting,
  newcomers: readonly { user: NewUser; memberships: readonly Located[] }[],
  now: Date,
) {
  const usernames = newcomers
    .filter(({ memberships }) => memberships.some(({ role }) => managerRoles.includes(role)))
    .map(({ user }) => user.username)
  if (usernames.length > 0)
    await queueManagerNotice(trx, customerId, actor, { kind: 'managers_imported', usernames }, now)
}

type Row = { line: number; cells: Partial<Record<ImportColumn, string>>; fault?: FieldFault }

function readTable([head, ...body]: readonly CsvRow[]): Row[] {
  if (head?.isBroken)
    throw new Problem('invalid_request', messages.en.users.import.unreadable, {
      errors: { '1.row': messages.en.users.faults.broken_quotes },
    })
  const names = (head?.cells ?? []).map((cell) => cell.trim())
  // Spreadsheets leave empty columns after the last one.
  while (names.at(-1) === '') names.pop()
  // A map, because a column may be called `__proto__`.
  const errors = new Map<string, string>()
  const { unknownColumn, doubleColumn, missingColumn } = messages.en.users.import
  for (const [index, name] of names.entries()) {
    if (!(importColumns as readonly string[]).includes(name))
      errors.set(name || `column ${index + 1}`, unknownColumn)
    else if (names.indexOf(name) !== index) errors.set(name, doubleColumn)
  }
  for (const name of requiredColumns) if (!names.includes(name)) errors.set(name, missingColumn)
  if (errors.size > 0)
    throw new Problem('invalid_request', messages.en.users.import.wrongColumns, {
      errors: Object.fromEntries(errors),
    })
  if (body.length === 0) throw new Problem('invalid_request', messages.en.users.import.noRows)

  return body.map(({ line, cells, isBroken }) => ({
    line,
    ...(isBroken && { fault: 'broken_quotes' }),
    // If it were cut off, the text after a separator that should have been quoted would be lost silently.
    ...(cells.slice(names.length).some((cell) => cell.trim() !== '') && { fault: 'surplus_cells' }),
    cells: Object.fromEntries(
      names.map((name, index) => [name, withoutApostrophe((cells[index] ?? '').trim())]),
    ),
  }))
}

/** A row, with what is wrong with it by itself, and its names as they are compared. */
type SeenRow = Row & { faults: RowVerdict['faults']; name: string; address: string }

type SeenFile = {
  rows: SeenRow[]
  looks: Awaited<ReturnType<typeof listLooks>>
  looksOf: ReadonlyMap<string, string>
  takenEmails: ReadonlySet<string>
  timesLook: ReadonlyMap<string, number>
  timesEmail: ReadonlyMap<string, number>
}

/** Everything about a file that needs no lock, a few rows at a time, so that the process serves others in between. */
async function lookAt(db: Db, customerId: string, table: readonly Row[]): Promise<SeenFile> {
  const rows: SeenRow[] = []
  for (let from = 0; from < table.length; from += rowsAtOnce) {
    for (const row of table.slice(from, from + rowsAtOnce)) {
      const {
        username = '',
        email = '',
        role: _,
        location: __,
        language: ___,
        endsOn: ____,
        ...texts
      } = row.cells
      const faults = faultsOfTexts({ username, email, ...texts })
      rows.push({ ...row, faults, name: lookedUpUsername(username), address: foldAddress(email) })
    }
    await setImmediate()
  }
  const looks: SeenFile['looks'] = []
  const takenEmails = new Set<string>()
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce)
    looks.push(...(await listLooks(db, some.map(({ name }) => name).filter(isStorable))))
    const taken = await listEmails(db, customerId, some.map(({ address }) => address).filter(isStorable))
    for (const { email } of taken) takenEmails.add(email)
  }
  const looksOf = new Map(looks.map(({ username, look }) => [username, look]))
  return {
    rows,
    looks,
    looksOf,
    takenEmails,
    timesLook: count(rows.map(({ name }) => looksOf.get(name) ?? name)),
    timesEmail: count(rows.map(({ address }) => address)),
  }
}

type Judged = { verdict: RowVerdict; user: NewUser; membership: Located | undefined }

async function judge(trx: Trx, acting: Acting, file: SeenFile, now: Date): Promise<Judged[]> {
  const { customerId } = acting
  const { rows, looks, looksOf, takenEmails, timesLook, timesEmail } = file
  const held = await currentMemberships(trx, acting)
  if (!mayAddSomeone(held)) throw forbidden()

  const takenBy = await sayTaken(
    trx,
    acting,
    rows.map(({ name }) => name),
    looks,
    now,
  )
  const named = [...new Set(rows.map(({ cells }) => cells.location ?? ''))].filter(isStorable)
  const located = await locateNamed(trx, customerId, named)

  return rows.map(({ line, cells, fault, faults: ownFaults, name, address }): Judged => {
    const {
      username = '',
      email = '',
      role: typed = '',
      location = '',
      language = '',
      endsOn = '',
      ...texts
    } = cells
    const role = roleNamed(typed)
    const faults: RowVerdict['faults'] = { ...ownFaults }
    const known = takenBy.get(name)
    if (!faults.username && known) faults.username = known
    if (!faults.email && takenEmails.has(address)) faults.email = 'email_taken'
    if (!faults.username && timesLook.get(looksOf.get(name) ?? name) !== 1) faults.username = 'twice_in_file'
    if (!faults.email && timesEmail.get(address) !== 1) faults.email = 'twice_in_file'
    if (language !== '' && !isLanguage(language)) faults.language = 'not_a_language'
    if (endsOn !== '' && !isDay(endsOn)) faults.endsOn = 'not_a_day'
    for (const [column, cell] of Object.entries(cells) as [ImportColumn, string][])
      if (isFormula(cell)) faults[column] = 'formula'

    const place = located.get(isTypedGuid(location) ? location.toLowerCase() : location)
    if (role === '') faults.role = 'missing'
    else if (!isRole(role)) faults.role = 'not_a_role'
    if (location === '') faults.location = 'missing'
    else if (!place) faults.location = 'no_such_location'
    let membership: Located | undefined
    if (isRole(role) && place) {
      if (managerRoles.includes(role) && place.locationType !== 'chain') faults.role = 'needs_a_chain'
      else if (!mayManageRole(held, role, place.place) || isManagerForKey(acting, role))
        faults.role = 'beyond_your_role'
      else membership = { ...place, role }
    }
    const user = {
      username,
      email,
      ...texts,
      language: isLanguage(language) ? language : undefined,
      presumedLanguage: acting.language,
      endsOn: endsOn === '' ? null : endsOn,
    }
    // If a row cannot be read, there is nothing else to say about it.
    const found = fault === 'broken_quotes' ? { row: fault } : { ...faults, ...(fault && { row: fault }) }
    return { verdict: { line, username, email, faults: found }, user, membership }
  })
}

/**
 * What is said of the usernames of a file: those that are taken, in the file's order, until the customer was told as many
 * as it may be of another customer's. From there on no name is looked at, taken or not (R2).
 */
async function sayTaken(
  trx: Trx,
  acting: Acting,
  usernames: readonly string[],
  looks: Awaited<ReturnType<typeof listLooks>>,
  now: Date,
): Promise<ReadonlyMap<string, 'username_taken' | 'not_checked'>> {
  const telling = await openTelling(trx, acting, now)
  const known = Map.groupBy(looks, ({ username }) => username)
  const said = new Map<string, 'username_taken' | 'not_checked'>()
  const told = new Map<string, { username: string; look: string }>()
  let isSpent = false
  for (const username of usernames) {
    const all = (known.get(username) ?? []).filter(({ takenAt }) => takenAt !== null)
    const [one] = all
    if (all.some(({ takenAt }) => takenAt === acting.customerId)) said.set(username, 'username_taken')
    else if (one && (telling.isTold(one.look) || told.has(one.look))) said.set(username, 'username_taken')
    else if (isSpent) said.set(username, 'not_checked')
    else if (one && told.size < telling.left) {
      told.set(one.look, one)
      said.set(username, 'username_taken')
    } else if (one) {
      isSpent = true
      said.set(username, 'not_checked')
    }
  }
  await noteTold(trx, acting, telling, [...told.values()], now)
  return said
}

/** The locations that a file names by ID or by code, each by the text that names it. */
async function locateNamed(trx: Trx, customerId: string, named: readonly string[]) {
  const found = await listLocationsNamed(trx, customerId, named)
  const located = await locate(
    trx,
    customerId,
    [...new Set(found.map(({ id }) => id))].map((locationId): Membership => ({ locationId, role: 'viewer' })),
  )
  const byId = new Map(located.map((one) => [one.locationId, one]))
  return new Map(
    found.flatMap(({ id, name }): [string, Located][] => {
      const one = byId.get(id)
      return one ? [[name, one]] : []
    }),
  )
}

function mayAddSomeone(held: readonly Membership[]) {
  return held.some((one) => mayManageRole([one], 'viewer', [one.locationId]))
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text)
}

/** PostgreSQL allows no NUL. A cell with one is refused for another reason, and matches nothing. */
function isStorable(text: string) {
  return text !== '' && !text.includes('\0')
}

function count(texts: readonly string[]) {
  const times = new Map<string, number>()
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1)
  return times
}

/** As the API writes it, or as the console shows it in English, because people copy it from there. */
function roleNamed(typed: string): string {
  return typed.toLowerCase().replaceAll(' ', '_')
}

/** A program with a key adds no managers (R33). */
function isManagerForKey({ actor }: Acting, role: Role): boolean {
  return actor.kind === 'api_key' && managerRoles.includes(role)
}
