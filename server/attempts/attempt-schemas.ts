import { z } from '@hono/zod-openapi'
import { checkNames } from '#shared/checks.ts'
import { actors } from '#shared/refusals.ts'
import { remedyActions } from '#shared/remedies.ts'
import { assurances } from '#shared/safeguards.ts'

/** What several answers of the API say about attempts, each declared once. */

/** Who has to act, what helps, and which action of TMAS carries it out, if one does. */
export const RemedyShape = z.object({
  actor: z.enum(actors),
  /** In the reader's language. */
  text: z.string(),
  action: z.enum(remedyActions).nullable(),
  /** What to do before, because of whom it would admit; the text says so too. */
  makeSure: z.enum(assurances).nullable(),
  /** The account that it would admit, where it is known. */
  admits: z.object({ loginId: z.string(), tenantId: z.guid(), objectId: z.guid() }).nullable(),
})

export const CheckNameShape = z.enum(checkNames)

/** A check of an attempt: what was expected, and what was seen. */
export const CheckShape = z.object({
  name: CheckNameShape,
  rule: z.string(),
  passed: z.boolean(),
  expected: z.string().nullable(),
  seen: z.string().nullable(),
})
