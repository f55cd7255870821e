import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { customerWithTenant, setTenant, userIn, visitor } from '#server/testing/front-door.ts'
import { mailsTo, newestLinkTo } from '#server/testing/mailbox.ts'
import { type Asking, type House, openHouse } from '#server/users/testing/house.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { mostNotices, mostNoticesUnread, mostToOne, mostToStrangers } from './budget.ts'
import { type ManagerNotice, queueManagerNotice } from './manager-notices.ts'
import { queueMails } from './outbox.ts'

const day = 24 * 60 * 60 * 1000

let house: House
let boss: Asking
let count = 0
beforeAll(async () => {
  house = await openHouse()
  await house.person(house.north, 'chain_and_user_manager', { username: 'the.boss' })
})
afterAll(() => house.close())
beforeEach(async () => {
  count += 1
  house.passTime(day + 1000)
  boss = await house.signIn('the.boss')
})

const someone = (number: number | string) => `stranger.${count}.${number}@elsewhere.example`
const add = (email: string, more: object = {}) =>
  boss.ask('POST', '/users', {
    username: `u.${count}.${Math.random().toString(36).slice(2)}`,
    email,
    memberships: [{ locationId: house.store, role: 'viewer' }],
    ...more,
  })
const message = { subject: 'Hello', message: 'Please count.' }

describe('mail is not a relay (R35)', () => {
  test('one address gets ten mails a day from a customer, whatever they are; then the sender is told, and nothing is done', async () => {
    const { body: ada } = await add(someone('ada'))
    const kinds = [
      () => boss.ask('POST', `/users/${ada.id}/mail`, message),
      () => boss.ask('POST', `/users/${ada.id}/mail`, {}),
      () => boss.ask('POST', `/users/${ada.id}/reset-password`),
    ]
    for (let sent = 1; sent < mostToOne; sent += 1) expect((await kinds[sent % 3]?.())?.status).toBe(202)
    for (const send of kinds) {
      const { status, headers, body } = await send()
      expect({ status, code: body.code }).toEqual({ status: 429, code: 'too_many_mails' })
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(day / 1000)
    }
    expect(await mailsTo(house, ada.email)).toHaveLength(mostToOne)

    // Deleting the user gives nothing back, and another person is not concerned.
    expect((await boss.ask('DELETE', `/users/${ada.id}`)).status).toBe(204)
    expect((await add(ada.email)).status).toBe(429)
    expect((await boss.ask('GET', `/users?search=${encodeURIComponent(ada.email)}`)).body.items).toEqual([])
    expect((await add(ada.email, { sendWelcomeEmail: false })).status).toBe(201)
    expect((await add(someone('bea'))).status).toBe(201)

    house.passTime(day)
    boss = await house.signIn('the.boss')
    const { body: found } = await boss.ask('GET', `/users?search=${encodeURIComponent(ada.email)}`)
    expect((await boss.ask('POST', `/users/${found.items[0].id}/mail`, {})).status).toBe(202)
  })

  test('a customer has a budget for people whose address nothing has proved; welcome mails of an import wait beyond it', async () => {
    await sql`
      insert into mail_caused (id, customer_id, recipient, caused_at, due_at, to_stranger, is_notice)
      select gen_random_uuid(), ${house.north}::uuid, 'p' || n || '@elsewhere.example', ${house.now()}::timestamptz,
        ${house.now()}::timestamptz, true, false
      from generate_series(1, ${mostToStrangers - 2}::int) as n`.execute(house.db)
    const file = (names: string[]) =>
      `username,email,role,location\r\n${names.map((name) => `${name}.${count},${someone(name)},viewer,${house.store}`).join('\r\n')}\r\n`
    const importing = (names: string[]) =>
      boss.ask('POST', '/users/import?sendWelcomeEmail=true', file(names))
    const dueOf = async (name: string) =>
      (
        await house.db
          .selectFrom('mail')
          .select('nextAttemptAt')
          .where('recipient', '=', someone(name))
          .executeTakeFirstOrThrow()
      ).nextAttemptAt.getTime() - house.now().getTime()
    expect((await importing(['a', 'b'])).status).toBe(201)
    expect(await dueOf('a')).toBeLessThanOrEqual(0)
    expect((await importing(['c'])).status).toBe(201)
    expect(await dueOf('c')).toBeGreaterThan(day - 60_000)
    expect((await add(someone('d'))).status).toBe(429)
    // The budget of another customer is its own.
    await house.person(house.south, 'chain_and_user_manager', { username: 'south.boss' })
    const other = await house.signIn('south.boss')
    const body = {
      username: 's.one',
      email: someone('s'),
      memberships: [{ locationId: house.south, role: 'viewer' }],
    }
    expect((await other.ask('POST', '/users', body)).status).toBe(201)
  })

  test('of many at once no more than ten are sent', async () => {
    const { body: ada } = await add(someone('ada'))
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => boss.ask('POST', `/users/${ada.id}/mail`, message)),
    )
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(mostToOne - 1)
  })

  test('of many at once to many people with one mailbox no more than ten are sent, either', async () => {
    const mailbox = someone('twins').split('@')
    const people = await Promise.all(
      Array.from({ length: 25 }, (_, number) =>
        house.person(house.north, 'viewer', { email: mailbox.join(`+${number}@`) }),
      ),
    )
    const answers = await Promise.all(people.map(({ id }) => boss.ask('POST', `/users/${id}/reset-password`)))
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(mostToOne)
  })

  test('of many that no turn of the customer’s keeps apart, such as those of its own work, no more than ten are sent, either', async () => {
    const reader = await house.person(house.north, 'viewer', { email: someone('reader') })
    const sent = await Promise.allSettled(
      Array.from({ length: 25 }, () =>
        house.db.transaction().execute((trx) => {
          const to = { customerId: house.north, userId: reader.id, email: someone('reader') }
          const letter = { subject: 'Soon', text: 'Soon.', html: 'Soon.' }
          return queueMails(trx, [{ to, letter, about: { kind: 'notice' } }], 'customer', house.now())
        }),
      ),
    )
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(mostToOne)
    expect(sent.flatMap((one) => (one.status === 'rejected' ? one.reason.code : []))).toEqual(
      Array.from({ length: 25 - mostToOne }, () => 'too_many_mails'),
    )
  })

  test('notices that managers must get are never refused: beyond fifty a day they are sent later', async () => {
    const { chainId } = await customerWithTenant(house, `West ${count}`, northTenantId)
    await setTenant(house, chainId, northTenantId)
    const notice = (chain: string) =>
      house.db
        .transaction()
        .execute((trx) =>
          queueManagerNotice(
            trx,
            chainId,
            { kind: 'operator' },
            { kind: 'mandatory_switched', chain, isOn: true },
            house.now(),
          ),
        )
    for (let sent = 0; sent < mostNotices + 30; sent += 1) await notice(`West ${sent}`)
    const { rows } = await sql<{ due: Date }>`
      select next_attempt_at as due from mail where customer_id = ${chainId} order by next_attempt_at`.execute(
      house.db,
    )
    expect(rows.length).toBeGreaterThanOrEqual(mostNotices + 30)
    const soon = rows.filter(({ due }) => due <= house.now())
    expect(soon.length).toBeLessThanOrEqual(mostNotices)
    expect(rows.every(({ due }) => due.getTime() <= house.now().getTime() + day)).toBe(true)
  })

  test('however many notices of little weight there are, those that R27 names are mailed at once (R27)', async () => {
    const { chainId } = await customerWithTenant(house, `Loud ${count}`, northTenantId)
    const reads = await userIn(house, chainId, someone('reads'), { role: 'chain_manager' })
    const unseen = await userIn(house, chainId, someone('new'), { role: 'chain_manager' })
    await sql`update user_account set shown_email = null where id = ${unseen.id}`.execute(house.db)
    house.passTime(day + 1000)
    const since = house.now()
    const notify = (notice: ManagerNotice) =>
      house.db
        .transaction()
        .execute((trx) => queueManagerNotice(trx, chainId, { kind: 'operator' }, notice, house.now()))
    for (let time = 0; time < mostNotices + 5; time += 1)
      await notify({ kind: 'rehearsal', chain: 'Loud', begins: true })
    const dueTo = async (name: string, subject: string) => {
      const mails = await mailsTo(house, someone(name))
      return mails.filter(
        (one) => one.createdAt >= since && one.subject.includes(subject) && one.nextAttemptAt <= house.now(),
      ).length
    }
    expect(await dueTo('reads', 'rehears')).toBe(mostNotices / 2)
    expect(await dueTo('new', 'rehears')).toBe(mostNoticesUnread / 2)

    const great: ManagerNotice[] = [
      { kind: 'tenant_changed', chain: 'Loud', before: null, after: northTenantId },
      { kind: 'mandatory_switched', chain: 'Loud', isOn: false },
      { kind: 'manager_made', userId: reads.id, role: 'chain_manager' },
      { kind: 'api_key_made', name: 'Till', role: 'viewer', expiresAt: house.now() },
    ]
    for (const notice of great) await notify(notice)
    for (const [name, sent] of [
      ['reads', mostNotices / 2],
      ['new', mostNoticesUnread / 2],
    ] as const)
      expect(await dueTo(name, '')).toBe(sent + great.length)

    // Together they keep to what a mailbox is sent in a day.
    for (let time = 0; time < mostNotices; time += 1)
      await notify({ kind: 'mandatory_switched', chain: 'Loud', isOn: time % 2 === 0 })
    expect(await dueTo('reads', '')).toBe(mostNotices)
    expect(await dueTo('new', '')).toBe(mostNoticesUnread)
  })

  test('what is announced to more strangers than a customer may write to in a day is sent the day after', async () => {
    const { chainId } = await customerWithTenant(house, `Wide ${count}`, northTenantId)
    const readers = [await userIn(house, chainId, someone('a')), await userIn(house, chainId, someone('b'))]
    await sql`
      insert into mail_caused (id, customer_id, recipient, caused_at, due_at, to_stranger, is_notice)
      select gen_random_uuid(), ${chainId}::uuid, 'p' || n || '@elsewhere.example', ${house.now()}::timestamptz,
        ${house.now()}::timestamptz, true, false
      from generate_series(1, ${mostToStrangers - 1} - (
        select count(*)::int from mail_caused where customer_id = ${chainId}::uuid and to_stranger
      )) as n`.execute(house.db)
    const announce = (names: string[]) =>
      house.db.transaction().execute((trx) => {
        const mails = names.map((name, index) => ({
          to: { customerId: chainId, userId: readers[index]?.id ?? '', email: someone(name) },
          letter: { subject: 'Soon', text: 'Soon.', html: 'Soon.' },
          about: { kind: 'notice' as const },
        }))
        return queueMails(trx, mails, 'announcement', house.now())
      })
    await announce(['a'])
    await announce(['b'])
    const { rows } = await sql<{ later: number }>`
      select round(extract(epoch from next_attempt_at - ${house.now()}::timestamptz) / 86400)::int as later
      from mail where customer_id = ${chainId} and subject = 'Soon' order by id`.execute(house.db)
    expect(rows.map(({ later }) => later)).toEqual([0, 1])
  })

  test('what follows a plus sign makes no other mailbox', async () => {
    const { body: ada } = await add(someone('ada'))
    for (let sent = 1; sent < mostToOne; sent += 1) {
      const email = ada.email.replace('@', `+${sent}@`)
      expect((await add(email)).status).toBe(201)
    }
    expect((await add(ada.email.replace('@', '+more@'))).status).toBe(429)
    expect((await boss.ask('POST', `/users/${ada.id}/mail`, message)).status).toBe(429)
    expect((await add(`+1${someone('ada')}`)).status).toBe(201)
  })

  test('notices go to managers where they read mail; where no one was seen to, ten a day', async () => {
    const { body: mule } = await add(someone('mule'), {
      memberships: [{ locationId: house.north, role: 'chain_manager' }],
    })
    const turn = (isOn: boolean) =>
      house.db
        .transaction()
        .execute((trx) =>
          queueManagerNotice(
            trx,
            house.north,
            { kind: 'operator' },
            { kind: 'mandatory_switched', chain: 'North', isOn },
            house.now(),
          ),
        )
    const noticesTo = async (address: string) =>
      (await mailsTo(house, address)).filter(
        ({ subject, nextAttemptAt }) => /mandatory/i.test(subject) && nextAttemptAt <= house.now(),
      ).length
    for (let time = 0; time < 12; time += 1) await turn(true)
    // That they were made a manager was the first.
    expect(await noticesTo(mule.email)).toBe(mostNoticesUnread - 1)
    expect(await noticesTo('the.boss@north.example')).toBeGreaterThanOrEqual(12)

    // They open the link that was mailed there.
    const link = await newestLinkTo(house, mule.email)
    const token = new URL(link, 'https://tmas.example').searchParams.get('token') ?? ''
    const password = 'Harbour-7-lanterns'
    const set = await visitor(house).post('/set-password', { token, password, repeat: password })
    expect(set.status).toBe(303)
    await turn(false)
    expect(await noticesTo(mule.email)).toBe(mostNoticesUnread)

    // Someone else gives them another address: until they read there, they are notified where they do read.
    const victim = someone('victim')
    expect((await boss.ask('PATCH', `/users/${mule.id}`, { email: victim })).status).toBe(200)
    await turn(true)
    expect(await noticesTo(victim)).toBe(0)
    expect(await noticesTo(mule.email)).toBe(mostNoticesUnread + 1)
    expect((await mailsTo(house, victim)).length).toBe(0)
  })

  test('no manager writes to an address to which TMAS has not written how to sign in', async () => {
    const { body: ada } = await add(someone('ada'), { sendWelcomeEmail: false })
    const { status, body } = await boss.ask('POST', `/users/${ada.id}/mail`, message)
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'not_welcomed' })
    expect((await boss.ask('POST', `/users/${ada.id}/mail`, {})).status).toBe(202)
    expect((await boss.ask('POST', `/users/${ada.id}/mail`, message)).status).toBe(202)
    // Another address is another person's, as far as anyone knows.
    expect((await boss.ask('PATCH', `/users/${ada.id}`, { email: someone('bea') })).status).toBe(200)
    expect((await boss.ask('POST', `/users/${ada.id}/mail`, message)).status).toBe(409)
  })

  test('a manager’s mail says first whose words it brings, its subject is ours, and it has no link', async () => {
    const { body: ada } = await add(someone('ada'))
    for (const bad of [
      'See https://evil.example',
      'Sign in at evil.example/tmas',
      'www.evil',
      'write to a@evil.example',
    ])
      for (const body of [
        { ...message, message: bad },
        { ...message, subject: bad },
      ])
        expect((await boss.ask('POST', `/users/${ada.id}/mail`, body)).status).toBe(400)
    expect((await boss.ask('POST', `/users/${ada.id}/mail`, message)).status).toBe(202)
    const [mail] = await mailsTo(house, ada.email)
    expect(mail?.subject).toBe('Message through TMAS: Hello')
    expect(mail?.textBody?.split('\n\n')[1]).toContain('sent you this message through TMAS')
  })

  test('names are one line without links wherever people enter them, and old ones are no links in mails', async () => {
    const bad = 'closed. Confirm at https://evil.example/login'
    expect((await add(someone('x'), { firstName: bad })).status).toBe(400)
    expect((await boss.ask('PATCH', `/locations/${house.store}`, { name: bad })).status).toBe(400)
    expect((await boss.ask('PATCH', `/locations/${house.store}`, { name: 'a\u202eb' })).status).toBe(400)
    const { body: ada } = await add(someone('ada'), { sendWelcomeEmail: false })
    await house.db
      .updateTable('userAccount')
      .set({ firstName: bad, lastName: 'x\r\nwww.evil.example' })
      .where('id', '=', ada.id)
      .execute()
    expect((await boss.ask('POST', `/users/${ada.id}/mail`, {})).status).toBe(202)
    const [mail] = await mailsTo(house, ada.email)
    expect(mail?.textBody).not.toContain('https://evil')
    expect(mail?.textBody).not.toContain('www.evil')
  })
})
