import { z } from 'zod'
import { otherCloudNames } from './clouds.ts'
import { cuts, endpoints, keyDocuments, type NextToken } from './control.ts'
import {
  findApp,
  findPerson,
  findTenant,
  type Refusal,
  servicePrincipalOf,
  setServicePrincipal,
  type Trouble,
} from './directory.ts'
import { numberlessPages } from './numberless-pages.ts'
import type { World } from './world.ts'

/** Something that may be posted to `/control`: what it takes, and what it does. */
export type Order = {
  wants: string
  /** What is wrong with the value, in this world; undefined: nothing. */
  problem: (world: World, value: unknown) => string | undefined
  carryOut: (world: World, value: unknown) => unknown
}

const fault = z
  .strictObject({
    delay: z.number().min(0),
    drop: z.union([z.boolean(), z.enum(cuts)]),
    once: z.boolean(),
    throttle: z.number().min(0),
    outage: z.boolean(),
  })
  .partial()

const aadsts = z.int().positive()

const refusal = z
  .strictObject({ aadsts, error: z.string().min(1), subcode: z.string().min(1) })
  .partial()
  .refine(({ aadsts, error }) => aadsts !== undefined || error !== undefined) satisfies z.ZodType<Refusal>

const trouble = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stays'), aadsts }),
  z.strictObject({ kind: z.literal('page'), page: z.enum(numberlessPages) }),
  z.strictObject({ kind: z.literal('returns'), aadsts }),
  z.strictObject({ kind: z.literal('at_token'), refusal }),
  z.strictObject({ kind: z.literal('needs_admin') }),
  z.strictObject({ kind: z.literal('second_factor') }),
]) satisfies z.ZodType<Trouble>

const refusalWanted =
  '{aadsts?: number, error?: "invalid_grant", subcode?: "basic_action"}, one of the first two at least, or null'

const isTrue = z.literal(true)
const members = z.record(z.string(), z.unknown())

/** Every order by its name. */
export const orders: Record<string, Order | undefined> = {
  reset: order('true', isTrue, (world) => world.control.reset()),

  faults: order(
    `an object of ${endpoints.join(', ')}, each {delay: ms, drop: true or ${quoted(cuts)}, throttle: seconds, outage: true, once: true} or null`,
    z.partialRecord(z.enum(endpoints), fault.nullable()),
    ({ control }, faults) => {
      for (const endpoint of endpoints) {
        if (faults[endpoint] !== undefined) control.faults[endpoint] = faults[endpoint] ?? {}
      }
    },
  ),
  ...switches('expiredSecret', 'coop', 'csp', 'crlf', 'wrongProofSpendsCode'),
  checksFirst: order('"client" or "grant"', z.enum(['client', 'grant']), ({ control }, first) => {
    control.checksFirst = first
  }),
  cloudInstanceName: order(
    '{discovery?: boolean, keys?: boolean}',
    z.strictObject({ discovery: z.boolean(), keys: z.boolean() }).partial(),
    ({ control }, changes) => {
      control.cloudInstanceName = { ...control.cloudInstanceName, ...changes }
    },
  ),
  keyDocument: order(quoted(keyDocuments), z.enum(keyDocuments), ({ control }, form) => {
    control.keyDocument = form
  }),
  switchedOff: order(
    '{aadsts?: 7000116 or 7000112, at?: "page" or "token"}',
    z
      .strictObject({
        aadsts: z.union([z.literal(7000116), z.literal(7000112)]),
        at: z.enum(['page', 'token']),
      })
      .partial(),
    ({ control }, changes) => {
      control.switchedOff = { ...control.switchedOff, ...changes }
    },
  ),
  tokenRefusal: order(refusalWanted, refusal.nullable(), ({ control }, refusal) => {
    control.tokenRefusal = refusal ?? undefined
  }),
  callbackRefusal: order(refusalWanted, refusal.nullable(), ({ control }, refusal) => {
    control.callbackRefusal = refusal ?? undefined
  }),
  unknownClouds: order(
    `an array of ${quoted(otherCloudNames)}`,
    z.array(z.enum(otherCloudNames)),
    ({ control }, names) => {
      control.unknownClouds = names
    },
  ),
  rotateKeys: order('"keep-old" or "drop-old"', z.enum(['keep-old', 'drop-old']), ({ control }, old) =>
    control.rotateKeys(old),
  ),
  nextToken: order(
    '{header?: {...}, payload?: {...}}, merged into the next ID token; null removes a member',
    z.strictObject({ header: members, payload: members }).partial() satisfies z.ZodType<NextToken>,
    ({ control }, next) => {
      control.nextToken = next
    },
  ),

  people: order(
    'an object of login IDs, each {trouble: {kind: ...} or null}',
    z.record(z.string(), z.strictObject({ trouble: trouble.nullable() })),
    ({ directory }, people) => {
      for (const [loginId, changes] of Object.entries(people)) {
        const person = findPerson(directory, loginId)
        if (person) person.trouble = changes.trouble ?? undefined
      }
    },
    ({ directory }, people) => unknownName(people, (name) => findPerson(directory, name)),
  ),
  tenants: order(
    'an object of tenant IDs or domains, each {blocked?: boolean}',
    z.record(z.string(), z.strictObject({ blocked: z.boolean() }).partial()),
    ({ directory }, tenants) => {
      for (const [name, changes] of Object.entries(tenants)) {
        Object.assign(findTenant(directory, name) ?? {}, changes)
      }
    },
    ({ directory }, tenants) => unknownName(tenants, (name) => findTenant(directory, name)),
  ),
  enterpriseApplications: order(
    'an array of {tenant: ID or domain, clientId, signInEnabled?: boolean, assignmentRequired?: boolean, assigned?: [object IDs]}',
    z.array(
      z.strictObject({
        tenant: z.string(),
        clientId: z.string(),
        signInEnabled: z.boolean().optional(),
        assignmentRequired: z.boolean().optional(),
        assigned: z.array(z.string()).optional(),
      }),
    ),
    ({ directory }, changes) => {
      for (const { tenant, clientId, ...properties } of changes) {
        const tenantId = findTenant(directory, tenant)?.id ?? tenant
        setServicePrincipal(directory, {
          ...servicePrincipalOf(directory, tenantId, clientId),
          ...properties,
        })
      }
    },
    ({ directory }, changes) =>
      changes.find(
        ({ tenant, clientId }) => !findTenant(directory, tenant) || !findApp(directory, clientId),
      ) && 'a tenant and an application that exist',
  ),
  registrations: order(
    'an object of client IDs, each {redirectType?: "web" or "spa", for all its redirect URIs; disabled?: boolean}',
    z.record(
      z.string(),
      z.strictObject({ redirectType: z.enum(['web', 'spa']), disabled: z.boolean() }).partial(),
    ),
    ({ directory }, registrations) => {
      for (const [clientId, { redirectType, disabled }] of Object.entries(registrations)) {
        const app = findApp(directory, clientId)
        if (!app) continue
        const all = [...app.redirectUris, ...(app.spaRedirectUris ?? [])]
        if (redirectType) app.redirectUris = redirectType === 'web' ? all : []
        if (redirectType) app.spaRedirectUris = redirectType === 'spa' ? all : []
        if (disabled !== undefined) app.disabled = disabled
      }
    },
    ({ directory }, registrations) => unknownName(registrations, (name) => findApp(directory, name)),
  ),
  forgetConsents: order('true', isTrue, (world) => world.directory.consents.splice(0)),
  signEverybodyOut: order('true', isTrue, (world) => world.browsers.clear()),
}

function order<T>(
  wants: string,
  schema: z.ZodType<T>,
  carryOut: (world: World, value: T) => unknown,
  unfit: (world: World, value: T) => string | undefined = () => undefined,
): Order {
  return {
    wants,
    problem(world, value) {
      const read = schema.safeParse(value)
      return read.success ? unfit(world, read.data) : wants
    },
    carryOut: (world, value) => carryOut(world, schema.parse(value)),
  }
}

type Switch = 'expiredSecret' | 'coop' | 'csp' | 'crlf' | 'wrongProofSpendsCode'

function switches(...names: Switch[]): Record<string, Order> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      order('true or false', z.boolean(), ({ control }, on) => {
        control[name] = on
      }),
    ]),
  )
}

function unknownName(values: object, find: (name: string) => unknown): string | undefined {
  const unknown = Object.keys(values).find((name) => !find(name))
  return unknown === undefined ? undefined : `names that exist; ${unknown} does not`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
