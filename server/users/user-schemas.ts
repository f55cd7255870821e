import { z } from '@hono/zod-openapi'
import { languageCodes } from '#shared/languages.ts'

/** What several answers of the API say about users, each declared once. */

/** A user, as lists name them. */
export const NamedUser = z.object({ id: z.guid(), username: z.string(), email: z.string() })

export const LanguageCode = z.enum(languageCodes)

/** The one Microsoft account that signs in as a user. */
export const LinkedAccount = z.object({
  tenantId: z.guid(),
  objectId: z.guid(),
  loginId: z.string(),
  linkedAt: z.string(),
  lastUsedAt: z.string(),
})
