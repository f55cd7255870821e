import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles } from '#shared/roles.ts'
import { northTenantId, southTenantId } from '../../emulator/sample.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'

let house: House
let managers: Pick<Asking, 'ask'>[]

beforeAll(async () => {
  house = await openHouse()
  const instances = [house, house.anotherInstance()]
  managers = await Promise.all(
    instances.map(async (instance) => {
      const { username } = await house.person(house.north, 'chain_and_user_manager')
      return (await house.signIn(username)).at(instance)
    }),
  )
})
afterAll(() => house.close())

type Fields = Record<string, unknown>

const word = fc.constantFrom('', 'One', 'Two', 'Drei')
const name = fc.constantFrom('One', 'Two', 'Drei')
const orNull = fc.constantFrom(null, 'One', 'Two')

/** Some of the fields, each with some content: what one person changes in a form. */
const changeOf = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Fields> =>
  fc.record(fields, { requiredKeys: [] })

const kinds = {
  user: {
    open: async () => `/users/${(await house.person(house.store, 'viewer')).id}`,
    change: () =>
      changeOf({
        firstName: word,
        lastName: word,
        title: word,
        mobilePhone: word,
        description: word,
        language: fc.constantFrom('en', 'fr', 'es'),
        enabled: fc.boolean(),
        memberships: fc
          .subarray([house.coast, house.store, house.east], { minLength: 1 })
          .chain((ids) =>
            fc.tuple(
              ...ids.map((locationId) =>
                fc.constantFrom(...roles.slice(-2)).map((role) => ({ locationId, role })),
              ),
            ),
          ),
      }),
  },
  location: {
    open: async () => `/locations/${await house.addLocation(house.coast, 'store', crypto.randomUUID())}`,
    change: () => changeOf({ name, country: orNull, region: orNull, contactPhone: orNull }),
  },
  settings: {
    open: async () =>
      `/locations/${await house.addLocation(house.north, 'chain', crypto.randomUUID())}/advanced`,
    change: () =>
      changeOf({
        azureTenantId: fc.constantFrom(northTenantId, southTenantId, null),
        mandatoryAuthentication: fc.boolean(),
      }),
  },
}

test.each(Object.keys(kinds) as (keyof typeof kinds)[])(
  'two forms over one %s, in any order and at once, never undo each other’s untouched fields (R32)',
  async (kind) => {
    const { open, change } = kinds[kind]
    const form = fc.record({ change: change(), isBased: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(form, form),
        fc.boolean(),
        fc.boolean(),
        async (forms, atOnce, secondFirst) => {
          // One person makes TMAS ask Microsoft about at most ten tenants a minute.
          house.passTime(61_000)
          const path = await open()
          const opened = await read(path)
          const order = secondFirst ? [1, 0] : [0, 1]
          const save = (index: number) => {
            const one = forms[index] as (typeof forms)[number]
            const headers: Record<string, string> = one.isBased ? { 'if-match': opened.etag } : {}
            const confirm = kind === 'settings' ? { confirm: true } : {}
            return (managers[index] as (typeof managers)[number]).ask(
              'PATCH',
              path,
              { ...one.change, ...confirm },
              headers,
            )
          }
          const answers: { index: number; status: number; changes: Fields }[] = []
          const saved = async (index: number) => {
            const { status, body } = await save(index)
            answers.push({ index, status, changes: body.changes ?? {} })
          }
          if (atOnce) await Promise.all(order.map(saved))
          else for (const index of order) await saved(index)

          const now = await read(path)
          const made = answers
            .filter(({ status }) => status === 200)
            .map(({ index }) => forms[index]?.change ?? {})
          const touched = new Set(made.flatMap((one) => Object.keys(one)))
          for (const [field, value] of Object.entries(now.fields)) {
            // A field that no saved form names is as it was.
            if (!touched.has(field) && !follows.has(field)) expect(value).toEqual(opened.fields[field])
            // One that a single saved form names is what that form made of it.
            const naming = made.filter((one) => field in one)
            if (naming.length === 1) expect(inOrder(value)).toEqual(inOrder(naming[0]?.[field]))
          }
          for (const { status, changes, index } of answers) {
            if (status === 200) continue
            // Settings that cannot go together are refused for themselves.
            expect([409, 412]).toContain(status)
            if (status === 412) {
              expect(forms[index]?.isBased).toBe(true)
              expect(Object.keys(changes).length).toBeGreaterThan(0)
              for (const field of Object.keys(changes))
                expect(touched.has(field) || follows.has(field)).toBe(true)
            }
          }
          // Two forms that are based on the same version are never both made if the first changed anything.
          const bothBased = forms.every(({ isBased }) => isBased)
          if (bothBased && made.length === 2) {
            const changing = forms.filter(({ change: wanted }) =>
              Object.entries(wanted).some(
                ([field, value]) =>
                  JSON.stringify(inOrder(value)) !== JSON.stringify(inOrder(opened.fields[field])),
              ),
            )
            expect(changing.length).toBeLessThanOrEqual(1)
          }
        },
      ),
      { numRuns: 25, endOnFailure: true },
    )
  },
  120_000,
)

/** What changes with other fields, or by itself. */
const follows = new Set([
  'languageChosen',
  'language',
  'locations',
  'mayChange',
  'lastSignInAt',
  'inheritedFrom',
  'mandatoryFrom',
  'rehearsal',
  'rehearsalFrom',
  'rehearsalSince',
  'tenant',
])

async function read(path: string) {
  const { body, headers } = await (managers[0] as (typeof managers)[number]).ask('GET', path)
  return { fields: body as Fields, etag: headers.get('etag') ?? '' }
}

/** Roles are the same in any order. */
function inOrder(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return [...value].sort((a, b) => (a.locationId < b.locationId ? -1 : 1))
}
