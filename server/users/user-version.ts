import type { Versioned } from '#server/platform/versions.ts'
import type { Membership } from '#shared/permissions.ts'
import { longest, type TextField } from '#shared/user-fields.ts'

type Fields = Record<TextField, string> & {
  language: string
  languageChosen: boolean
  enabled: boolean
  endsOn: string | null
}

/**
 * A user as their version sees them: what a manager can change. What TMAS notes by itself, such as the last sign-in, is no
 * change that another one could undo.
 */
export function versionedUser(user: Fields & { id: string }, memberships: readonly Membership[]): Versioned {
  const texts = (Object.keys(longest) as TextField[]).map((field) => [field, user[field]])
  const held = memberships
    .map(({ locationId, role }) => ({ locationId, role }))
    .sort((a, b) => (a.locationId < b.locationId ? -1 : 1))
  // A language that no one has chosen follows the browser.
  const language = user.languageChosen ? user.language : null
  return {
    id: user.id,
    fields: {
      ...Object.fromEntries(texts),
      language,
      enabled: user.enabled,
      endsOn: user.endsOn,
      memberships: held,
    },
  }
}
