/**
 * `npm run bench -- --growth`: whether a large installation costs more than a small one. The same sign-ins, look-ups and
 * first sign-ins at 1,000 users and at 1,000,000, next to each other and by turns, people from all over the installation;
 * then cold starts. Prints processor time, memory and ratios. Filling the large one takes most of the time.
 *
 * `-- --users 100000 --chains 1000` sets how large it is.
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { openDatabase } from '#server/platform/database.ts'
import { freePort } from '#server/platform/free-port.ts'
import { tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { buildConsole } from '../scripts/build-console.ts'
import { perSignIn, readOnDisk } from './bytes-on-disk.ts'
import { type Child, startChild, startFlags } from './child.ts'
import { coldStart, type Start } from './cold-start.ts'
import { databaseProcessorTime } from './database-usage.ts'
import { lookUp, repeat } from './load.ts'
import { openManyPeople, type SeededPerson } from './many-people.ts'
import { personOfTurn, type Seeded, startSeeded } from './seeded.ts'
import { quantile } from './statistics.ts'

const { values } = parseArgs({
  options: {
    growth: { type: 'boolean' },
    users: { type: 'string', default: '1000000' },
    chains: { type: 'string', default: '10000' },
  },
})

const rounds = 7
const warmUp = { signIns: 300, lookUps: 3000, firsts: 40 }
const perRound = { signIns: 160, lookUps: 1500, firsts: 40 }
const atOnce = { signIns: 4, lookUps: 8, firsts: 4 }
const starts = 5
/** The aim: everything costs at most so many times as much. */
const aim = 1.15

/** As an operator starts it. */
const built: Start = {
  program: '../dist/main.js',
  flags: startFlags(),
  page: { path: '/sign-in', status: 200 },
}

const kinds = ['signIns', 'lookUps', 'firsts'] as const
type Kind = (typeof kinds)[number]
type Measured = { server: number[]; database: number[] }
type Side = Awaited<ReturnType<typeof openSide>>

await buildConsole()
const installations: Seeded[] = []
const children: Child[] = []
try {
  const usersPerChain = Math.floor(Number(values.users) / Number(values.chains))
  const small = await fill({ chains: 10, usersPerChain: 100 })
  const large = await fill({ chains: Number(values.chains), usersPerChain })
  const ports = [await freePort(), await freePort(), await freePort()]
  const origins = ports.map((port) => `http://127.0.0.1:${port}`)
  const emulator = await start('emulator-of-many.ts', { ORIGINS: origins.join() })
  const sides = [
    await openSide(small, origins[0] ?? '', emulator),
    await openSide(large, origins[1] ?? '', emulator),
  ] as const

  for (const side of sides) await measureRound(side, warmUp)
  for (const side of sides) side.measured = nothing()
  const before = await Promise.all(sides.map((side) => readOnDisk(side.installation.url)))
  for (let round = 0; round < rounds; round += 1)
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await measureRound(side, perRound)
  const after = await Promise.all(sides.map((side) => readOnDisk(side.installation.url)))
  const memory = await Promise.all(sides.map(async ({ server }) => (await server.usage()).memory / 2 ** 20))

  const coldUrl = origins[2] ?? ''
  const startUp: [number[], number[]] = [[], []]
  for (let turn = 0; turn < starts; turn += 1)
    for (const [place, side] of sides.entries())
      startUp[place]?.push(
        await coldStart(
          coldUrl,
          { ...settingsOf(side.installation, coldUrl), ENTRA_AUTHORITY: emulator.url },
          built,
        ),
      )

  const users = sides.map(({ installation }) => installation.added.users.toLocaleString('en'))
  console.log(
    `\nProcessor time in milliseconds each (medians of ${rounds} rounds), by users of the installation\n`,
  )
  console.log(`${''.padEnd(40)}${users.map((text) => text.padStart(11)).join('')}   ratio   aim`)
  const names: Record<Kind, string> = {
    signIns: 'sign-in with Microsoft',
    lookUps: 'session look-up',
    firsts: 'first sign-in, which links',
  }
  for (const kind of kinds)
    for (const [part, whose] of [
      ['server', 'server'],
      ['database', 'PostgreSQL'],
    ] as const) {
      const [few, many] = sides.map(({ measured }) => measured[kind][part]) as [number[], number[]]
      // Per round, not of the medians: what slows the machine for a while slows both.
      const ratio = quantile(
        many.map((time, round) => time / (few[round] ?? Number.NaN)),
        0.5,
      )
      row(`${names[kind]}: ${whose}`, [quantile(few, 0.5), quantile(many, 0.5)], 3, ratio)
    }
  row('memory of the server, MiB', memory, 0)
  row(
    'cold start to the first page, ms',
    startUp.map((times) => quantile(times, 0.5)),
    0,
  )
  for (const place of sides.keys()) {
    const [from, to] = [before[place], after[place]]
    if (from && to)
      console.log(
        `\n${users[place]} users. ${perSignIn(from, to, rounds * (perRound.signIns + perRound.firsts))}`,
      )
  }
} finally {
  for (const child of children.reverse()) await child.stop()
  for (const installation of installations) await installation.stop()
}

async function openSide(installation: Seeded, origin: string, emulator: Child) {
  const settings = { ...settingsOf(installation, origin), ENTRA_AUTHORITY: emulator.url }
  const server = await start('tmas.ts', settings, startFlags())
  const signIn = await openManyPeople(server.url, emulator)
  return { installation, server, signIn, measured: nothing(), turns: { linked: 0, new: 0 } }
}

async function fill(size: { chains: number; usersPerChain: number }): Promise<Seeded> {
  const installation = await startSeeded(size)
  installations.push(installation)
  const { added, seconds } = installation
  console.log(
    `${added.users.toLocaleString('en')} users of ${added.chains} chains added in ${seconds.toFixed(0)} s`,
  )
  return installation
}

async function start(program: string, environment: Record<string, string>, flags?: string[]): Promise<Child> {
  const child = await startChild(program, environment, flags)
  children.push(child)
  return child
}

function settingsOf(installation: Seeded, origin: string) {
  return {
    DATABASE_URL: installation.databaseUrl,
    MIGRATION_DATABASE_URL: installation.url,
    TMAS_URL: origin,
    TRUSTED_PROXIES: '127.0.0.1',
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
  }
}

function nothing(): Record<Kind, Measured> {
  const none = (): Measured => ({ server: [], database: [] })
  return { signIns: none(), lookUps: none(), firsts: none() }
}

async function measureRound(side: Side, times: typeof perRound): Promise<void> {
  const { server, signIn, turns, installation } = side
  const newcomers: SeededPerson[] = []
  const someone = (kind: 'linked' | 'new') => {
    const { ip, ...person } = personOfTurn(installation.size, turns[kind]++, kind)
    if (kind === 'new') newcomers.push(person)
    return signIn(person, ip)
  }
  let cookies: string[] = []
  await measure(side, 'signIns', times.signIns, async () => {
    const ends = await repeat(times.signIns, atOnce.signIns, () => someone('linked'))
    cookies = ends.map((end) => end.cookies)
  })
  await measure(side, 'lookUps', times.lookUps, () =>
    repeat(times.lookUps, atOnce.lookUps, (turn) => lookUp(server.url, cookies[turn % cookies.length] ?? '')),
  )
  await measure(side, 'firsts', times.firsts, () => repeat(times.firsts, atOnce.firsts, () => someone('new')))
  await unlink(installation, newcomers)
}

async function measure(
  { server, installation, measured }: Side,
  kind: Kind,
  times: number,
  load: () => Promise<unknown>,
) {
  const before = { server: (await server.usage()).cpu, database: databaseProcessorTime(installation.dataDir) }
  await load()
  const after = { server: (await server.usage()).cpu, database: databaseProcessorTime(installation.dataDir) }
  for (const part of ['server', 'database'] as const)
    measured[kind][part].push((after[part] - before[part]) / times)
}

/** The newcomers are new once more: a small installation has too few. */
async function unlink({ url }: Seeded, newcomers: readonly SeededPerson[]): Promise<void> {
  const db = openDatabase({ url, timeLimits: false, poolSize: 1 })
  const [tenants, objects] = [newcomers.map((one) => one.tenantId), newcomers.map((one) => one.objectId)]
  await sql`
    delete from microsoft_link using unnest(${tenants}::uuid[], ${objects}::uuid[]) as new (tenant_id, object_id)
    where microsoft_link.tenant_id = new.tenant_id and microsoft_link.object_id = new.object_id`.execute(db)
  await db.destroy()
}

function row(what: string, [few = 0, many = 0]: number[], digits: number, ratio = many / few): void {
  const cells = [few, many].map((value) => value.toFixed(digits).padStart(11)).join('')
  console.log(
    `${what.padEnd(40)}${cells}${ratio.toFixed(2).padStart(8)}  ${aim}${ratio > aim ? '  missed' : ''}`,
  )
}
