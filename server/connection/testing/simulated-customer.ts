import type { dice } from '#server/policy/testing/dice.ts'
import type { ApiClient } from '#server/testing/api-client.ts'
import { askMicrosoft, type FrontDoor, type Visitor, visitor } from '#server/testing/front-door.ts'
import { openScene, type Scene } from '#server/testing/scene.ts'
import type { Person as Account } from '../../../emulator/directory.ts'

/** Someone below the manager levels, with their account at Microsoft and the browser that they use. */
export type Employee = {
  userId: string
  username: string
  /** Their right address: what their account is called. */
  email: string
  account: Account
  hasPassword: boolean
  browser: Visitor
}

/** A branch of the chain that becomes a wave. */
export type Region = { id: string; people: Employee[] }

/** A chain with regions, stores and people, all of them generated. */
export type SimulatedCustomer = {
  scene: Scene
  regions: Region[]
  /** The manager's requests, signed in again each time, because the clock moves by days. */
  manages: ApiClient
}

/**
 * How many people a chain has, from a shop with three to a chain with hundreds; small ones are frequent, as they are.
 */
const sizes = [3, 4, 6, 8, 8, 10, 12, 15, 15, 20, 25, 40]
const large = [120, 300]

/** Most people have a password from before. */
const withPassword = 0.85

/**
 * Makes a chain of two to four regions.
 *
 * @param size how many people it has; without it, as the dice say.
 */
export async function makeCustomer(
  door: FrontDoor,
  { pick, below, chance }: ReturnType<typeof dice>,
  size = chance(0.01) ? pick(large) : pick(sizes),
): Promise<SimulatedCustomer> {
  const scene = await openScene(door)
  await scene.setTenant(scene.tenantId)
  const count = Math.min(size, 2 + below(3))
  const regions: Region[] = []
  const stores: string[] = []
  for (let index = 0; index < count; index += 1) {
    const id = await scene.location('region', `Region ${index + 1}`)
    stores.push(await scene.location('store', `Store ${index + 1}`, id))
    regions.push({ id, people: [] })
  }
  for (let number = 0; number < size; number += 1) {
    // Everyone is somewhere, and the regions are of different size.
    const index = number < count ? number : Math.min(below(count), below(count))
    const region = regions[index] as Region
    region.people.push(await employ(scene, stores[index] as string, number, chance(withPassword)))
  }
  return { scene, regions, manages: scene.asks }
}

async function employ(scene: Scene, at: string, number: number, hasPassword: boolean): Promise<Employee> {
  const email = `${nameOf(number)}@${scene.domain}`
  const { id, username } = await scene.user(email, {
    at,
    ...(hasPassword && { passwordHash: scene.passwordHash }),
  })
  return {
    userId: id,
    username,
    email,
    account: scene.account(email, { name: nameOf(number) }),
    hasPassword,
    browser: browserOf(scene, number),
  }
}

/** A name that is like no other of the chain, so that a wrong address has one right one. */
function nameOf(number: number): string {
  const first = ['anna', 'boris', 'clara', 'david', 'elif', 'frank', 'greta', 'hugo', 'irene', 'jonas']
  const last = [
    'abel',
    'berger',
    'costa',
    'dupont',
    'evans',
    'fischer',
    'garcia',
    'hansen',
    'ivanov',
    'jansen',
  ]
  const word = (list: string[], index: number) => list[index % list.length] ?? ''
  const more = number >= 100 ? `.${'klmnopqrstuvwxyz'[Math.floor(number / 100)]}ott` : ''
  return `${word(first, number)}.${word(last, Math.floor(number / 10))}${more}`
}

/**
 * A browser that says what it is, in a network of its own: which tries belong together is seen from both, and one
 * network may not ask for too much.
 */
function browserOf({ door, domain }: Scene, number: number): Visitor {
  const remoteAddress = `2001:db8:${domain.slice(1, 5)}:${domain.slice(5, 9)}:${number}::1`
  const { app } = door
  const request: typeof app.request = (input, init) =>
    app.request(input, init, { incoming: { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv6' } } })
  const elsewhere = new Proxy(app, {
    get: (target, name) => (name === 'request' ? request : Reflect.get(target, name)),
  })
  const plain = visitor({ app: elsewhere })
  const named = { 'user-agent': `Browser ${domain} ${number}` }
  return {
    ...plain,
    get: (address, headers = {}) => plain.get(address, { ...named, ...headers }),
    post: (address, form, headers = {}) => plain.post(address, form, { ...named, ...headers }),
  }
}

/** What became of one try. */
export type Tried = { isIn: boolean; code: string | null }

/** Types the right password. */
export async function triesPassword({ scene }: SimulatedCustomer, person: Employee): Promise<Tried> {
  const { browser, username } = person
  leaves(person)
  const answer = await browser.post('/sign-in', { username, password: scene.password, return_to: '/' })
  return endOf(person, answer)
}

/** Presses the button, and goes along with everything at Microsoft. */
export async function triesMicrosoft(
  { scene }: SimulatedCustomer,
  person: Employee,
  { answer = 'accept' as 'accept' | 'cancel', as = person.account.loginId } = {},
): Promise<Tried> {
  const { browser, email } = person
  leaves(person)
  const start = `/sign-in/microsoft?${new URLSearchParams({ login_hint: email })}`
  const ending = await askMicrosoft(scene.door, browser, as, { start, answer })
  if (ending.kind === 'stayed') return { isIn: false, code: await saysOfPage(browser, ending.aadsts) }
  return endOf(person, await browser.get(ending.url))
}

/** They go back, read that the sign-in was not completed, and say what Microsoft's page said (R17). */
async function saysOfPage(browser: Visitor, aadsts: number | undefined): Promise<string> {
  const page = await (await browser.get('/sign-in')).text()
  const reference = /name="reference" value="([0-9A-Z]+)"/.exec(page)?.[1] ?? ''
  const text = aadsts === undefined ? 'Need admin approval' : `AADSTS${aadsts}: Access was not granted.`
  await browser.post('/sign-in/returned', { reference, return_to: '/', text })
  return 'not_returned'
}

/** The day before is over: no session is left. */
function leaves({ browser }: Employee): void {
  browser.cookies.delete('tmas')
}

function endOf({ browser }: Employee, answer: Response): Tried {
  const address = new URL(answer.headers.get('location') ?? '/', 'http://localhost')
  return { isIn: browser.cookies.has('tmas'), code: address.searchParams.get('refused') }
}

/** Everyone of a chain. */
export function everyoneOf({ regions }: SimulatedCustomer): Employee[] {
  return regions.flatMap(({ people }) => people)
}
