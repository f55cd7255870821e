import { foldAddress } from '#server/policy/address.ts'
import { isDay } from '#shared/end-date.ts'
import { importColumns } from '#shared/import-columns.ts'
import { faultsOfTexts, lookedUpUsername } from '#shared/user-fields.ts'
import type { Acting } from './acting.ts'
import { firstOfEach, flawsOfCells, flawsOfRow } from './import-cells.ts'
import { type ImportRow, languageNamed } from './import-columns.ts'
import type { Found, RowFaults, Said } from './import-judged.ts'
import { givesUpEmail } from './import-people.ts'
import { readRole, repeatedPlaces } from './import-roles.ts'
import type { World } from './import-world.ts'

/** Judges the rows of a user who does not exist yet, one for each role. */
export function judgeAdded(
  world: World,
  acting: Pick<Acting, 'actor' | 'language'>,
  theirs: readonly ImportRow[],
  said: Said,
): Found {
  const roles = theirs.map((row) => readRole(world, acting, row))
  const isTwice = repeatedPlaces(roles)
  const rows = theirs.map((row, index) => {
    const faults = firstOfEach(
      flawsOfRow(row),
      flawsOfCells(row, importColumns),
      index === 0 ? faultsOfNew(world, row, said) : {},
      roles[index]?.faults ?? {},
      isTwice[index] ? { username: 'twice_in_file' } : {},
    )
    // If a row cannot be read, there is nothing else to say about it.
    return { row, differences: [], faults: row.fault === 'broken_quotes' ? flawsOfRow(row) : faults }
  })
  const { username = '', email = '', endsOn = '', language = '', ...others } = theirs[0]?.cells ?? {}
  const { role: _, location: __, ...texts } = others
  const user = {
    username,
    email,
    ...texts,
    language: languageNamed(language),
    presumedLanguage: acting.language,
    endsOn: endsOn === '' ? null : endsOn,
  }
  const memberships = roles.flatMap(({ membership }) => membership ?? [])
  return { userId: null, rows, takenAway: [], add: { user, memberships } }
}

function faultsOfNew(world: World, { cells }: ImportRow, said: Said): RowFaults {
  const { username = '', email = '', language = '', endsOn = '', role: _, location: __, ...texts } = cells
  const faults: RowFaults = faultsOfTexts({ username, email, ...texts })
  const known = said.get(lookedUpUsername(username))
  if (known) faults.username ??= known
  const holder = world.emails.get(foldAddress(email))
  if (holder !== undefined && !givesUpEmail(world, holder)) faults.email ??= 'email_taken'
  if (language !== '' && !languageNamed(language)) faults.language = 'not_a_language'
  if (endsOn !== '' && !isDay(endsOn)) faults.endsOn = 'not_a_day'
  return faults
}
