import { freePort } from '#server/platform/free-port.ts'
import { urlOf } from '#server/testing/cluster.ts'
import { startThrowAwayCluster } from '#server/testing/throw-away-cluster.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../emulator/sample.ts'
import { type Child, startChild, startFlags } from './child.ts'
import type { Start } from './cold-start.ts'
import { fillDatabase } from './installation.ts'
import { byLink, type Way } from './load.ts'
import { peers, preparePeer } from './peers.ts'
import { newcomers } from './people.ts'

/** Processor time in milliseconds each, one value a round, and how long each answer took. */
export type Measured = { cpu: number[]; database: number[]; latencies: number[] }

/** A program that is compared, with a PostgreSQL and people of its own. */
export type Side = {
  name: string
  server: Child
  /** Of its PostgreSQL. */
  database: { url: string; dataDir: string }
  microsoft: string
  way: Way
  /** Whether it makes anything of a person's first sign-in. */
  links: boolean
  start: Start
  signIns: Measured
  firsts: Measured
  lookUps: Measured
}

type Plan = Pick<Side, 'name' | 'way' | 'links' | 'start'> & {
  program: string
  flags: string[]
  microsoftsName?: string
  prepare(environment: Record<string, string>): Promise<void>
}

const page = { path: '/sign-in', status: 200 }
/** Of those that show no page of their own, the first thing that a person gets. */
const redirect = { path: '/sign-in/microsoft', status: 303 }

const own: Plan[] = [
  {
    name: 'least',
    ...bench('least.ts', redirect),
    way: byLink,
    links: false,
    prepare: async () => {},
  },
  {
    name: 'floor',
    ...bench('floor.ts', redirect),
    way: byLink,
    links: false,
    prepare: ({ DATABASE_URL = '' }) => fillDatabase(DATABASE_URL),
  },
  {
    name: 'TMAS',
    program: 'tmas.ts',
    flags: startFlags(),
    start: { program: '../dist/main.js', flags: startFlags(), page },
    way: byLink,
    links: true,
    prepare: ({ DATABASE_URL = '' }) => fillDatabase(DATABASE_URL, newcomers),
  },
]

const others: Plan[] = peers.map(({ program, ...peer }) => ({
  ...peer,
  ...bench(program, page),
  prepare: async (environment) => preparePeer(peer.name, environment),
}))

function bench(program: string, first: Start['page']) {
  return { program, flags: [], start: { program, flags: [], page: first } }
}

/** Starts all that are compared. `ending` gets what ends each thing that was started, also if one fails. */
export async function startSides(withPeers: boolean, ending: (() => Promise<void>)[]): Promise<Side[]> {
  const plans = withPeers ? [...own, ...others] : own
  const ports = await Promise.all(plans.map(() => freePort()))
  const ORIGINS = ports.map((port) => `http://127.0.0.1:${port}`).join()
  const start = async (
    program: string,
    environment: Record<string, string>,
    flags?: string[],
    alone?: boolean,
  ) => {
    const child = await startChild(program, environment, flags, alone)
    ending.push(() => child.stop())
    return child
  }

  const emulators = new Map<string, string>()
  const emulatorCalled = async (name = '') => {
    const url =
      emulators.get(name) ?? (await start('emulator.ts', { ORIGINS, ...(name && { AUTHORITY: name }) })).url
    emulators.set(name, url)
    return url
  }

  const sides: Side[] = []
  for (const [index, { program, flags, prepare, microsoftsName, ...plan }] of plans.entries()) {
    const microsoft = await emulatorCalled(microsoftsName)
    const cluster = await startThrowAwayCluster()
    ending.push(() => cluster.stop())
    const environment = settingsOf(urlOf(cluster.url, 'tmas'), ports[index] ?? 0, microsoft)
    await prepare(environment)
    sides.push({
      ...plan,
      server: await start(program, environment, flags, true),
      database: { url: urlOf(cluster.url, 'tmas'), dataDir: cluster.dataDir },
      microsoft,
      signIns: nothing(),
      firsts: nothing(),
      lookUps: nothing(),
    })
  }
  return sides
}

/** What TMAS is told, and what the others are. */
export function settingsOf(database: string, port: number, microsoft: string): Record<string, string> {
  return {
    DATABASE_URL: database,
    TMAS_URL: `http://127.0.0.1:${port}`,
    ENTRA_AUTHORITY: microsoft,
    ENTRA_CLIENT_ID: tmasClientId,
    ENTRA_CLIENT_SECRET: tmasClientSecret,
    PORT: String(port),
    AUTHORITY: microsoft,
    CLIENT_ID: tmasClientId,
    CLIENT_SECRET: tmasClientSecret,
    TENANT: northTenantId,
  }
}

export function nothing(): Measured {
  return { cpu: [], database: [], latencies: [] }
}
