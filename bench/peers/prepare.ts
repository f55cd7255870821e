/**
 * `node prepare.ts better-auth`, or another peer: makes its tables in an empty database, as its documentation says.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { auth, pool } from './better-auth-config.ts'
import { env } from './settings.ts'

/** As the README of passport-openidconnect has them. */
const users = `
  create table users (id bigint primary key generated always as identity, name text);
  create table federated_credentials (
    user_id bigint not null references users, provider text not null, subject text not null,
    primary key (provider, subject)
  )`

const [, , peer] = process.argv
if (peer === 'better-auth') {
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
  await pool.end()
} else {
  const client = new pg.Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  await client.query(readFileSync(fileURLToPath(import.meta.resolve('connect-pg-simple/table.sql')), 'utf8'))
  if (peer === 'passport') await client.query(users)
  await client.end()
}
