import type { Context } from 'hono'
import { Problem } from './problem.ts'

/**
 * The fields of a form that was sent; none if the body has another type.
 *
 * @throws {Problem} `invalid_request` for a multipart body that cannot be parsed, which would otherwise be a 500.
 */
export async function readForm(c: Context) {
  try {
    return await c.req.parseBody()
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new Problem('invalid_request', 'The form could not be read.', { cause })
  }
}
