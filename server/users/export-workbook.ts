import { listAllLocations } from '#server/locations/import.queries.ts'
import { type SeenTree, seeTree } from '#server/locations/import-tree.ts'
import type { Db } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { inSlices } from '#server/platform/slices.ts'
import { byteOrderMark, csvLine } from '#server/sheets/csv.ts'
import { writeWorkbook } from '#server/sheets/write-workbook.ts'
import { type ImportColumn, importColumns } from '#shared/import-columns.ts'
import { type Language, languages } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { roles } from '#shared/roles.ts'
import { type Acting, currentMemberships } from './acting.ts'
import { openPages } from './export-users.ts'
import { readPaths } from './location-paths.ts'
import type { SeenUser, UserQuery } from './user-list.ts'

/** More lines make a workbook that takes too long, for us and for most programs. */
export const mostLinesOfWorkbook = 50_000

type Line = (string | null)[]

/**
 * The users of a list as lines of an import, one for each of their roles, in the words of a language. Imported again, they
 * change nothing.
 *
 * @param reader.most lines.
 * @throws {Problem} `too_large`; and as `readPage`.
 */
export async function linesOfUsers(
  db: Db,
  acting: Acting,
  query: Omit<UserQuery, 'limit' | 'cursor'>,
  reader: { language: Language; most: number },
  now: () => Date,
): Promise<Line[]> {
  const { language, most } = reader
  const held = await currentMemberships(db, acting)
  const tree = seeTree({ locations: await listAllLocations(db, acting.customerId), memberships: held })
  const nameOf = namesIn(tree)
  const next = await openPages(db, acting, query, now)
  const lines: Line[] = []
  for (let isLast = false; !isLast; ) {
    const page = await next()
    await inSlices(page.users, (user) => {
      for (const line of linesOf(user, language, nameOf)) lines.push(line)
    })
    if (lines.length > most)
      throw new Problem('too_large', `This is more than ${most} lines. Export CSV, or a part of the list.`)
    isLast = page.isLast
  }
  return lines
}

/** A location as an import finds it again: by its location ID, by a path that means no other one, or by its ID. */
function namesIn(tree: SeenTree): (id: string) => string {
  const names = new Map<string, string>()
  const onPath = readPaths(tree)
  const nameOf = (id: string) => {
    const location = tree.find(id)
    if (!location) return id
    if (location.code !== null) return location.code
    const path: string[] = []
    for (let at: typeof location | undefined = location; at; at = tree.find(at.parentId ?? ''))
      path.unshift(at.name)
    const text = path.join(' › ')
    return onPath(text).length === 1 && !tree.withCode(text) ? text : id
  }
  return (id) => {
    const known = names.get(id) ?? nameOf(id)
    names.set(id, known)
    return known
  }
}

function linesOf(user: SeenUser, language: Language, nameOf: (id: string) => string): Line[] {
  const { username, email, firstName, lastName, title, mobilePhone, description, endsOn } = user
  return user.memberships.map(({ locationId, role }) => {
    const cells: Record<ImportColumn, string | null> = {
      ...{ username, email, firstName, lastName, title, mobilePhone, description, endsOn },
      language: user.languageChosen ? languages[user.language] : null,
      role: messages[language].roles[role],
      location: nameOf(locationId),
    }
    const status = messages[language].users.status[user.enabled ? 'enabled' : 'disabled']
    const lastSignIn = user.lastSignInAt?.toISOString().slice(0, 16).replace('T', ' ') ?? null
    return [...importColumns.map((column) => cells[column]), status, lastSignIn]
  })
}

/** A workbook with these lines; without any, a template. */
export function workbookOf(lines: readonly Line[], language: Language): Promise<Uint8Array> {
  const { roles: roleNames, users, userImport } = messages[language]
  const written = importColumns.map((column) => ({
    heading: userImport.columns[column],
    hint: userImport.hints[column],
    width: widths[column],
    ...(column === 'role' && { choices: roles.map((role) => roleNames[role]) }),
    ...(column === 'language' && { choices: Object.values(languages) }),
  }))
  const [status = '', lastSignIn = ''] = headingsSeen(language)
  const seen = [
    { heading: status, width: 14 },
    { heading: lastSignIn, width: 18 },
  ]
  return writeWorkbook(users.title, lines.length > 0 ? [...written, ...seen] : written, lines)
}

/** What people read beside it, and no import changes. */
function headingsSeen(language: Language): string[] {
  const { status, lastSignIn } = messages[language].users.columns
  return [status, `${lastSignIn} (UTC)`]
}

const widths: Record<ImportColumn, number> = {
  username: 24,
  email: 32,
  firstName: 18,
  lastName: 18,
  title: 20,
  mobilePhone: 20,
  language: 12,
  description: 40,
  role: 26,
  location: 32,
  endsOn: 14,
}

/** The same as CSV. */
export function csvOf(lines: readonly Line[], language: Language, separator: ',' | ';'): string {
  const { columns } = messages[language].userImport
  const seen = lines.length > 0 ? headingsSeen(language) : []
  const head = [...importColumns.map((column) => columns[column]), ...seen]
  return byteOrderMark + [head, ...lines].map((cells) => csvLine(cells, separator)).join('')
}
