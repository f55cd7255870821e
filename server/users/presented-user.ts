import { z } from '@hono/zod-openapi'
import { locationTypes, roles } from '#shared/roles.ts'
import type { SeenUser } from './user-list.ts'
import { LanguageCode, LinkedAccount } from './user-schemas.ts'

/** A location of a membership, with the names that people know. */
export const Location = z.object({
  id: z.guid(),
  type: z.enum(locationTypes),
  name: z.string(),
  code: z.string().nullable(),
  chainName: z.string(),
})

/** A user, as the API answers. */
export const User = z
  .object({
    id: z.guid(),
    username: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    title: z.string(),
    mobilePhone: z.string(),
    /** Of their mails and, once it is chosen, of their pages; see `languageChosen`. */
    language: LanguageCode,
    /** If false, their pages are in the language of their browser. */
    languageChosen: z.boolean(),
    description: z.string(),
    enabled: z.boolean(),
    /** The first day (UTC) on which the account is no longer open, as if it were disabled; null if it has no end. */
    endsOn: z.string().nullable(),
    memberships: z.array(z.object({ locationId: z.guid(), role: z.enum(roles) })),
    microsoftLink: LinkedAccount.nullable(),
    /** What is asked for besides the password (R30); null if there is none. */
    secondFactor: z.object({ app: z.boolean(), passkeys: z.number().int() }).nullable(),
    /** A new address that the user has asked for and not confirmed yet (R33). Until then `email` counts everywhere. */
    pendingEmail: z.string().nullable(),
    lastSignInAt: z.string().nullable(),
    /** The locations of the memberships, with the names that people know. */
    locations: z.array(Location),
    /** Whether the caller may change, disable or delete this user. */
    mayChange: z.boolean(),
  })
  .openapi('User')

/** Why a user may not be saved; routes that save one share it. */
export const saving = {
  400: { description: 'Fields are missing or wrong (`invalid_request`, with `errors`)' },
  409: {
    description:
      'Taken (`username_taken`, `email_taken`), or no one would be left to let others in (`last_manager`)',
  },
}

/** What everyone who may see a user may know about them. */
export function presentUser(user: SeenUser): z.infer<typeof User> {
  const { id, username, email, firstName, lastName, title, mobilePhone, language, description } = user
  const {
    enabled,
    endsOn,
    languageChosen,
    memberships,
    microsoftLink,
    secondFactor,
    pendingEmail,
    locations,
    mayChange,
  } = user
  const lastSignInAt = user.lastSignInAt?.toISOString() ?? null
  const texts = { username, email, firstName, lastName, title, mobilePhone, language, description }
  const held = { memberships, microsoftLink, secondFactor, pendingEmail, lastSignInAt, locations, mayChange }
  return { id, ...texts, languageChosen, enabled, endsOn, ...held }
}
