/** A mail is judged when it is sent, not only when it is queued. */

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openLog } from '#server/platform/log.ts'
import { startOf } from '#server/policy/start-day.ts'
import { type ApiClient, signedInWith } from '#server/testing/api-client.ts'
import { type Delivered, deliverMails, sendTo } from '#server/testing/deliver-mails.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  userIn,
  visitor,
} from '#server/testing/front-door.ts'
import { leastHash } from '#server/testing/least-hash.ts'
import { linkIn, mailsTo } from '#server/testing/mailbox.ts'
import { smtpServer } from '#server/testing/smtp-server.ts'
import { sayDay } from '#shared/end-date.ts'
import { messages } from '#shared/messages/messages.ts'
import { northTenantId } from '../emulator/sample.ts'
import { tellOfEndingExceptions } from './connection/ending-exceptions.ts'
import { beginDueWaves } from './connection/roll-out.ts'
import { tellComingWaves } from './connection/wave-notices.ts'
import { suspendCustomer } from './locations/customers.ts'
import type { MailKind } from './mail/about.ts'
import { mostNotices, mostToOne, mostToStrangers } from './mail/budget.ts'
import { judgeMail, type MailRule } from './mail/judge.ts'
import { type TakenMail, takeMail } from './mail/outbox.queries.ts'
import { mailRules } from './mail-rules.ts'
import { answerForgottenPasswords, askForPasswordLink } from './passwords/forgotten-passwords.ts'
import type { MailTerms } from './policy/mail-terms.ts'
import { mailDeviceLink } from './second-factor/device-links.ts'
import { tellOfEndingAccounts } from './users/ending-accounts.ts'

const log = openLog('silent')
const origin = 'http://localhost:3000'
const day = 24 * 60 * 60 * 1000
const operator = { kind: 'operator' as const }
const { letters } = messages.en

let door: FrontDoor
let chainId: string
let boss: Awaited<ReturnType<typeof signedInWith>>
let passwordHash: string
let count = 0

beforeAll(async () => {
  door = await openFrontDoor()
  passwordHash = await leastHash('Harbour-7-lanterns')
})
afterAll(() => door.close())
beforeEach(async () => {
  count += 1
  chainId = (await customerWithTenant(door, `Judged ${count}`, northTenantId)).chainId
  boss = await signedInWith(door, 'chain_and_user_manager', chainId)
  await sql`delete from mail`.execute(door.db)
})

describe('a wave that is announced (R36)', () => {
  let north: string
  let store: string
  let south: string
  let ada: { id: string; email: string }
  let startsOn: string

  beforeEach(async () => {
    north = await below(chainId, 'region', 'North')
    store = await below(north, 'store', 'Harbour')
    south = await below(chainId, 'region', 'South')
    ada = await person(store)
    startsOn = new Date(door.now().getTime() + 10 * day).toISOString().slice(0, 10)
    await plan([north])
    await passTo(startOf({ startsOn, timeZone: 'UTC' }).getTime() - 3 * day + 1000)
  })

  const plan = (locationIds: string[], day = startsOn) =>
    boss.api('PUT', `/locations/${chainId}/advanced/roll-out`, {
      waves: [{ locationIds, startsOn: day, noticeDaysBefore: 3 }],
    })
  const dayAfter = (days: number) =>
    new Date(new Date(`${startsOn}T00:00Z`).getTime() + days * day).toISOString().slice(0, 10)
  const tell = () => tellComingWaves(door.db, log, origin, door.now())

  test('goes out while everything is as it was', async () => {
    await tell()
    expect(await subjectsTo(ada.email)).toEqual([letters.rollOutNotice.subject(inWords(startsOn))])
    expect(await toldOf(ada.id)).toMatchObject({ delivery: 'sent' })
  })

  test.each<
    [what: string, change: () => Promise<unknown>, reason: keyof typeof messages.en.history.withdrawn]
  >([
    [
      'the plan was deleted',
      () => boss.api('DELETE', `/locations/${chainId}/advanced/roll-out`),
      'no_longer_true',
    ],
    ['the day was put off', () => plan([north], dayAfter(1)), 'no_longer_true'],
    ['the day was brought forward', () => plan([north], dayAfter(-1)), 'no_longer_true'],
    ['their branch was taken out', () => plan([south]), 'no_longer_true'],
    ['the person was disabled', () => change(ada.id, { enabled: false }), 'account_closed'],
    ['the account has ended', () => endAccount(ada.id), 'account_closed'],
    [
      'the role was moved elsewhere',
      () => change(ada.id, { memberships: [{ locationId: south, role: 'viewer' }] }),
      'no_longer_true',
    ],
    [
      'the person is a manager now',
      () => change(ada.id, { memberships: [{ locationId: chainId, role: 'user_manager' }] }),
      'no_longer_true',
    ],
    ['the person has an exception by name', () => except(ada.id, 30), 'no_longer_true'],
    ['the person is linked', () => link(ada), 'already_linked'],
  ])('is not sent if %s', async (_, happen, reason) => {
    await tell()
    await happen()
    expect(await subjectsTo(ada.email)).not.toContain(letters.rollOutNotice.subject(inWords(startsOn)))
    expect(await withdrawn(ada.email)).toEqual([reason])
  })

  test('waits for tomorrow’s budget, and is judged then: of a plan that was deleted no one reads (R35)', async () => {
    await sql`
      insert into mail_caused (id, customer_id, recipient, caused_at, due_at, to_stranger, is_notice)
      select gen_random_uuid(), ${chainId}::uuid, 'p' || n || '@elsewhere.example', ${door.now()}::timestamptz,
        ${door.now()}::timestamptz, true, false
      from generate_series(1, ${mostToStrangers}) as n`.execute(door.db)
    await tell()
    expect(await subjectsTo(ada.email)).toEqual([])
    expect((await boss.api('DELETE', `/locations/${chainId}/advanced/roll-out`)).status).toBeLessThan(300)
    door.passTime(day + 1000)
    expect(await subjectsTo(ada.email)).toEqual([])
    expect(await withdrawn(ada.email)).toEqual(['no_longer_true'])
  })

  test.each([
    ['and goes there', false],
    ['and goes where they read mail, if they were seen to', true],
  ])('names the address that the person has by then, %s', async (_, isSeen) => {
    if (!isSeen) await sql`update user_account set shown_email = null where id = ${ada.id}`.execute(door.db)
    await tell()
    const email = `corrected.${count}@north.example`
    await change(ada.id, { email })
    const [mail, ...rest] = (await deliverMails(door)).filter(({ recipient }) => recipient !== boss.username)
    expect(rest.filter(({ recipient }) => recipient === ada.email || recipient === email)).toEqual([])
    expect(mail?.recipient).toBe(isSeen ? ada.email : email)
    expect(mail?.text).toContain(`account ${email}`)
    expect(mail?.text).not.toContain(`account ${ada.email}`)
  })

  test('goes out once if the same plan is saved again', async () => {
    await tell()
    await plan([north])
    await tell()
    expect(await subjectsTo(ada.email)).toHaveLength(1)
  })

  test('waits while the roll-out is paused, and goes out once it is resumed', async () => {
    await plan([north])
    await tell()
    const { body } = await boss.api('GET', `/locations/${chainId}/advanced/roll-out`)
    await sql`update roll_out_wave set begun_at = ${door.now()} where id = ${body.waves[0].id}`.execute(
      door.db,
    )
    const { status } = await boss.api('POST', `/locations/${chainId}/advanced/roll-out/pause`, {
      waveId: body.waves[0].id,
    })
    expect(status).toBeLessThan(300)
    expect(await subjectsTo(ada.email)).toEqual([])
    expect(await toldOf(ada.id)).toMatchObject({ delivery: 'waiting' })
    expect((await boss.api('POST', `/locations/${chainId}/advanced/roll-out/resume`)).status).toBeLessThan(
      300,
    )
    door.passTime(60 * 60 * 1000)
    expect(await subjectsTo(ada.email)).toHaveLength(1)
  })

  test('is not told to people of a suspended customer, and is once it is resumed (R39)', async () => {
    await suspendCustomer(door.db, operator, chainId, true, door.now())
    await tell()
    expect(await mailsTo(door, ada.email)).toEqual([])
    await suspendCustomer(door.db, operator, chainId, false, door.now())
    await tell()
    expect(await subjectsTo(ada.email)).toHaveLength(1)
  })

  test('waits if its customer was suspended after it was queued (R39)', async () => {
    await tell()
    await suspendCustomer(door.db, operator, chainId, true, door.now())
    expect(await subjectsTo(ada.email)).toEqual([])
    await suspendCustomer(door.db, operator, chainId, false, door.now())
    door.passTime(60 * 60 * 1000)
    expect(await subjectsTo(ada.email)).toHaveLength(1)
  })

  test('managers read of the plan that holds, and not of one that was replaced before the mail was sent', async () => {
    const { subject } = letters.notices.rollOutPlanned(`Judged ${count}`, '')
    await plan([south])
    await plan([north])
    expect((await subjectsTo(boss.username)).filter((one) => one === subject)).toHaveLength(1)
    await plan([south])
    await boss.api('DELETE', `/locations/${chainId}/advanced/roll-out`)
    const { subject: removed } = letters.notices.rollOutRemoved(`Judged ${count}`)
    const subjects = await subjectsTo(boss.username)
    expect(subjects).toContain(removed)
    expect(subjects).not.toContain(subject)
  })

  test('managers read today of a plan that is saved again and again, so that none is hidden (R27)', async () => {
    const { subject } = letters.notices.rollOutPlanned(`Judged ${count}`, '')
    for (let saved = 0; saved <= mostNotices; saved += 1) {
      door.passTime(10)
      await plan([saved % 2 === 0 ? south : north])
    }
    expect((await subjectsTo(boss.username)).filter((one) => one === subject)).toHaveLength(1)
  })

  test('managers of a suspended customer hear that it has begun once it is resumed (R27, R39)', async () => {
    await suspendCustomer(door.db, operator, chainId, true, door.now())
    door.passTime(3 * day)
    await beginDueWaves(door.db, log, door.now())
    const { subject } = letters.notices.rollOutBegun(`Judged ${count}`, 'North')
    expect(await subjectsTo(boss.username)).not.toContain(subject)
    await suspendCustomer(door.db, operator, chainId, false, door.now())
    door.passTime(60 * 60 * 1000)
    expect(await subjectsTo(boss.username)).toContain(subject)
  })

  test('no manager is told of people who may not match a plan that is gone', async () => {
    await link(await person(south))
    const stranger = await personAt(`rex.${count}@elsewhere.example`, store)
    await tell()
    const subject = letters.notices.rollOutUnmatched(`Judged ${count}`, inWords(startsOn), '').subject
    expect((await mailsTo(door, boss.username)).map((mail) => mail.subject)).toContain(subject)
    await boss.api('DELETE', `/locations/${chainId}/advanced/roll-out`)
    expect(await subjectsTo(boss.username)).not.toContain(subject)
    expect(stranger.id).toBeDefined()
  })
})

describe('a welcome reaches its person (R25)', () => {
  test.each([
    ['a person with a password', null],
    ['a person with Microsoft alone', 'mandatory'],
  ])('at the address that was corrected meanwhile: %s', async (_, mandatory) => {
    if (mandatory) await settings({ mandatoryAuthentication: true, confirm: true })
    const wrong = `typo.${count}@wrong.example`
    const right = `typo.${count}@right.example`
    const csv = `username,email,role,location\ntypo.${count},${wrong},viewer,${chainId}\n`
    expect((await boss.api('POST', '/users/import?sendWelcomeEmail=true', csv)).status).toBeLessThan(300)
    const { body } = await boss.api('GET', `/users?search=typo.${count}`)
    await change(body.items[0].id, { email: right })
    const mails = await deliverMails(door)
    expect(mails.filter(({ recipient }) => recipient === wrong)).toEqual([])
    const [mail] = mails.filter(({ recipient }) => recipient === right)
    expect(mail?.text).not.toContain(wrong)
    if (mandatory) expect(mail?.text).toContain(letters.welcome.withMicrosoft(right))
    else expect(await setPassword(mail?.text ?? '')).toBe(true)
    // A manager may write to them now: TMAS has (R35).
    const message = { subject: 'Hello', message: 'Welcome to the team.' }
    expect((await boss.api('POST', `/users/${body.items[0].id}/mail`, message)).status).toBeLessThan(300)
  })

  test('with the way to sign in that is open to them by then', async () => {
    const { id, email } = await added()
    await settings({ mandatoryAuthentication: true, confirm: true })
    const [mail] = await mailsFor(email)
    expect(mail?.text).toContain(letters.welcome.withMicrosoft(email))
    expect(linkIn(mail?.text ?? '')).toBeUndefined()
    await settings({ mandatoryAuthentication: false })
    await boss.api('POST', `/users/${id}/mail`, {})
    expect(linkIn((await mailsFor(email))[0]?.text ?? '')).toBeDefined()
  })

  test('once, if it is sent again before the first went out', async () => {
    const { id, email } = await added()
    await boss.api('POST', `/users/${id}/mail`, {})
    expect(await mailsFor(email)).toHaveLength(1)
    expect(await withdrawn(email)).toEqual(['link_over'])
    // A manager may write to them now: of the two, one has reached them (R35).
    const message = { subject: 'Hello', message: 'Welcome to the team.' }
    expect((await boss.api('POST', `/users/${id}/mail`, message)).status).toBeLessThan(300)
  })

  test('once, if it is sent again in the moment in which the first is rewritten', async () => {
    const { id } = await added()
    const email = `again.${count}@north.example`
    await change(id, { email })
    await judgeNext('welcome', () => boss.api('POST', `/users/${id}/mail`, {}))
    // What was being judged is judged again once its lease is over.
    door.passTime(2 * 60 * 1000)
    const mails = await mailsFor(email)
    expect(mails).toHaveLength(1)
    expect(await setPassword(mails[0]?.text ?? '')).toBe(true)
  })

  test('unless their account was closed meanwhile; and then no manager writes there before them (R35)', async () => {
    const { id, email } = await added()
    await change(id, { enabled: false })
    expect(await mailsFor(email)).toEqual([])
    expect(await withdrawn(email)).toEqual(['account_closed'])
    await change(id, { enabled: true })
    const message = { subject: 'Hello', message: 'Welcome to the team.' }
    expect((await boss.api('POST', `/users/${id}/mail`, message)).body.code).toBe('not_welcomed')
  })

  test('when a suspended customer is resumed (R39)', async () => {
    const people = [await added(), await added(), await added()]
    await suspendCustomer(door.db, operator, chainId, true, door.now())
    await deliverMails(door)
    for (const { email } of people)
      expect(await mailsTo(door, email)).toMatchObject([
        { sentAt: null, failedAt: null, lastError: 'It waits because the customer is suspended.' },
      ])
    door.passTime(5 * day)
    await suspendCustomer(door.db, operator, chainId, false, door.now())
    const mails = await deliverMails(door)
    for (const { email } of people)
      expect(linkIn(mails.find(({ recipient }) => recipient === email)?.text ?? '')).toBeDefined()
  })

  test('not of a person who was deleted or erased meanwhile (R39)', async () => {
    const { id, email } = await added()
    expect((await boss.api('DELETE', `/users/${id}`)).status).toBeLessThan(300)
    expect(await mailsFor(email)).toEqual([])
  })

  test('and is counted where it goes: corrected addresses are no way to flood a mailbox (R35)', async () => {
    const people = await Promise.all(Array.from({ length: mostToOne + 3 }, () => added()))
    for (const [index, { id }] of people.entries())
      await change(id, { email: `victim.${count}+${index}@elsewhere.example` })
    const mails = await deliverMails(door)
    expect(mails.filter(({ recipient }) => recipient.startsWith('victim'))).toHaveLength(mostToOne)
    door.passTime(day + 1000)
    const rest = await deliverMails(door)
    expect(rest.filter(({ recipient }) => recipient.startsWith('victim'))).toHaveLength(3)
  })
})

describe('a link is mailed only while it works', () => {
  test.each<
    [what: string, change: (user: { id: string; email: string }) => Promise<unknown>, reason: string]
  >([
    ['the person was disabled', ({ id }) => change(id, { enabled: false }), 'account_closed'],
    [
      'the person has Microsoft alone',
      () => settings({ mandatoryAuthentication: true, confirm: true }),
      'way_changed',
    ],
    ['another link was made', ({ id }) => boss.api('POST', `/users/${id}/reset-password`), 'link_over'],
    [
      'the customer was suspended',
      () => suspendCustomer(door.db, operator, chainId, true, door.now()),
      'customer_suspended',
    ],
  ])('to set a password: not if %s', async (_, happen, reason) => {
    const user = await person(chainId)
    expect((await boss.api('POST', `/users/${user.id}/reset-password`)).status).toBeLessThan(300)
    await happen(user)
    const mails = await mailsFor(user.email)
    expect(mails).toHaveLength(reason === 'link_over' ? 1 : 0)
    expect(await withdrawn(user.email)).toEqual([reason])
  })

  test('to set a password: to the address that was corrected meanwhile, where it works (R14)', async () => {
    const user = await person(chainId)
    expect((await boss.api('POST', `/users/${user.id}/reset-password`)).status).toBeLessThan(300)
    const email = `reset.${count}@north.example`
    await change(user.id, { email })
    const mails = await deliverMails(door)
    expect(subjectsOf(mails, user.email)).toEqual([])
    expect(await setPassword(mails.find(({ recipient }) => recipient === email)?.text ?? '')).toBe(true)
  })

  test('to set a password: the newer one, if it was made in the moment in which the first is rewritten', async () => {
    const user = await person(chainId)
    const reset = () => boss.api('POST', `/users/${user.id}/reset-password`)
    await reset()
    const email = `newer.${count}@north.example`
    await change(user.id, { email })
    await judgeNext('reset', async () => {
      await reset()
      expect(await mailsFor(email)).toHaveLength(1)
    })
    door.passTime(2 * 60 * 1000)
    expect(await mailsFor(email)).toEqual([])
    const { rows } = await sql<{ sentAt: Date | null }>`
      select mail.sent_at from password_link join mail on mail.id = mail_id where password_link.user_id = ${user.id}`.execute(
      door.db,
    )
    expect(rows).toEqual([{ sentAt: expect.any(Date) }])
  })

  test('the way back reaches the corrected address, with a link that works there', async () => {
    const user = await person(chainId, { passwordHash: null })
    expect((await boss.api('POST', `/locations/${chainId}/advanced/password-links`)).status).toBeLessThan(300)
    const email = `back.${count}@north.example`
    await change(user.id, { email })
    const mails = await deliverMails(door)
    expect(mails.filter(({ recipient }) => recipient === user.email)).toEqual([])
    const [mail] = mails.filter(({ recipient }) => recipient === email)
    expect(await setPassword(mail?.text ?? '')).toBe(true)
  })

  test('that makes a device known: not once it has ended (R33)', async () => {
    const user = await person(chainId)
    await mailDeviceLink(door.db, user.id, origin, door.now())
    door.passTime(61 * 60 * 1000)
    expect(await mailsFor(user.email)).toEqual([])
    expect(await withdrawn(user.email)).toEqual(['link_over'])
  })

  test('to confirm a new address: only the newest that was asked for; the former address is told of both (R33)', async () => {
    const ada = await signedInWith(door, 'user_manager', chainId)
    for (const name of ['first', 'second'])
      expect(
        (await ada.api('PATCH', `/users/${ada.id}`, { email: `${name}.${count}@north.example` })).status,
      ).toBe(200)
    const mails = await deliverMails(door)
    const { confirm, stop } = messages.en.ownAddress.letters
    expect(subjectsOf(mails, `second.${count}@north.example`)).toEqual([confirm.subject])
    expect(subjectsOf(mails, ada.username).filter((subject) => subject === stop.subject)).toHaveLength(2)
    expect(await withdrawn(`first.${count}@north.example`)).toEqual(['link_over'])
  })

  test('to a consent kit: not once it was revoked', async () => {
    const email = `it.${count}@north.example`
    const kit = `/locations/${chainId}/advanced/consent-kit`
    const { body } = await boss.api('POST', kit, { email, language: 'en' })
    expect((await boss.api('DELETE', `${kit}/${body.id}`)).status).toBeLessThan(300)
    expect(await mailsFor(email)).toEqual([])
    expect(await withdrawn(email)).toEqual(['link_over'])
  })

  test('who has forgotten a password and has Microsoft alone is told so, as long as it is so', async () => {
    const user = await person(chainId)
    await settings({ mandatoryAuthentication: true, confirm: true })
    await forget(user.email)
    await settings({ mandatoryAuthentication: false })
    expect(await mailsFor(user.email)).toEqual([])
    expect(await withdrawn(user.email)).toEqual(['way_changed'])
  })

  test('people of a suspended customer who have forgotten a password get nothing (R39)', async () => {
    const user = await person(chainId)
    await suspendCustomer(door.db, operator, chainId, true, door.now())
    await forget(user.email)
    expect(await mailsTo(door, user.email)).toEqual([])
  })
})

test('what a manager wrote goes to the address it was written to, or nowhere (R35)', async () => {
  const [moved, gone] = [await person(chainId), await person(chainId)]
  for (const { id } of [moved, gone])
    expect(
      (await boss.api('POST', `/users/${id}/mail`, { subject: 'Hello', message: 'See you.' })).status,
    ).toBeLessThan(300)
  await change(moved.id, { email: `moved.${count}@north.example` })
  await change(gone.id, { enabled: false })
  const recipients = (await deliverMails(door)).map(({ recipient }) => recipient)
  expect(recipients.filter((one) => one !== boss.username)).toEqual([])
  expect(await withdrawn(moved.email)).toEqual(['address_changed'])
  expect(await withdrawn(gone.email)).toEqual(['account_closed'])
})

describe('what has happened is told to those whom it concerned then, whatever was done since (R27)', () => {
  test.each<[what: string, change: (id: string) => Promise<unknown>]>([
    ['who was disabled right after it', (id) => change(id, { enabled: false })],
    [
      'who was demoted right after it',
      (id) => change(id, { memberships: [{ locationId: chainId, role: 'viewer' }] }),
    ],
    [
      'whose address was changed right after it',
      (id) => change(id, { email: `redirected.${count}@north.example` }),
    ],
    [
      'whose customer was suspended right after it',
      () => suspendCustomer(door.db, operator, chainId, true, door.now()),
    ],
  ])('to a manager %s', async (_, happen) => {
    const chief = await signedInWith(door, 'chain_and_user_manager', chainId)
    await settings({ mandatoryAuthentication: true, confirm: true })
    await happen(chief.id)
    const subject = letters.notices.mandatoryOn(`Judged ${count}`).subject
    expect(await subjectsTo(chief.username)).toContain(subject)
    expect(await withdrawn(chief.username)).toEqual([])
  })
})

describe('managers are asked to act in time only while there is something to do', () => {
  test('not about an exception that was removed (R14)', async () => {
    await settings({ mandatoryAuthentication: true, confirm: true })
    const user = await person(chainId)
    await except(user.id, 5)
    await sql`delete from mail`.execute(door.db)
    await tellOfEndingExceptions(door.db, origin, door.now())
    expect((await mailsTo(door, boss.username)).length).toBe(1)
    await boss.api('DELETE', `/locations/${chainId}/advanced/exceptions/${user.id}`)
    await deliverMails(door)
    expect(await withdrawn(boss.username)).toEqual(['no_longer_true'])
    expect(await withdrawn(user.email)).toEqual(['no_longer_true'])
  })

  test('not about a branch that is no longer theirs (R22, R31)', async () => {
    const east = await below(chainId, 'chain', 'East')
    const west = await below(chainId, 'chain', 'West')
    const chief = await signedInWith(door, 'chain_and_user_manager', east)
    await boss.api('PATCH', `/locations/${east}/advanced`, { mandatoryAuthentication: true, confirm: true })
    const user = await person(east)
    await except(user.id, 5, east)
    await sql`delete from mail`.execute(door.db)
    await tellOfEndingExceptions(door.db, origin, door.now())
    await change(chief.id, { memberships: [{ locationId: west, role: 'chain_and_user_manager' }] })
    await mailsFor(chief.username)
    expect(await withdrawn(chief.username)).toEqual(['role_lost'])
  })

  test('about the accounts that still end: one was given another date meanwhile', async () => {
    const [kept, moved] = [await person(chainId), await person(chainId)]
    const soon = new Date(door.now().getTime() + 3 * day).toISOString().slice(0, 10)
    const late = new Date(door.now().getTime() + 90 * day).toISOString().slice(0, 10)
    for (const { id } of [kept, moved]) await change(id, { endsOn: soon })
    await tellOfEndingAccounts(door.db, log, origin, door.now())
    await change(moved.id, { endsOn: late })
    const [mail] = (await mailsFor(boss.username)).filter(({ text }) => text.includes(sayDay(soon, 'en')))
    expect(mail?.text).toContain(kept.username)
    expect(mail?.text).not.toContain(moved.username)
  })

  test('not about accounts of which none ends', async () => {
    const user = await person(chainId)
    await change(user.id, { endsOn: new Date(door.now().getTime() + 3 * day).toISOString().slice(0, 10) })
    await tellOfEndingAccounts(door.db, log, origin, door.now())
    await change(user.id, { endsOn: null })
    await deliverMails(door)
    expect(await withdrawn(boss.username)).toEqual(['no_longer_true'])
  })
})

describe('every kind of mail', () => {
  const rules = Object.entries(mailRules(origin))
  const kindsWith = (is: (rule: MailTerms) => boolean) =>
    rules.flatMap(([kind, rule]) => (is(rule) ? [kind] : [])).sort()

  test('that goes to a closed account says what has happened, or goes to someone else', () => {
    expect(kindsWith(({ reader }) => reader === 'anyone')).toEqual([
      'consent_kit',
      'notice',
      'planned',
      'wave_begun',
    ])
  })

  test('but what people did waits or is withdrawn while its customer is suspended (R39)', () => {
    expect(kindsWith(({ whileSuspended }) => whileSuspended === 'sent')).toEqual(['notice'])
  })
})

describe('everyone can read why a mail was not sent (R25)', () => {
  test.each(['en', 'fr', 'es'] as const)('the person’s page says so in words: %s', async (language) => {
    const { id, email } = await added()
    await change(id, { enabled: false })
    await deliverMails(door)
    expect((await boss.api('PATCH', '/account', { language })).status).toBeLessThan(300)
    const { mail, withdrawn } = messages[language].history
    expect(await toldOf(id)).toMatchObject({
      delivery: 'withdrawn',
      sentence: `${mail.withdrawn(letters.welcome.subject, email)} ${withdrawn.account_closed}`,
    })
  })

  test('it keeps no text, and nothing sends it again', async () => {
    const { id, email } = await added()
    await change(id, { enabled: false })
    await deliverMails(door)
    await change(id, { enabled: true })
    expect(await mailsTo(door, email)).toMatchObject([{ textBody: null, htmlBody: null }])
    expect(await mailsFor(email)).toEqual([])
  })
})

test('a mail of a later version waits for it, and keeps no other from being sent (R35)', async () => {
  const [first, second] = [await added(), await added()]
  await sql`update mail set kind = 'of_a_later_version' where recipient = ${first.email}`.execute(door.db)
  const recipients = (await deliverMails(door)).map(({ recipient }) => recipient)
  expect(recipients).toContain(second.email)
  expect(recipients).not.toContain(first.email)
  expect(await mailsTo(door, first.email)).toMatchObject([{ sentAt: null, failedAt: null }])
})

test('a mail that had to wait for its turn has all its three days from then on (R35)', async () => {
  const { email } = await added()
  await sql`update mail set created_at = created_at - interval '4 days' where recipient = ${email}`.execute(
    door.db,
  )
  const server = await smtpServer({ answerToData: '451 try again' })
  await sendTo(door, server)
  await server.close()
  expect(await mailsTo(door, email)).toMatchObject([{ failedAt: null, sentAt: null }])
})

async function below(parentId: string, type: string, name: string): Promise<string> {
  return (await boss.api('POST', '/locations', { parentId, type, name })).body.id
}

let people = 0
async function person(at: string, more: object = {}) {
  people += 1
  return personAt(`person.${people}@north.example`, at, more)
}

async function personAt(email: string, at: string, more: object = {}) {
  const { id, username } = await userIn(door, at, email, { passwordHash, ...more })
  await sql`update user_account set welcomed_email = email where id = ${id}`.execute(door.db)
  return { id, username, email }
}

/** Someone whom a manager adds, and whose welcome waits. */
async function added() {
  people += 1
  const email = `added.${people}@north.example`
  const memberships = [{ locationId: chainId, role: 'viewer' }]
  const { status, body } = await boss.api('POST', '/users', {
    username: `added.${people}`,
    email,
    memberships,
  })
  expect(status).toBe(201)
  return { id: body.id as string, email }
}

async function change(id: string, what: object) {
  const { status, body } = await boss.api('PATCH', `/users/${id}`, what)
  expect({ status, body: status === 200 ? undefined : body }).toEqual({ status: 200, body: undefined })
}

async function settings(what: object) {
  const { status, body } = await boss.api('PATCH', `/locations/${chainId}/advanced`, {
    confirm: true,
    ...what,
  })
  expect({ status, body: status === 200 ? undefined : body }).toEqual({ status: 200, body: undefined })
}

async function except(userId: string, days: number, at = chainId) {
  const endsOn = new Date(door.now().getTime() + days * day).toISOString().slice(0, 10)
  const { status } = await boss.api('PUT', `/locations/${at}/advanced/exceptions/${userId}`, {
    reason: 'Shared till',
    endsOn,
  })
  expect(status).toBe(200)
}

const endAccount = (id: string) =>
  sql`update user_account set ends_on = (${door.now()}::timestamptz at time zone 'UTC')::date where id = ${id}`.execute(
    door.db,
  )

async function link({ id, email }: { id: string; email: string }) {
  const now = door.now()
  const ids = { id: crypto.randomUUID(), objectId: crypto.randomUUID(), customerId: chainId, userId: id }
  const times = { linkedAt: now, lastUsedAt: now }
  await door.db
    .insertInto('microsoftLink')
    .values({ ...ids, ...times, tenantId: northTenantId, loginId: email })
    .execute()
}

async function forget(name: string) {
  await askForPasswordLink(door.db, name, { ip: '192.0.2.1', userAgent: 'test' }, door.now())
  await answerForgottenPasswords(door.db, origin, door.now)
}

/** Uses a mailed link. @returns whether it set a password. */
async function setPassword(text: string): Promise<boolean> {
  const token = new URLSearchParams(linkIn(text)?.split('?')[1]).get('token') ?? ''
  const password = 'Lantern-9-harbours'
  const response = await visitor(door).post('/set-password', { token, password, repeat: password })
  return response.status === 303
}

async function passTo(time: number) {
  door.passTime(time - door.now().getTime())
  const again = await signedInWith(door, 'chain_and_user_manager', chainId)
  boss = again
  await sql`delete from mail`.execute(door.db)
}

/** Judges the next mail of a kind. Between the judgement and what follows from it, something happens. */
async function judgeNext(kind: MailKind, happen: () => Promise<unknown>) {
  const rules = mailRules(origin)
  const rule = rules[kind] as MailRule<MailKind>
  const judge: typeof rule.judge = async (...asked) => {
    const verdict = (await rule.judge?.(...asked)) ?? 'stands'
    await happen()
    return verdict
  }
  for (let mail: TakenMail | undefined; mail?.about?.kind !== kind; ) {
    mail = await takeMail(door.db, door.now(), { firstPause: 120, longestPause: 120 })
    if (!mail) throw new Error(`no ${kind} waits`)
    await judgeMail(door.db, { ...rules, [kind]: { ...rule, judge } }, mail, door.now())
  }
}

const mailsFor = async (email: string) =>
  (await deliverMails(door)).filter(({ recipient }) => recipient === email)
const subjectsTo = async (email: string) => subjectsOf(await deliverMails(door), email)
const subjectsOf = (mails: readonly Delivered[], email: string) =>
  mails.flatMap(({ recipient, text }) => {
    // A long header is folded.
    const [, subject = ''] = /^Subject: (.*)$/m.exec(text.replaceAll(/\n[ \t]+/g, ' ')) ?? []
    return recipient === email ? [subject.trim()] : []
  })
const withdrawn = async (email: string) =>
  (await mailsTo(door, email)).flatMap(({ withdrawnBecause }) => withdrawnBecause ?? [])
const inWords = (day: string) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`))

async function toldOf(userId: string) {
  const api: ApiClient = boss.api
  const { body } = await api('GET', `/users/${userId}/history?kind=mail`)
  return body.items[0]
}
