import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#server/migrations/migrate.ts'
import { startThrowAwayCluster } from './throw-away-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * `url` leads to the cluster, with the role that owns the tables, and `applicationUrl` with that which TMAS works
     * with. `template` is the database that each test file gets a copy of.
     */
    cluster: { url: string; applicationUrl: string; template: string }
  }
}

/** With `kept-plans.ts`, a plan for all values from the first time on: to plan for each of them takes longer than to run it. */
const keptPlans = { plan_cache_mode: 'force_generic_plan' }

/**
 * One PostgreSQL for the whole run, with a migrated template. vitest calls this once before the first test, and what
 * it returns after the last. `DATABASE_URL_TEST` names another PostgreSQL, with a role that may create databases, and
 * `DATABASE_URL_TEST_APPLICATION` the same one with the application's role; without it, both have one.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL_TEST
  const cluster = given
    ? {
        url: given,
        applicationUrl: process.env.DATABASE_URL_TEST_APPLICATION ?? given,
        stop: async () => {},
      }
    : await startThrowAwayCluster(keptPlans)
  const template = `tmas_template_${randomBytes(6).toString('hex')}`
  try {
    await createDatabase(cluster.url, template)
    await migrate(urlOf(cluster.url, template), {
      log: { info() {}, warn() {} },
      applicationUrl: urlOf(cluster.applicationUrl, template),
    })
  } catch (error) {
    await cluster.stop()
    throw error
  }
  project.provide('cluster', { url: cluster.url, applicationUrl: cluster.applicationUrl, template })

  return async () => {
    if (given) await dropDatabase(given, template)
    await cluster.stop()
  }
}

/** The same server and role, another database. */
export function urlOf(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/**
 * A copy of a database, or of an empty one. The files are copied: for one as small as these, that takes a sixth of what
 * it takes to write each page to the log, which is what PostgreSQL does unless told.
 *
 * @see https://www.postgresql.org/docs/current/sql-createdatabase.html
 */
export function createDatabase(url: string, name: string, template = 'template1'): Promise<void> {
  return execute(url, `create database ${name} template ${template} strategy file_copy`)
}

/**
 * Drops a database, even if others still hold a connection to it. An autovacuum worker is not ours to end by force;
 * without force, PostgreSQL ends it itself and waits for it.
 *
 * @see https://www.postgresql.org/docs/current/sql-dropdatabase.html
 */
export async function dropDatabase(url: string, name: string): Promise<void> {
  try {
    await execute(url, `drop database if exists ${name} with (force)`)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error
    await execute(url, `drop database if exists ${name}`)
  }
}

/** One statement on a connection of its own, for what cannot be in a transaction. */
export async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
