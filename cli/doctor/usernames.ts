import type { Db } from '#server/platform/database.ts'
import { listUnusualUsernames } from '#server/users/users.queries.ts'
import { faultsOfTexts } from '#shared/user-fields.ts'
import { type Finding, fine, warning } from './finding.ts'

/** How many are named. */
const mostNamed = 5

/** Usernames from before R2: they keep working until someone changes them, and can be taken for others. */
export async function lookAtUsernames(db: Db): Promise<Finding> {
  const unusual = await listUnusualUsernames(db)
  const old = unusual.filter(
    ({ username, email, sharesLook }) => sharesLook || faultsOfTexts({ username }, email).username,
  )
  if (old.length === 0) return fine('usernames', 'none can be taken for another')
  const named = old.slice(0, mostNamed).map(({ username, customer }) => `${shown(username)} (${customer})`)
  const more = old.length > mostNamed ? `, and ${old.length - mostNamed} more` : ''
  return warning(
    'usernames',
    `${old.length} from before the present rule can be taken for another: ${named.join(', ')}${more}`,
    'Ask the managers of these customers to change them: see docs/operating.md, Usernames',
  )
}

/** What cannot be seen, or looks like something else, is shown by its number. */
function shown(username: string): string {
  return username.replace(
    /[^ -~]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`,
  )
}
