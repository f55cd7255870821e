/**
 * Lets the PostgreSQL of the test run plan each statement once a connection, where it would plan it again each time it is
 * sent: on tables as small as these, that takes longer than to run it. No plan changes what a statement does. What goes
 * through a pooler, or to another PostgreSQL, is sent as the product sends it.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

type Send = (config: unknown, values?: unknown, callback?: unknown) => unknown

const cluster = new URL(inject('cluster').url)
const prototype = pg.Client.prototype as unknown as { query: Send; keepsPlans?: true }
const send = prototype.query

// A worker comes here before each of its files.
if (!prototype.keepsPlans)
  Object.assign(prototype, {
    keepsPlans: true,
    query(this: pg.Client, config: unknown, values?: unknown, callback?: unknown) {
      const isPlain = typeof config === 'string' && Array.isArray(values) && values.length > 0
      return isPlain && this.host === cluster.hostname && this.port === Number(cluster.port || 5432)
        ? send.call(this, { name: nameOf(config), text: config, values }, callback)
        : send.call(this, config, values, callback)
    },
  })

const names = new Map<string, string>()

/** The same for the same words, and none of those that the product gives. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `kept-${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`
  names.set(text, name)
  return name
}
