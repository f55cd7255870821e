import { randomUUID } from 'node:crypto'
import { closeUnreturned } from '#server/attempts/close-attempts.ts'
import { placeHints } from '#server/attempts/hints.ts'
import { signInAddressOf } from '#server/passwords/password-links.ts'
import { dice } from '#server/policy/testing/dice.ts'
import type { ApiClient } from '#server/testing/api-client.ts'
import {
  askMicrosoft,
  type FrontDoor,
  newestAttempt,
  prove,
  tmasUrl,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { linkIn, newestLinkTo } from '#server/testing/mailbox.ts'
import { openScene } from '#server/testing/scene.ts'
import { messages } from '#shared/messages/messages.ts'
import { actors, type Refusal, refusals } from '#shared/refusals.ts'
import { runTmasHere } from '../../../cli/testing/program.ts'
import { tmasClientId } from '../../../emulator/sample.ts'
import { answerPersonally, type Fault, faults, type World } from './faults.ts'
import { receiveLate } from './post.ts'

/** What came of a world. `wrong` says in words what should not have been; it is empty if all went well. */
export type Played = {
  faults: string[]
  outsider: string | null
  steps: number
  wrong: string[]
  told: string[]
  /** Who said why, as often as what they said was compared. */
  heard: string[]
}

type Remedy = {
  actor: 'person' | 'manager' | 'it' | 'operator'
  action: string | null
  text: string
  address: string | null
  makeSure: string | null
  admits: { objectId: string } | null
  chain?: { id: string } | null
  mail?: { subject: string; message: string } | null
}

/** What is asked of somebody: the same shape in the API and on the command line. */
type Explanation = {
  cause: string | null
  causeText: string
  remedy: Remedy
  /** What somebody typed, who need not be this person. */
  perhaps?: { code: string | null; text: string; remedy: Remedy } | null
}

/** What a manager goes by. Of what was typed the person is asked; in these worlds it was them. */
type Advice = Pick<Explanation, 'cause' | 'remedy'>

/**
 * Of what is typed by somebody, only what is said where no cause is known; or where it did not help to follow the
 * cause.
 */
function adviceOf({ cause, remedy, perhaps }: Explanation, last: string | undefined): Advice {
  const isTried = last === wordsOf({ cause, remedy })
  return perhaps && (cause === null || isTried)
    ? { cause: perhaps.code, remedy: perhaps.remedy }
    : { cause, remedy }
}

function wordsOf({ cause, remedy }: Advice): string {
  return `${cause} (${remedy.actor}, ${remedy.action})`
}

/** More than anyone would try. */
const mostSteps = 6

/**
 * Makes a customer in which one or two things are wrong, and plays it: the person tries, the manager asks why, by the
 * API and on the command line, does what is named, and the person tries again, until they are in. Around them are
 * people who are healthy, and one who should never get in. Everything follows from the seed.
 */
export async function playWorld(
  door: FrontDoor,
  settings: Record<string, string>,
  seed: number,
): Promise<Played> {
  const tidy = keepDirectorySmall(door)
  try {
    return await playOpened(door, settings, await openWorld(door, seed))
  } finally {
    tidy()
  }
}

/**
 * What a world adds to Microsoft's directory is nobody's afterwards, and would be searched in all worlds that follow.
 */
function keepDirectorySmall({ emulator: { directory } }: FrontDoor): () => void {
  const lists = [directory.people, directory.tenants, directory.consents]
  const lengths = lists.map(({ length }) => length)
  return () => {
    for (const [index, list] of lists.entries()) list.length = lengths[index] ?? 0
  }
}

async function playOpened(
  door: FrontDoor,
  settings: Record<string, string>,
  { world, made, outsider, colleagueId }: Opened,
): Promise<Played> {
  const { user } = world
  const wrong: string[] = []
  const told: string[] = []
  const heard: string[] = []
  let manager = await managerOf(world)
  /** A suspension that has ended took the session with it, so the manager signs in again. */
  const asks = async (path: string) => {
    const answer = await manager('GET', path)
    if (answer.status !== 401) return answer
    manager = await managerOf(world)
    return manager('GET', path)
  }
  let steps = 0
  let isIn = await tries(world)
  while (!isIn && steps < mostSteps) {
    await placeHints(door.db, door.now())
    const attempt = await attemptOf(world)
    const operators: Explanation = (await runTmasHere(['explain', user.username, '--json'], settings)).json
    // The managers of a suspended customer ask the operator.
    const answer = await asks(`/users/${user.id}/explain`)
    const said: Explanation = answer.status === 200 ? answer.body : operators
    const last = told.at(-1)
    const advice = adviceOf(said, last)
    told.push(wordsOf(advice))
    for (const secret of outsider?.secrets ?? [])
      if (JSON.stringify(said).includes(secret))
        wrong.push(`the explanation names ${secret}, who is another customer’s`)
    const voices = await compareVoices(world, {
      manager,
      settings,
      attempt,
      said: advice,
      operators: adviceOf(operators, last),
    })
    wrong.push(...voices.wrong)
    heard.push(...voices.heard)
    if (!world.shouldGetIn) break
    wrong.push(...(await carryOut(world, settings, manager, advice)))
    door.passTime(61 * 1000)
    steps += 1
    isIn = await tries(world)
  }
  if (world.shouldGetIn && !isIn) wrong.push(`is not in after ${steps} steps`)
  if (world.shouldGetIn && steps > made.length) wrong.push(`took ${steps} steps for ${made.length} faults`)
  if (!world.shouldGetIn && isIn) wrong.push('a leaver is in')
  // Where the customer is still suspended, no manager can ask.
  const isAsked = (await asks('/session')).status === 200
  if (world.shouldGetIn && isIn) wrong.push(...(await healthy(manager, user.id, 'the person, once in,')))
  if (colleagueId && world.tenantIsRight && isAsked)
    wrong.push(...(await healthy(manager, colleagueId, 'a colleague')))
  if (outsider && (await outsider.getsInAs())) wrong.push(`${outsider.name} gets in`)
  return { faults: made.map(({ name }) => name), outsider: outsider?.name ?? null, steps, wrong, told, heard }
}

type Opened = {
  world: World & { tenantIsRight: boolean }
  made: Fault[]
  outsider: { name: string; secrets: string[]; getsInAs(): Promise<boolean> } | null
  colleagueId: string | null
}

async function openWorld(door: FrontDoor, seed: number): Promise<Opened> {
  const { chance, pick } = dice(seed)
  const scene = await openScene(door)
  const isByPassword = chance(0.25)
  const email = `maria.keller@${scene.domain}`
  const user = await scene.user(email, {
    firstName: 'Maria',
    lastName: 'Keller',
    ...(isByPassword && { passwordHash: scene.passwordHash }),
  })
  const account = scene.account(email, { name: 'Maria Keller' })
  const world: Opened['world'] = {
    scene,
    user: { id: user.id, username: user.username, email },
    account,
    door: isByPassword ? 'password' : 'microsoft',
    password: scene.password,
    mailbox: undefined,
    kept: undefined,
    keepsBrowser: chance(0.4),
    code: undefined,
    byChain: chance(0.5),
    chainId: scene.chainId,
    mailIsDown: false,
    says: undefined,
    next: undefined,
    outside: [],
    onceInstructed: undefined,
    disturb: undefined,
    page: null,
    shouldGetIn: true,
    tenantIsRight: true,
  }
  if (!isByPassword || chance(0.5)) await scene.setTenant(scene.tenantId)
  let colleagueId: string | null = null
  if (!isByPassword && chance(0.6)) {
    const colleague = `colleague@${scene.domain}`
    colleagueId = (await scene.user(colleague, { firstName: 'Otto', lastName: 'Berg' })).id
    scene.account(colleague, { name: 'Otto Berg' })
    await scene.tries(colleague)
    // Somebody types the colleague's address, and thinks better of it.
    if (chance(0.5)) await scene.tries(email, { typed: colleague, answer: 'cancel' })
  }
  const made = chooseFaults(seed, world.door)
  const isClaimed = !isByPassword && chance(0.2)
  const isLinked =
    made.some(({ linked }) => linked) ||
    (!isByPassword &&
      made.every(({ place, linked }) => place !== 'address' && linked !== false) &&
      chance(0.3))
  if (isLinked) await signsInBefore(world)
  const inOrder = (['first', undefined, 'last'] as const).flatMap((when) =>
    made.filter(({ order }) => order === when),
  )
  for (const fault of inOrder) await fault.make(world)
  if (isClaimed) {
    // Nobody has proved the tenant, so only what begins at the chain's own address is shown. The welcome e-mail names
    // it.
    const { db } = door
    await db
      .updateTable('advancedSettings')
      .set({ provedAt: null })
      .where('customerId', '=', scene.chainId)
      .execute()
    world.byChain = true
  }
  world.tenantIsRight = made.every(({ place }) => place !== 'tenant')
  world.shouldGetIn = !(made.some(({ place }) => place === 'user') && chance(0.3))
  const isStillLinked = isLinked && made.every(({ linked }) => !linked)
  const outsider =
    !isByPassword && chance(0.4)
      ? await makeOutsider(
          world,
          pick(['namesake', 'stranger', 'other', isStillLinked ? 'newcomer' : 'other']),
        )
      : null
  return { world, made, outsider, colleagueId }
}

/** One or two, in different places; a person who uses the password door meets only what is wrong there. */
function chooseFaults(seed: number, of: World['door']): Fault[] {
  const { chance, pick } = dice(seed ^ 0x5bd1e995)
  const first = pick(faults.filter((fault) => fault.door === of))
  const others = faults.filter(
    (fault) =>
      fault.door === of &&
      fault.place !== first.place &&
      // A new address ends the link, and a fault of the account shows only once Microsoft is asked.
      !(first.linked && fault.place === 'address') &&
      !(fault.linked && first.place === 'address') &&
      // Two that ask whether the person has signed in before exclude each other.
      !(first.linked !== undefined && fault.linked !== undefined),
  )
  return chance(0.4) && others.length > 0 ? [first, pick(others)] : [first]
}

/** Somebody who tries before the manager asks, and must never get in as the person. */
async function makeOutsider(world: World, kind: string): Promise<Opened['outsider']> {
  const { scene, account } = world
  const isLinkedAsPerson = async ({ oid }: { oid: string }) =>
    (await scene.door.db
      .selectFrom('microsoftLink')
      .select('id')
      .where('objectId', '=', oid)
      .where('endedAt', 'is', null)
      .where('userId', '=', world.user.id)
      .executeTakeFirst()) !== undefined
  const trial = async (outsider: { loginId: string; oid: string }) => {
    await scene.tries(outsider.loginId)
    return isLinkedAsPerson(outsider)
  }
  if (kind === 'namesake') {
    const namesake = scene.account(`mario.keller@${scene.domain}`, { name: 'Mario Keller' })
    await scene.tries(namesake.loginId)
    return { name: 'a namesake', secrets: [], getsInAs: () => trial(namesake) }
  }
  if (kind === 'stranger') {
    const stranger = scene.account(`x${account.loginId}`, {
      tenantId: scene.addTenant(`far-${scene.domain}`),
    })
    await scene.tries(stranger.loginId)
    return { name: 'a stranger of another tenant', secrets: [], getsInAs: () => trial(stranger) }
  }
  if (kind === 'newcomer') {
    // The person's account is renamed in Entra, and the link goes on; somebody new gets the address.
    const newcomer = scene.account(account.loginId, { name: 'Otto Neumann' })
    account.loginId = `maria.married@${scene.domain}`
    await scene.tries(newcomer.loginId)
    return { name: 'a newcomer with the old address', secrets: [], getsInAs: () => trial(newcomer) }
  }
  const other = await openScene(scene.door)
  await other.setTenant(scene.tenantId)
  const employee = scene.account(`maria.kelle@${scene.domain}`, { name: 'Maria Kelle' })
  await other.user(employee.loginId, { enabled: false })
  await scene.tries(employee.loginId)
  return {
    name: 'another customer’s employee',
    secrets: [employee.loginId, employee.oid],
    getsInAs: () => trial(employee),
  }
}

async function signsInBefore(world: World): Promise<void> {
  const { byChain } = world
  world.byChain = false
  await tries(world)
  world.byChain = byChain
}

const attemptCookie = 'tmas-attempt'

/** What the person does, at the door that they use: in their own browser, or in one in which they never signed in. */
async function tries(world: World): Promise<boolean> {
  const browser = visitor(world.scene.door)
  if (world.keepsBrowser && world.kept) browser.cookies.set(attemptCookie, world.kept)
  const isIn = await triesIn(world, browser)
  world.kept = browser.cookies.get(attemptCookie)
  return isIn
}

async function triesIn(world: World, browser: Visitor): Promise<boolean> {
  const { scene, user, account } = world
  const { door } = scene
  if (world.door === 'password') {
    const form = { username: user.username, password: world.password, return_to: '/' }
    let answer = await browser.post('/sign-in', form)
    if (answer.headers.get('location') === '/sign-in/second-factor')
      answer = await browser.post('/sign-in/second-factor', { code: world.code?.() ?? '999999' })
    world.page = await pageOf(browser, answer)
    return (await browser.session()) !== undefined
  }
  const { next } = world
  world.page = null
  world.next = undefined
  const popup = randomUUID()
  const query = new URLSearchParams({
    login_hint: user.email,
    ...(world.byChain && { chain: world.chainId }),
    ...(next === 'closes' && { popup, display: 'popup' }),
  })
  if (next === 'closes') {
    await browser.get(`/sign-in/microsoft?${query}`)
    await browser.post('/sign-in/microsoft/cancel', { popup })
    return false
  }
  if (next === 'is_blocked') {
    await browser.get(`/sign-in/microsoft?${query}&blocked=1`)
    await door.passTime(16 * 60 * 1000)
    await closeUnreturned(door.db, door.now())
    return false
  }
  const { control } = door.emulator
  world.disturb?.()
  if (next === 'uses_personal_account') answerPersonally(world)
  try {
    const ending = await askMicrosoft(door, browser, account.loginId, {
      start: `/sign-in/microsoft?${query}`,
      answer: next === 'cancel' || next === 'decline' ? next : 'accept',
    })
    if (next === 'takes_long') door.passTime(20 * 60 * 1000)
    if (ending.kind === 'returned' && next !== 'loses_network')
      world.page = await pageOf(browser, await browser.get(ending.url))
    else {
      if (world.says) await saysOfPage(world, browser)
      door.passTime(16 * 60 * 1000)
      await closeUnreturned(door.db, door.now())
    }
  } finally {
    control.reset()
  }
  return (await browser.session()) !== undefined
}

/** Back at TMAS, the person pastes what Microsoft's page said. */
async function saysOfPage(world: World, browser: Visitor): Promise<void> {
  const { reference } = await newestAttempt(world.scene.door)
  const answer = await browser.post('/sign-in/returned', {
    reference,
    return_to: '/',
    text: world.says ?? '',
  })
  world.page = await pageOf(browser, answer)
}

/** What the person's page says: the code and the reference in its address, and who has to act. */
async function pageOf(browser: Visitor, answer: Response): Promise<World['page']> {
  const address = new URL(answer.headers.get('location') ?? '/', 'http://localhost')
  const [code, reference] = [address.searchParams.get('refused'), address.searchParams.get('reference')]
  if (!code || !reference) return null
  const page = await (await browser.get(address.pathname + address.search)).text()
  const { whoMustAct, actors: names } = messages.en.refused
  const actor = actors.find((one) => page.includes(`<dt>${whoMustAct}</dt><dd>${names[one]}</dd>`))
  return { code, reference, actor }
}

/** The manager, signed in; where the customer is suspended already, nobody can be, and the operator is asked. */
async function managerOf({ scene }: World): Promise<ApiClient> {
  return scene.manager().catch(() => async () => ({ status: 401, body: null }) as never)
}

/** The person's newest attempt. The manager's own are others'. */
async function attemptOf({
  scene,
  user,
}: World): Promise<{ reference: string; code: string | null } | undefined> {
  return scene.door.db
    .selectFrom('signInAttempt')
    .leftJoin('signInAttemptCustomer as concerned', 'concerned.attemptId', 'signInAttempt.id')
    .select(['signInAttempt.reference', 'signInAttempt.code'])
    .where((is) => is.or([is('concerned.userId', '=', user.id), is('concerned.hintedUserId', '=', user.id)]))
    .where('signInAttempt.outcome', '=', 'refused')
    .orderBy('signInAttempt.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

type Voices = {
  manager: ApiClient
  settings: Record<string, string>
  attempt: { reference: string; code: string | null } | undefined
  said: Advice
  operators: Advice
}

/** What somebody says of an attempt. */
type Voice = { who: string; cause: string | null | undefined; actor: string | null | undefined }

/**
 * Where one says another cause or another actor than the others: the command line than the explanation; and of the same
 * attempt its row alone, its row in the list, the command line, readiness, rehearsal, the person's own page, and the
 * explanation that is about it.
 *
 * @returns what differs, and who was heard.
 */
async function compareVoices(
  { user, scene, page }: World,
  { manager, settings, attempt, said, operators }: Voices,
): Promise<{ wrong: string[]; heard: string[] }> {
  const explanation = voiceOf('the explanation', said)
  const wrong = differing(explanation, [voiceOf('the command line', operators)])
  const heard = ['the explanation', 'the command line']

  const people = await Promise.all(
    (['readiness', 'rehearsal'] as const).map(async (who) => {
      const { body } = await manager('GET', `/locations/${scene.chainId}/advanced/${who}`)
      const everyone: Tried[] = body?.affected ?? body?.people ?? []
      return { who, last: everyone.find(({ userId }) => userId === user.id)?.lastAttempt ?? null }
    }),
  )
  const references = [
    attempt?.reference,
    page?.reference,
    ...people.map(({ last }) => (last?.outcome === 'refused' ? last.reference : undefined)),
  ]
  for (const reference of new Set(references)) {
    const { status, body: row } = reference
      ? await manager('GET', `/sign-ins/${reference}`)
      : { status: 404, body: null }
    // The managers of a suspended customer read nothing, and nobody reads what is only a stranger's.
    if (status !== 200 || row.code === null) continue
    const list = await manager('GET', `/sign-ins?user=${user.id}`)
    const listed = list.body.items.find((one: { reference: string }) => one.reference === reference)
    const recorded = ofCustomer(
      (await runTmasHere(['explain', reference ?? '', '--json'], settings)).json,
      scene,
    )
    const voices = [
      ...(listed ? [voiceOf('the list', { cause: listed.code, remedy: listed.remedy })] : []),
      voiceOf('the command line, of the attempt', recorded),
      ...people.flatMap(({ who, last }) =>
        last?.reference === reference ? [{ who, cause: last?.code, actor: last?.actor }] : [],
      ),
      // Of what the person said themselves, the record keeps that nothing came back.
      ...((row.said?.code ?? row.code) === said.cause && reference === attempt?.reference
        ? [{ ...explanation, cause: row.code }]
        : []),
    ]
    const ofRow = voiceOf('the row', { cause: row.code, remedy: row.remedy })
    wrong.push(...differing(ofRow, voices))
    heard.push('the row', ...voices.map(({ who }) => who))
    if (page?.reference === reference && page) {
      wrong.push(...ofPage(page, ofRow))
      heard.push('the person’s page')
    }
  }
  return { wrong, heard }
}

type Tried = {
  userId: string
  lastAttempt: { reference: string; outcome: string; code: string; actor: string } | null
}

function voiceOf(who: string, { cause, remedy }: Advice): Voice {
  return { who, cause, actor: remedy?.actor }
}

function differing(expected: Voice, voices: Voice[]): string[] {
  return voices.flatMap(({ who, cause, actor }) =>
    cause === expected.cause && actor === expected.actor
      ? []
      : [`${who} says ${cause} (${actor}), ${expected.who} ${expected.cause} (${expected.actor})`],
  )
}

/**
 * What the person's page says, where it is not what may be told of the cause (R18). Where that is less than the cause,
 * the page names who has to act on what it says.
 */
function ofPage(page: NonNullable<World['page']>, { cause, actor }: Voice): string[] {
  const { told, ...more } = refusals[cause as Refusal]
  const codes: string[] = [told, ...('toldAfterPassword' in more ? [more.toldAfterPassword] : [])]
  const expected = page.code === cause ? actor : refusals[page.code as Refusal].actor
  return codes.includes(page.code) && page.actor === expected
    ? []
    : [`the person’s page says ${page.code} (${page.actor}), the row ${cause} (${actor})`]
}

/**
 * Carries the remedy out, as somebody who makes sure of what it says, with the one who has to act.
 *
 * @returns what TMAS says wrongly of it.
 */
async function carryOut(
  world: World,
  settings: Record<string, string>,
  manager: ApiClient,
  { remedy }: Advice,
): Promise<string[]> {
  const { scene, user, account } = world
  const { emulator } = scene.door
  const isTheirs = remedy.admits === null || remedy.admits.objectId === account.oid
  switch (remedy.action) {
    case 'switch_on':
      await expectDone(manager('PATCH', `/users/${user.id}`, { enabled: true }))
      return []
    case 'change_end_date':
      await expectDone(manager('PATCH', `/users/${user.id}`, { endsOn: null }))
      return []
    case 'correct_address':
      // Called, the person says whether the account is theirs, and what theirs is called.
      user.email = isTheirs && remedy.address ? remedy.address : account.loginId
      await expectDone(manager('PATCH', `/users/${user.id}`, { email: user.email }))
      return []
    case 'remove_link':
      if (isTheirs) await expectDone(manager('DELETE', `/users/${user.id}/microsoft-link`))
      return []
    case 'set_tenant_id':
    case 'correct_tenant_id':
      // IT is asked for the tenant ID, and the manager tests the connection, as the set-up guide says.
      await expectDone(
        manager('PATCH', `/locations/${remedy.chain?.id}/advanced`, {
          azureTenantId: scene.tenantId,
          confirm: true,
        }),
      )
      await prove(scene.door, remedy.chain?.id ?? scene.chainId)
      return []
    case 'send_password_link': {
      // Called, as the remedy asks, the person says where they read mail.
      if (remedy.makeSure === 'call_person' && world.mailbox !== undefined) {
        user.email = world.mailbox
        await expectDone(manager('PATCH', `/users/${user.id}`, { email: user.email }))
      }
      await expectDone(manager('POST', `/users/${user.id}/reset-password`))
      const late = world.mailIsDown ? await receiveLate(scene.door, settings, scene.manager, user) : undefined
      const link = late ? linkIn(late.text) : await newestLinkTo(scene.door, user.email)
      world.password = 'Brand-New-Pass-1'
      world.door = 'password'
      const token = new URL(link ?? '/', tmasUrl).searchParams.get('token') ?? ''
      await visitor(scene.door).post('/set-password', {
        token,
        password: world.password,
        repeat: world.password,
      })
      return late?.wrong ?? []
    }
    case 'mail_instructions': {
      const address = await mailInstructions(scene, manager, user.id, remedy.mail)
      const late = world.mailIsDown
        ? await receiveLate(scene.door, settings, scene.manager, user)
        : { text: address, wrong: [] }
      if (!late.text.includes(address)) late.wrong.push('the instructions do not name the sign-in address')
      const chain = new URL(address).searchParams.get('chain')
      world.door = 'microsoft'
      world.byChain = chain !== null
      world.chainId = chain ?? world.chainId
      world.onceInstructed?.()
      world.onceInstructed = undefined
      return late.wrong
    }
    case 'send_consent_kit': {
      // The kit goes to IT, who consents for everyone and ends what keeps the person out.
      await actsOf(world, 'it', manager)
      const { tenantId } = account
      emulator.directory.consents.push({ tenantId, oid: null, clientId: tmasClientId, at: new Date() })
      return []
    }
  }
  // They do what Microsoft's page says, or wait.
  if (remedy.actor === 'person') scene.door.passTime(16 * 60 * 1000)
  await actsOf(world, remedy.actor, manager)
  return []
}

/**
 * The manager mails what the remedy proposes; first the welcome e-mail, where TMAS asks for it.
 *
 * @returns the sign-in address that the mail names.
 */
async function mailInstructions(
  { door }: World['scene'],
  manager: ApiClient,
  userId: string,
  mail: Remedy['mail'],
): Promise<string> {
  const path = `/users/${userId}/mail`
  const { status, body } = await manager('POST', path, mail)
  if (status === 409 && body.code === 'not_welcomed') {
    await expectDone(manager('POST', path))
    await expectDone(manager('POST', path, mail))
  } else if (status !== 202)
    throw new Error(`the instructions were not mailed: ${status} ${JSON.stringify(body)}`)
  return signInAddressOf(door.db, userId, tmasUrl)
}

/** Who was named does what is theirs to do, and nothing else. */
async function actsOf(world: World, named: string, manager: ApiClient): Promise<void> {
  for (const { actor, does } of world.outside) if (actor === named) await does(manager)
}

async function healthy(manager: ApiClient, userId: string, who: string): Promise<string[]> {
  const { body } = await manager('GET', `/users/${userId}/explain`)
  return body.cause === null ? [] : [`${who} has a cause: ${body.cause}`]
}

async function expectDone(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`it could not be carried out: ${status} ${JSON.stringify(body)}`)
}

/** What the operator reads for this customer, of an attempt that concerns several. */
function ofCustomer(
  document: Explanation & { customers?: (Explanation & { customer: string })[] },
  scene: World['scene'],
) {
  return (
    document.customers?.find(({ customer }) => scene.domain.includes(customer.split(' ').at(-1) ?? ' ')) ??
    document
  )
}
