import { type Endpoint, endpoints, type Fault, type NextToken } from './control.ts'
import type { World } from './world.ts'

/** What `GET /control` shows. */
export function controlState(world: World) {
  const { faults, expiredSecret, coop, crlf, nextToken, requests } = world.control
  return {
    authority: world.authority,
    faults,
    expiredSecret,
    coop,
    crlf,
    nextToken: nextToken ?? null,
    requests,
    tenants: world.directory.tenants.map(({ id, name, domains }) => ({ id, name, domains })),
    people: world.directory.people.map(({ loginId, name, stands }) => ({ loginId, name, stands })),
    consents: world.directory.consents,
  }
}

/**
 * Carries out what was posted to `/control`; several orders may come in one body, and are
 * carried out in its order. Nothing is ignored in
 * silence: an order that is not known changes nothing and is named in the answer.
 *
 * @returns the problem, or undefined when everything was done
 */
export async function applyOrder(world: World, order: unknown): Promise<string | undefined> {
  if (!isRecord(order)) return 'Send a JSON object'
  for (const [name, value] of Object.entries(order)) {
    const known = Object.hasOwn(orders, name) ? orders[name] : undefined
    if (!known) return `There is no order ${name}`
    if (!known.fits(value)) return `${name} wants ${known.wants}`
  }
  for (const [name, value] of Object.entries(order)) await orders[name]?.carryOut(world, value)
  return undefined
}

type Order = {
  wants: string
  fits: (value: unknown) => boolean
  carryOut: (world: World, value: unknown) => unknown
}

const isTrue = { wants: 'true', fits: (value: unknown) => value === true }
const isSwitch = { wants: 'true or false', fits: (value: unknown) => typeof value === 'boolean' }

const orders: Record<string, Order | undefined> = {
  reset: { ...isTrue, carryOut: (world) => world.control.reset() },
  faults: {
    wants: `an object of ${endpoints.join(', ')}, each {delay: ms, drop: true, throttle: seconds, outage: true} or null`,
    fits: (value) =>
      isRecord(value) &&
      Object.entries(value).every(([name, fault]) => isEndpoint(name) && (fault === null || isFault(fault))),
    carryOut: (world, value) => {
      for (const [name, fault] of Object.entries(value as Record<Endpoint, Fault | null>)) {
        world.control.faults[name as Endpoint] = fault ?? {}
      }
    },
  },
  expiredSecret: {
    ...isSwitch,
    carryOut: (world, value) => {
      world.control.expiredSecret = value === true
    },
  },
  coop: {
    ...isSwitch,
    carryOut: (world, value) => {
      world.control.coop = value === true
    },
  },
  crlf: {
    ...isSwitch,
    carryOut: (world, value) => {
      world.control.crlf = value === true
    },
  },
  rotateKeys: {
    wants: '"keep-old" or "drop-old"',
    fits: (value) => value === 'keep-old' || value === 'drop-old',
    carryOut: (world, value) => world.control.rotateKeys(value === 'drop-old' ? 'drop-old' : 'keep-old'),
  },
  nextToken: {
    wants: '{header?: {...}, payload?: {...}}, merged into the next ID token; null removes a member',
    fits: (value) =>
      isRecord(value) &&
      Object.entries(value).every(([name, part]) => ['header', 'payload'].includes(name) && isRecord(part)),
    carryOut: (world, value) => {
      world.control.nextToken = value as NextToken
    },
  },
  forgetConsents: {
    ...isTrue,
    carryOut: (world) => world.directory.consents.splice(0),
  },
  signEverybodyOut: { ...isTrue, carryOut: (world) => world.browsers.clear() },
}

function isEndpoint(name: string): name is Endpoint {
  return endpoints.some((known) => known === name)
}

function isFault(value: unknown): value is Fault {
  if (!isRecord(value)) return false
  return Object.entries(value).every(([name, setting]) =>
    name === 'delay' || name === 'throttle'
      ? typeof setting === 'number' && setting >= 0
      : (name === 'drop' || name === 'outage') && typeof setting === 'boolean',
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
