/**
 * `npm run bench -- --monday`: eight o'clock on a Monday. 100,000 people of 10,000 chains, a tenth of them of one, sign in
 * with Microsoft within 15 minutes, in a fresh browser each; one in ten for the first time. Meanwhile 200 managers watch
 * live, half of them at that one chain, and passwords of one account are tried from ten thousand addresses.
 *
 * `-- --minutes 1 --people 6667` is a minute of it. `--users 100000 --chains 1000` is filled faster. `--of-one 1` lets all
 * of them be of one chain.
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { hashPassword } from '#server/passwords/passwords.ts'
import type { Db } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { syntheticPerson } from '../cli/synthetic-installation.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { perSignIn, readOnDisk } from './bytes-on-disk.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { databaseProcess, databaseProcessorTime } from './database-usage.ts'
import { type LiveList, watchSignIns } from './live-lists.ts'
import { lookUp, repeat } from './load.ts'
import { giveTwoProcessors, machineTimes } from './machine.ts'
import { openManyPeople, type SeededPerson } from './many-people.ts'
import { sendFlood } from './password-flood.ts'
import { signInWithPassword } from './password-session.ts'
import { addressOf, startSeeded } from './seeded.ts'
import { quantile } from './statistics.ts'

const { values } = parseArgs({
  options: {
    monday: { type: 'boolean' },
    minutes: { type: 'string', default: '15' },
    people: { type: 'string', default: '100000' },
    users: { type: 'string', default: '1000000' },
    chains: { type: 'string', default: '10000' },
    /** Tries of a password in a second. */
    flood: { type: 'string', default: '150' },
    /** Of the people who sign in, so many are of one chain. */
    'of-one': { type: 'string', default: '0.1' },
  },
})
const [people, chains] = [Number(values.people), Number(values.chains)]
const milliseconds = Number(values.minutes) * 60_000

const shareOfFirst = Number(values['of-one'])
/** At that chain, and at as many others one each. */
const managersOfFirst = 100
const managersElsewhere = 100
/** Milliseconds: the slowest hundredth takes at most so long. */
const aim = 500
const warmUp = 400
const password = 'Harbour-7-lanterns'

type Someone = { person: SeededPerson; ip: string; isOfFirst: boolean }

/** What a person waits for, in the order in which it comes. */
const steps = ['sign-in page', 'start', 'callback', 'start and callback together', 'session look-up'] as const

await buildConsole()
const usersPerChain = Math.floor(Number(values.users) / chains)
const usersOf = (chain: number) =>
  chain === 1 ? Math.ceil(people * shareOfFirst) + managersOfFirst : usersPerChain
const size = { chains, usersPerChain, usersOf }
const installation = await startSeeded(size, prepare)
const children: Child[] = []
try {
  console.log(
    `${installation.added.users.toLocaleString('en')} users of ${chains} chains added in ${installation.seconds.toFixed(0)} s`,
  )
  const url = `http://127.0.0.1:${await freePort()}`
  const emulator = await start('emulator-of-many.ts', { ORIGINS: url })
  const tmas = await start(
    'tmas.ts',
    {
      DATABASE_URL: installation.databaseUrl,
      MIGRATION_DATABASE_URL: installation.url,
      TMAS_URL: url,
      TRUSTED_PROXIES: '127.0.0.1',
      ENTRA_AUTHORITY: emulator.url,
      ENTRA_CLIENT_ID: tmasClientId,
      ENTRA_CLIENT_SECRET: tmasClientSecret,
    },
    startFlags(),
  )
  const postmaster = databaseProcess(installation.dataDir)
  const processors = giveTwoProcessors([tmas.pid, postmaster], [emulator.pid, process.pid])
  const signIn = await openManyPeople(url, emulator)
  const everyone = shuffled(whoSignsIn())
  const early = everyone.splice(0, warmUp)
  await repeat(early.length, 4, (turn) => arrive(early[turn] as Someone))
  const lists = await watchAll(url)

  const usage = async () => ({
    server: (await tmas.usage()).cpu,
    PostgreSQL: databaseProcessorTime(installation.dataDir),
    'Microsoft (emulator)': (await emulator.usage()).cpu,
    'load, lists and flood': (process.cpuUsage().user + process.cpuUsage().system) / 1000,
  })
  const disk = await readOnDisk(installation.url)
  const [before, machineBefore, startedAt] = [await usage(), machineTimes(), performance.now()]
  const stop = new AbortController()
  const attack = sendFlood(url, { username: victim(), perSecond: Number(values.flood) }, stop.signal)
  const times = Object.fromEntries(steps.map((step) => [step, [] as number[]])) as Record<
    (typeof steps)[number],
    number[]
  >
  const failures = new Map<string, number>()
  let signInsOfFirst = 0
  await atRandomTimes(everyone, milliseconds, async (someone) => {
    try {
      const { page, start, callback, look } = await arrive(someone)
      times['sign-in page'].push(page)
      times.start.push(start)
      times.callback.push(callback)
      times['start and callback together'].push(start + callback)
      times['session look-up'].push(look)
      if (someone.isOfFirst) signInsOfFirst += 1
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      failures.set(reason, (failures.get(reason) ?? 0) + 1)
    }
  })
  stop.abort()
  const answers = await attack
  const lasted = performance.now() - startedAt
  const [after, machineAfter] = [await usage(), machineTimes()]
  // The last ones are told within a second or two.
  await new Promise((resolve) => setTimeout(resolve, 5000))

  const done = times.callback.length
  const refused = [...failures.values()].reduce((sum, count) => sum + count, 0)
  console.log(
    `\n${done} of ${everyone.length} people signed in within ${(lasted / 60_000).toFixed(1)} minutes (${(done / (lasted / 1000)).toFixed(0)} a second)`,
  )
  console.log(`Refused by TMAS: ${refused} (aim: 0)`)
  for (const [reason, count] of failures) console.log(`  ${count} × ${reason}`)
  console.log(
    `The flood was answered ${[...answers]
      .sort()
      .map(([status, count]) => `${count} × ${status}`)
      .join(', ')}`,
  )
  console.log('\nMilliseconds                          p50     p99     max')
  for (const step of steps) {
    const all = times[step]
    const [half, slow] = [quantile(all, 0.5), quantile(all, 0.99)]
    console.log(
      `${step.padEnd(32)}${cell(half)}${cell(slow)}${cell(quantile(all, 1))}${slow > aim ? `  missed (aim: p99 under ${aim})` : ''}`,
    )
  }
  console.log(`\nProcessor time: ${processors}\n`)
  console.log('                                 cores   ms a sign-in')
  const machine = machineAfter.all - machineBefore.all
  const idle = machineAfter.idle - machineBefore.idle
  let known = 0
  const ours = after.server - before.server + after.PostgreSQL - before.PostgreSQL
  for (const name of Object.keys(before) as (keyof typeof before)[]) {
    const used = after[name] - before[name]
    known += used
    console.log(
      `${name.padEnd(30)}${(used / lasted).toFixed(2).padStart(8)}${(used / done).toFixed(2).padStart(15)}`,
    )
  }
  console.log(
    `${'anything else on the machine'.padEnd(30)}${((machine - idle - known) / lasted).toFixed(2).padStart(8)}`,
  )
  console.log(`${'idle'.padEnd(30)}${(idle / lasted).toFixed(2).padStart(8)}`)
  console.log(
    `\nServer and PostgreSQL take ${(ours / done).toFixed(1)} ms of processor time for each sign-in, lists and flood included: two processors that do nothing else have enough for ${((2000 * done) / ours).toFixed(0)} a second, and p99 grows before that.`,
  )
  console.log(`\nMemory of the server: ${((await tmas.usage()).memory / 2 ** 20).toFixed(0)} MiB`)
  const told = lists.first.map((list) => list.told())
  console.log(
    `Live: ${lists.first.length + lists.others.length} lists were told ${sum([...lists.first, ...lists.others].map((list) => list.told()))} times and had to read again ${sum([...lists.first, ...lists.others].map((list) => list.resets()))} times;`,
  )
  console.log(
    `      of ${signInsOfFirst} sign-ins of the largest chain, each of its ${told.length} managers was told of ${Math.min(...told)} at least`,
  )
  console.log(`\n${perSignIn(disk, await readOnDisk(installation.url), done)}`)
  for (const list of [...lists.first, ...lists.others]) list.leave()

  async function arrive({ person, ip }: Someone) {
    const { cookies, ...times } = await signIn(person, ip)
    return { ...times, look: await lookUp(url, cookies) }
  }
} finally {
  for (const child of children.reverse()) await child.stop()
  await installation.stop()
}

async function start(program: string, environment: Record<string, string>, flags?: string[]): Promise<Child> {
  const child = await startChild(program, environment, flags)
  children.push(child)
  return child
}

/** Whose password is tried: the manager of the last chain. */
function victim(): string {
  return usernameOf(chains, 0)
}

function usernameOf(chain: number, index: number): string {
  return syntheticPerson(chain, index).loginId.split('@')[0] ?? ''
}

/** Gives the managers who watch a password that costs nothing to check, and the flooded account one that costs the usual. */
async function prepare(db: Db): Promise<void> {
  const colleagues = Array.from({ length: managersOfFirst - 1 }, (_, n) => usernameOf(1, n + 1))
  const bosses = [1, ...othersWatched()].map((chain) => usernameOf(chain, 0))
  await sql`
    update membership set location_id = membership.customer_id, location_type = 'chain', role = 'user_manager'
    from user_account
    where user_account.id = membership.user_id and user_account.username = any(${colleagues}::text[])`.execute(
    db,
  )
  await sql`
    update user_account set password_hash = ${await leastHash(password)}
    where username = any(${[...colleagues, ...bosses]}::text[])`.execute(db)
  await sql`
    update user_account set password_hash = ${await hashPassword(password)} where username = ${victim()}`.execute(
    db,
  )
}

function othersWatched(): number[] {
  return Array.from({ length: Math.min(managersElsewhere, chains - 2) }, (_, n) => n + 2)
}

async function watchAll(url: string): Promise<{ first: LiveList[]; others: LiveList[] }> {
  const watch = async (chain: number, index: number) =>
    watchSignIns(url, await signInWithPassword(url, usernameOf(chain, index), password))
  const first: LiveList[] = []
  for (let index = 0; index < managersOfFirst; index += 1) first.push(await watch(1, index))
  const others: LiveList[] = []
  for (const chain of othersWatched()) others.push(await watch(chain, 0))
  return { first, others }
}

/** Everyone who signs in, a tenth of them at the first chain; and a few more, who do so before it begins. */
function whoSignsIn(): Someone[] {
  const count = people + warmUp
  const atFirst = Math.floor(people * shareOfFirst)
  return Array.from({ length: count }, (_, n) => {
    const isOfFirst = n < atFirst
    const chain = isOfFirst ? 1 : 2 + ((n - atFirst) % (chains - 1))
    // The first of each chain are managers.
    const index = isOfFirst ? managersOfFirst + n : 1 + Math.floor((n - atFirst) / (chains - 1))
    if (!isOfFirst && index >= usersPerChain)
      throw new Error('There are fewer users than people who sign in.')
    return { person: syntheticPerson(chain, index), ip: addressOf(chain, index), isOfFirst }
  })
}

function shuffled<T>(all: T[]): T[] {
  return all
    .map((one) => ({ one, place: Math.random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ one }) => one)
}

/** Lets each of them begin at a random moment of so many milliseconds, whatever the answers take. */
async function atRandomTimes<T>(
  all: readonly T[],
  within: number,
  begin: (one: T) => Promise<void>,
): Promise<void> {
  const moments = all.map(() => Math.random() * within).sort((one, other) => one - other)
  const begun: Promise<void>[] = []
  const startedAt = performance.now()
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now() - startedAt
      while (begun.length < all.length && (moments[begun.length] ?? 0) <= now)
        begun.push(begin(all[begun.length] as T))
      if (begun.length === all.length) {
        clearInterval(timer)
        resolve()
      }
    }, 5)
  })
  await Promise.all(begun)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

function cell(value: number): string {
  return value.toFixed(1).padStart(8)
}
