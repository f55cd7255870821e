/** An upgrade and the way back, while people work: what `npm run upgrades` measures, and a test does in small. */
import type { ChildProcess } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { landedMigrations } from '#server/migrations/migration-files.ts'
import { hashPassword } from '#server/passwords/passwords.ts'
import { type Db, openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { addCustomer } from '#server/users/users.ts'
import { fillWithAttempts } from '../bench/attempts.ts'
import { seed } from '../cli/synthetic-installation.ts'
import { buildServer } from './build-server.ts'
import { root } from './built.ts'
import { host, startInstance, stop } from './instances.ts'
import { type Figures, type Person, startLoad } from './upgrade-load.ts'

/** People of each made-up customer. */
const usersPerChain = 1_000

/** Those who sign in: each manages a customer. */
const people: Person[] = Array.from({ length: 10 }, (_, index) => ({
  username: `uma.upgrade.${index}`,
  password: 'Harbour-7-lanterns',
}))

/** What the next version brings: as much as a migration may do, on the largest tables. */
const nextVersion: [name: string, text: string][] = [
  [
    'trial_columns',
    `alter table user_account add column trial_mark text, add column trial_flag boolean not null default true;
     alter table sign_in_attempt add column trial_note text;
     create table trial (customer_id uuid not null references customer (id), primary key (customer_id));`,
  ],
  [
    'trial_indexes',
    `-- runs: concurrently
create index concurrently if not exists trial_attempts on sign_in_attempt (reference, started_at);
create index concurrently if not exists trial_users on user_account (lower(last_name), lower(email));
create index concurrently if not exists trial_unmarked on user_account (id) where trial_mark is null;`,
  ],
  [
    'trial_constraints',
    'alter table user_account add constraint trial_named check (length(username) > 0) not valid;',
  ],
  ['trial_validated', 'alter table user_account validate constraint trial_named;'],
  [
    'trial_filling',
    `-- runs: in batches
update user_account set trial_mark = upper(username)
where id in (select id from user_account where trial_mark is null order by id limit 500 for no key update);`,
  ],
]

export type Phase = { name: string; seconds: number } & Figures

/**
 * Seeds an installation of so many users, and upgrades it on two instances, one after the other, and takes them back.
 *
 * @param options.perSecond requests: most ask who is signed in, and one of 25 signs in with a password.
 * @param options.quiet seconds that are measured before the upgrade and after the way back.
 */
export async function tryUpgrade(
  { url, ownerUrl }: { url: string; ownerUrl: string },
  {
    users,
    perSecond,
    quiet,
    tell,
  }: { users: number; perSecond: number; quiet: number; tell: (line: string) => void },
): Promise<{ phases: Phase[]; gaveWay: number; filled: boolean }> {
  await buildServer()
  const folder = await mkdtemp(join(tmpdir(), 'tmas-upgrade-'))
  const children = new Set<ChildProcess>()
  try {
    const older = await copyProgram(join(folder, 'older'), [])
    const newer = await copyProgram(join(folder, 'newer'), await numbered(nextVersion))
    const db = openDatabase({ url: ownerUrl, timeLimits: false })
    await fill(db, users)
    tell(`seeded ${users} users`)

    const ports = [await freePort(), await freePort()]
    const lines: Record<string, unknown>[] = []
    const startAt = (at: number, program: string) =>
      startInstance(
        { program, port: ports[at] ?? 0, url, ownerUrl, dataDir: join(folder, 'data') },
        children,
        (line) => {
          if (line.startsWith('{')) lines.push(JSON.parse(line))
        },
      )
    const instances = [await startAt(0, older), await startAt(1, older)]
    const load = await startLoad({ ports, host, people, perSecond })
    const phases: Phase[] = []
    const phase = async (name: string, work: () => Promise<unknown>) => {
      load.take()
      const began = performance.now()
      await work()
      const seconds = Math.round((performance.now() - began) / 1000)
      const figures = load.take()
      phases.push({ name, seconds, ...figures })
      const { sent, failed, p50, p99, slowest } = figures
      tell(
        `${name}: ${seconds} s, ${sent} requests, ${failed.length} failed, p50 ${p50} ms, p99 ${p99} ms, slowest ${slowest} ms`,
      )
    }
    const replaceAll = async (program: string) => {
      for (const at of ports.keys()) {
        await stop(instances[at], children)
        instances[at] = await startAt(at, program)
      }
    }
    await phase('before', () => sleep(quiet * 1000))
    let filled = false
    await phase('upgrade', async () => {
      await replaceAll(newer)
      filled = await isFilled(db)
    })
    await phase('back', () => replaceAll(older))
    await phase('after', () => sleep(quiet * 1000))
    await load.stop()
    await db.destroy()
    return { phases, gaveWay: lines.filter(({ attempt }) => attempt).length, filled }
  } finally {
    for (const child of [...children]) await stop(child, children)
    await rm(folder, { recursive: true, force: true })
  }
}

/** Numbers that follow those of this program. */
async function numbered(files: [string, string][]): Promise<[string, string][]> {
  const last = Number((await landedMigrations()).at(-1)?.name.slice(0, 4))
  return files.map(([name, text], at) => [`${String(last + 1 + at).padStart(4, '0')}_${name}.sql`, text])
}

/** A program of its own: this one as it was built, with more migrations. */
async function copyProgram(folder: string, more: [string, string][]): Promise<string> {
  await mkdir(folder)
  for (const name of await readdir(root)) {
    if (name === 'dist' || name === 'migrations')
      await cp(join(root, name), join(folder, name), { recursive: true })
    else if (name !== 'data' && !name.startsWith('.')) await symlink(join(root, name), join(folder, name))
  }
  for (const [name, text] of more) await writeFile(join(folder, 'migrations', name), text)
  return join(folder, 'dist/main.js')
}

async function fill(db: Db, users: number): Promise<void> {
  const now = new Date()
  const chains = Math.max(1, Math.ceil(users / usersPerChain))
  await seed(db, { chains, usersPerChain: Math.min(users, usersPerChain) }, now)
  const { id } = await db.selectFrom('customer').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
  await fillWithAttempts(db, id, Math.max(500, Math.min(users, 300_000)), now)
  const passwordHash = await hashPassword(people[0]?.password ?? '')
  for (const { username } of people) {
    const manager = { username, email: `${username}@north.example`, passwordHash }
    await addCustomer(db, { kind: 'operator' }, { name: `Group of ${username}` }, manager, now)
  }
  await sql`analyze`.execute(db)
}

/** Whether the last file of the next version is noted as applied, after at most half an hour. */
async function isFilled(db: Db): Promise<boolean> {
  for (let tries = 0; tries < 1_800; tries++) {
    const { rows } = await sql`select from schema_migration where name like '%_trial_filling.sql'`.execute(db)
    if (rows.length > 0) return true
    await sleep(1_000)
  }
  return false
}
