import { z } from '@hono/zod-openapi'

/** A location or a customer, by its name. */
export const Named = z.object({ id: z.guid(), name: z.string() })
