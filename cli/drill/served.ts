import { randomBytes } from 'node:crypto'
import { readConfig } from '#server/config.ts'
import { listCustomers } from '#server/locations/customers.queries.ts'
import { hashPassword } from '#server/passwords/passwords.ts'
import type { Db } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { startServer } from '#server/server.ts'
import { addCustomer, addUser } from '#server/users/users.ts'
import { counting } from '../counting.ts'
import { type Finding, failed, fine } from '../doctor/finding.ts'
import { faultOf, throwIfOfMachine } from './fault.ts'

/** Customers that are tried, the largest first: one may want more of a manager than a password. */
const customersTried = 5

/**
 * Starts a server on what was restored, and signs in there over HTTP as a manager added for this, with a password made
 * for this: no person's. The server calls no one: neither Microsoft nor a mail server.
 */
export async function lookAtServed(
  db: Db,
  url: string,
  ownerUrl: string,
  dataDir: string,
): Promise<Finding[]> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const config = readConfig({
    TMAS_URL: origin,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: url,
    MIGRATION_DATABASE_URL: ownerUrl,
    TMAS_DATA_DIR: dataDir,
    ENTRA_CLIENT_ID: '00000000-0000-4000-8000-000000000000',
    ENTRA_CLIENT_SECRET: 'unused',
    ENTRA_AUTHORITY: 'http://localhost:9',
    LOG_LEVEL: 'silent',
  })
  const server = await startServer(config)
  try {
    const answer = await fetch(`${origin}/readyz`)
    if (answer.status !== 200)
      return [
        failed('server', `/readyz answers ${answer.status}: ${await answer.text()}`, 'See docs/operating.md'),
      ]
    return [fine('server', 'a server on the restored database is ready'), await lookAtSignIn(db, origin)]
  } catch (error) {
    throwIfOfMachine(error)
    return [
      failed('server', faultOf(error), 'Restore the backup by hand, and read the log of a server on it'),
    ]
  } finally {
    await server.stop()
  }
}

async function lookAtSignIn(db: Db, origin: string): Promise<Finding> {
  const customers = (await listCustomers(db)).filter(({ suspendedAt }) => suspendedAt === null)
  const largest = customers.toSorted((one, other) => other.users - one.users).slice(0, customersTried)
  for (const { id, users } of largest) {
    const { username, password, ...manager } = await newManager()
    const membership = { locationId: id, role: 'chain_and_user_manager' } as const
    await addUser(db, { kind: 'operator' }, { username, ...manager }, membership, new Date())
    const { status, listed, code } = await signIn(origin, username, password)
    // Where a second factor is required, it would have to be set up in a browser.
    if (code === 'second_factor_setup_required') continue
    if (status !== 201) return failed('sign-in', `the password was answered ${status} (${code})`, remedy)
    if (listed !== users + 1)
      return failed('sign-in', `the customer ${id} lists ${listed} users instead of ${users + 1}`, remedy)
    return fine(
      'sign-in',
      `with a password, at a restored customer, whose ${counting(users, 'user')} are listed`,
    )
  }
  const { username, password, ...manager } = await newManager()
  await addCustomer(db, { kind: 'operator' }, { name: username }, { username, ...manager }, new Date())
  const { status, code } = await signIn(origin, username, password)
  return status === 201
    ? fine('sign-in', 'with a password, at a customer added for the drill')
    : failed('sign-in', `the password was answered ${status} (${code})`, remedy)
}

const remedy = 'Restore the backup by hand, and read the log of a server on it'

async function newManager() {
  const username = `drill-${randomBytes(6).toString('hex')}`
  const password = `Drill-${randomBytes(16).toString('hex')}-1`
  return {
    username,
    email: `${username}@drill.invalid`,
    password,
    passwordHash: await hashPassword(password),
  }
}

async function signIn(origin: string, username: string, password: string) {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ username, password }),
  })
  if (answer.status !== 201) {
    const { code } = (await answer.json()) as { code?: string }
    return { status: answer.status, code: code ?? 'unknown', listed: undefined }
  }
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const list = await fetch(`${origin}/api/v1/users?limit=1`, { headers: { cookie } })
  const { total } = (await list.json()) as { total?: number }
  return { status: 201, code: undefined, listed: total }
}
