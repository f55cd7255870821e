import { pino } from 'pino'
import { expect } from 'vitest'
import { secretsOf } from '#server/attempts/start-attempt.ts'
import { createEntra, type EntraConfig } from '#server/entra/entra.ts'
import { createApp } from '#server/http/app.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Refusal, refusals } from '#shared/refusals.ts'
import type { Answer, Tamper } from '../../emulator/control.ts'
import { northTenantId, tmasClientId, tmasClientSecret } from '../../emulator/sample.ts'
import {
  askMicrosoft,
  customerWithTenant,
  type FrontDoor,
  newestAttempt,
  openFrontDoor,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from './front-door.ts'

export const bea = 'bea.first@north.example'

/** All of TMAS with one customer and one user who has never signed in. What it logs, unredacted, is in `logged`. */
export type Stage = FrontDoor & {
  north: { chainId: string }
  beaId: string
  logged: string[]
  /** Microsoft as if met for the first time: no metadata and no keys are kept from the row before. */
  freshApp(more?: Partial<EntraConfig>): FrontDoor['app']
}

export async function openStage(): Promise<Stage> {
  const door = await openFrontDoor()
  const logged: string[] = []
  // Without the redaction of the real log: what must not be in the log must not even reach it.
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) })
  const entra = {
    authority: door.emulator.url,
    clientId: tmasClientId,
    credentials: [{ kind: 'secret' as const, secret: tmasClientSecret }],
    redirectUri: `${tmasUrl}/sign-in/microsoft/callback`,
  }
  const config = { url: tmasUrl, secure: false, entra, trustedProxies: [] }
  const { db, sealer, now } = door
  const readiness = async () => undefined
  const freshApp: Stage['freshApp'] = (more) =>
    createApp({ config, db, entra: createEntra({ ...entra, ...more }), log, sealer, now, readiness })
  const north = await customerWithTenant(door, 'North', northTenantId)
  const { id: beaId } = await userIn(door, north.chainId, bea)
  return { ...door, app: freshApp(), north, beaId, logged, freshApp }
}

export type Play = {
  loginId?: string
  start?: string
  tamper?: Tamper
  faults?: FrontDoor['emulator']['control']['faults']
  browser?: Visitor
  /** The callback as it is visited; by default, as Microsoft wrote it. */
  callback?: (url: URL) => URL | string
}

export type Played = {
  browser: Visitor
  response: Response
  location: string
  /** What was sent between the three and must be stored nowhere. */
  secrets: string[]
}

/** One sign-in at a Microsoft that lies as ordered. */
export async function play(stage: Stage, order: Play = {}): Promise<Played> {
  const { control } = stage.emulator
  const browser = order.browser ?? visitor(stage)
  const secrets = [tmasClientSecret]
  control.reset()
  control.faults = order.faults ?? {}
  control.tamper = {
    ...order.tamper,
    tokenResponse: (answer) => {
      secrets.push(...secretsIn(answer))
      return order.tamper?.tokenResponse?.(answer) ?? answer
    },
  }
  try {
    const ending = await askMicrosoft(stage, browser, order.loginId ?? bea, { start: order.start })
    if (ending.kind !== 'returned') throw new Error(`stayed on Microsoft's page ${ending.page}`)
    const returned = new URL(ending.url)
    const attemptSecret = browser.cookies.get('tmas-attempt') ?? ''
    const [code, state] = ['code', 'state'].map((name) => returned.searchParams.get(name) ?? '')
    const { nonce, codeVerifier } = secretsOf(state ?? '', attemptSecret)
    secrets.push(attemptSecret, nonce, codeVerifier, ...[code, state].filter((text) => text !== undefined))
    const response = await browser.get(String(order.callback?.(returned) ?? returned))
    return { browser, response, location: response.headers.get('location') ?? '', secrets }
  } finally {
    control.reset()
  }
}

function secretsIn({ body }: Answer): string[] {
  const tokens = body as Record<string, unknown>
  return ['id_token', 'access_token', 'refresh_token'].flatMap((name) => {
    const token = tokens[name]
    return typeof token === 'string' && token.length > 20 ? [token] : []
  })
}

/** Everything that a refused sign-in must leave as it was: people, links, sessions, roles, settings. */
export async function snapshot({ db }: Pick<Stage, 'db'>) {
  return {
    users: await db.selectFrom('userAccount').selectAll().orderBy('id').execute(),
    links: await db.selectFrom('microsoftLink').selectAll().orderBy('id').execute(),
    sessions: await db.selectFrom('session').selectAll().orderBy('id').execute(),
    memberships: await db.selectFrom('membership').selectAll().orderBy('userId').execute(),
    settings: await db.selectFrom('advancedSettings').selectAll().orderBy('locationId').execute(),
  }
}

/**
 * Plays a sign-in that must be refused, and checks everything that belongs to a refusal: nothing changed, no one
 * signed in, the right code on record, the sentence that the person may read, and no secret anywhere.
 */
export async function expectRefused(stage: Stage, order: Play, code: Refusal): Promise<Played> {
  const before = await snapshot(stage)
  stage.logged.length = 0
  const played = await play(stage, order)

  expect(await snapshot(stage)).toEqual(before)
  expect(await played.browser.session()).toBeUndefined()
  const attempt = await newestAttempt(stage)
  expect(attempt).toMatchObject({ outcome: 'refused', code })

  const { told } = refusals[code]
  const address = new URL(played.location, tmasUrl)
  expect(address.origin + address.pathname).toBe(`${tmasUrl}/sign-in`)
  expect(address.searchParams.get('refused')).toBe(told)
  expect(address.searchParams.get('reference')).toBe(attempt.reference)
  const page = await (await played.browser.get(played.location)).text()
  expect(page).toContain(messages.en.refusalWords[told].person.sentence)
  expect(page).toContain(attempt.reference)

  await expectNoSecrets(stage, played, page)
  return played
}

/** Neither the address, the pages, the records nor the log contain what was sent between browser, Microsoft and us. */
export async function expectNoSecrets(stage: Stage, { secrets, response, location }: Played, page = '') {
  const records = {
    attempts: await stage.db.selectFrom('signInAttempt').selectAll().execute(),
    audit: await stage.db.selectFrom('auditRecord').selectAll().execute(),
  }
  const answered = response.bodyUsed ? '' : await response.text()
  const places = { location, page, answered, records: JSON.stringify(records), log: stage.logged.join('') }
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets)
      if (secret.length > 3 && text.includes(secret))
        expect.fail(`${secret.slice(0, 30)}… stands in the ${place}`)
}

/** For rows that keep us from refusing what is right: Bea signs in, and leaves no trace behind for the next row. */
export async function expectAdmitted(stage: Stage, order: Play, userId = stage.beaId): Promise<Played> {
  const played = await play(stage, order)
  expect(await played.browser.session()).toMatchObject({ user: { id: userId }, signedInWith: 'microsoft' })
  expect(await newestAttempt(stage)).toMatchObject({ outcome: 'succeeded', userId })
  return played
}

/** No one is linked or signed in any more. */
export async function clearUsers({ db }: Pick<Stage, 'db'>) {
  await db.deleteFrom('session').execute()
  await db.deleteFrom('microsoftLink').execute()
}
