import { z } from '@hono/zod-openapi'
import { flawOf } from '#shared/plain-text.ts'

/** One line of text that a database and a screen can show. */
const line = (length: number) =>
  z
    .string()
    .trim()
    .max(length)
    .refine((text) => flawOf(text) !== 'not_text', 'has characters that cannot be shown')
    .refine((text) => flawOf(text) !== 'link', 'must not contain a link')

/** A field that may be left empty. Empty becomes null, so that two empty location IDs are not the same one. */
const optional = <T extends z.ZodType<string>>(text: T) =>
  z
    .union([text, z.literal(''), z.null()])
    .transform((value) => value || null)
    .optional()

/** What may be entered about a location, by field: into a form, over the API, or in a file. */
export const texts = {
  name: line(200).min(1),
  code: line(50),
  country: line(100),
  region: line(100),
  contactEmail: z.email().max(320),
  contactPhone: line(50),
}

export type TextOfLocation = keyof typeof texts

export const textsOfLocation = Object.keys(texts) as TextOfLocation[]

export const fields = {
  name: texts.name,
  code: optional(texts.code),
  country: optional(texts.country),
  region: optional(texts.region),
  contactEmail: optional(texts.contactEmail),
  contactPhone: optional(texts.contactPhone),
}
