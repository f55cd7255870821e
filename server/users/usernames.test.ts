import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerForgottenPasswords } from '#server/passwords/forgotten-passwords.ts'
import { foldUsername } from '#server/policy/address.ts'
import { tmasUrl, visitor } from '#server/testing/front-door.ts'
import { mailsTo } from '#server/testing/mailbox.ts'
import { recoverManager } from './recover.ts'
import { type Asking, type House, openHouse } from './testing/house.ts'
import { listLooks } from './users.queries.ts'

let house: House
let boss: Asking
let rogue: Asking
beforeAll(async () => {
  house = await openHouse()
  await house.person(house.north, 'chain_and_user_manager', { username: 'the.boss' })
  await house.person(house.south, 'chain_and_user_manager', { username: 'rogue.boss' })
  boss = await house.signIn('the.boss')
  rogue = await house.signIn('rogue.boss')
})
afterAll(() => house.close())

const newcomer = (username: string, more: object = {}) => ({
  username,
  email: `someone.${Math.random().toString(36).slice(2)}@north.example`,
  memberships: [{ locationId: house.store, role: 'viewer' }],
  sendWelcomeEmail: false,
  ...more,
})

describe('no username can be mistaken for somebody else’s (R2)', () => {
  test('somebody else’s address is no username, at every door that makes one', async () => {
    const max = 'max.manager@north.example'
    const body = newcomer(max, { memberships: [{ locationId: house.south, role: 'viewer' }] })
    expect(await rogue.ask('POST', '/users', body)).toMatchObject({
      status: 400,
      body: { errors: { username: expect.stringContaining('no @') } },
    })
    const file = `username,email,role,location\r\n${max},m@south.example,viewer,${house.south}\r\n`
    expect((await rogue.ask('POST', '/users/import?dryRun=true', file)).body.rows).toMatchObject([
      { faults: { username: 'not_own_address' } },
    ])
    const { body: made } = await boss.ask('POST', '/users', newcomer('max.man'))
    expect((await boss.ask('PATCH', `/users/${made.id}`, { username: max })).status).toBe(400)
    expect((await boss.ask('PATCH', `/users/${made.id}`, { username: made.email })).status).toBe(200)
  })

  test.each([
    ['Cyrillic letters in a Latin word', 'max.man\u0430ger', 'U+0430'],
    ['a zero-width space', 'max.man\u200bager', 'U+200B'],
    ['a direction override', 'max.\u202eman', 'U+202E'],
  ])('%s is refused, and the answer names the character and its place', async (_, username, code) => {
    const { status, body } = await boss.ask('POST', '/users', newcomer(username))
    expect(status).toBe(400)
    expect(body.errors.username).toContain(code)
    expect(body.errors.username).toMatch(/Character \d+/)
  })

  test.each([
    ['another case', 'Zoe.Corner', 'zOE.cORNER'],
    ['a whole word of Cyrillic', 'cop.one', '\u0441\u043e\u0440.one'],
    ['a whole word of Greek', 'kato', '\u03ba\u03b1\u03c4\u03bf'],
    ['small capitals', 'bert', '\u0299\u1d07\u0280\u1d1b'],
    ['full-width letters', 'wide', '\uff57\uff49\uff44\uff45'],
    ['a capital i for an l', 'paul.l', 'pauI.l'],
    ['a one for an l', 'lola', '1o1a'],
    ['a zero for an o', 'otto', '0tt0'],
    ['rn for an m', 'kim.moss', 'kirn.rnoss'],
    ['another dash', 'anna-maria', 'anna\u2013maria'],
    ['two blanks for one', 'ann lee', 'ann  lee'],
    ['another apostrophe', "o'hara", 'o\u2019hara'],
  ])('%s looks like the name that is taken, and is taken', async (_, first, second) => {
    expect((await boss.ask('POST', '/users', newcomer(first))).status).toBe(201)
    expect(await boss.ask('POST', '/users', newcomer(second))).toMatchObject({
      status: 409,
      body: { code: 'username_taken' },
    })
    const file = `username,email,role,location\r\n"${second}",x@north.example,viewer,${house.store}\r\n`
    const { body } = await boss.ask('POST', '/users/import?dryRun=true', file)
    // The same name in another spelling is the same user. What only looks like it is taken.
    const isSame = foldUsername(first) === foldUsername(second)
    expect(body.rows).toMatchObject([
      isSame ? { outcome: 'change', faults: {} } : { userId: null, faults: { username: 'username_taken' } },
    ])
  })

  test.each([
    ['ian', 'lan.x'],
    ['kai', 'kal'],
    ['ren\u00e9', 'rene'],
    ['store1', 'store2'],
  ])('%s and %s are two names', async (first, second) => {
    expect((await boss.ask('POST', '/users', newcomer(first))).status).toBe(201)
    expect((await boss.ask('POST', '/users', newcomer(second))).status).toBe(201)
  })

  test('two names in one file that look alike are one twice', async () => {
    const row = (name: string, at: number) => `${name},twin.${at}@north.example,viewer,${house.store}\r\n`
    const file = `username,email,role,location\r\n${row('twin', 1)}${row('tw1n', 2)}${row('TW1N', 3)}`
    const { body } = await boss.ask('POST', '/users/import?dryRun=true', file)
    expect(body.rows.map(({ faults }: { faults: object }) => faults)).toEqual([
      {},
      { username: 'twice_in_file' },
      { username: 'twice_in_file' },
    ])
  })

  test('whatever two names are, if one looks like the other, so does the other like the one', async () => {
    const letter = fc.constantFrom(...'abIl1o0rnmvw.- \u0430\u043e\u0440\u03bf\u03b1e\u0301\uff41')
    const names = fc.sample(
      fc.array(letter, { minLength: 1, maxLength: 6 }).map((all) => all.join('')),
      300,
    )
    const looks = await listLooks(house.db, [...new Set(names)])
    const again = await listLooks(house.db, [...new Set(looks.map(({ look }) => look))])
    // The look of a look is itself, so that names with one look are a class.
    for (const { username, look } of again) expect(look).toBe(username)
  })
})

test('a name is one in every Unicode form: saved in one, found in all, at every door (R2)', async () => {
  const [composed, decomposed] = ['j\u00fcrgen', 'ju\u0308rgen']
  await house.person(house.north, 'chain_and_user_manager', {
    username: decomposed,
    email: 'j@north.example',
  })
  const saved = await house.db
    .selectFrom('userAccount')
    .select(['id', 'username'])
    .where('email', '=', 'j@north.example')
    .executeTakeFirstOrThrow()
  expect(saved.username).toBe(composed)
  for (const typed of [composed, decomposed, ` J\u0075\u0308RGEN`]) {
    const person = await house.signIn(typed)
    expect((await person.ask('GET', '/session')).body.user.username).toBe(composed)
  }
  const browser = visitor(house)
  await browser.post('/forgot-password', { name: decomposed })
  await answerForgottenPasswords(house.db, tmasUrl, house.now)
  const mails = await mailsTo(house, 'j@north.example')
  expect(mails.filter(({ textBody }) => textBody?.includes('/set-password'))).toHaveLength(1)
  const made = await recoverManager(house.db, { kind: 'operator' }, decomposed, tmasUrl, house.now())
  expect(made.link).toContain('token=')
})

describe('a username that is the user’s address (R2)', () => {
  test('follows the address, on record, and is taken like any other', async () => {
    const { body: made } = await boss.ask('POST', '/users', {
      ...newcomer('first@north.example'),
      email: 'first@north.example',
    })
    const { body: changed } = await boss.ask('PATCH', `/users/${made.id}`, { email: 'second@north.example' })
    expect(changed).toMatchObject({ username: 'second@north.example', email: 'second@north.example' })
    const { rows } = await sql<{ detail: object }>`
      select detail from audit_record where action = 'user.changed' and detail ->> 'userId' = ${made.id}`.execute(
      house.db,
    )
    expect(rows).toMatchObject([
      { detail: { after: { username: 'second@north.example', email: 'second@north.example' } } },
    ])
    // At another customer somebody has the address as their username.
    await house.person(house.south, 'viewer', {
      username: 'third@south.example',
      email: 'third@south.example',
    })
    expect(await boss.ask('PATCH', `/users/${made.id}`, { email: 'third@south.example' })).toMatchObject({
      status: 409,
      body: { code: 'username_taken' },
    })
  })

  test('stays as it is when it is no address', async () => {
    const { body: made } = await boss.ask('POST', '/users', newcomer('plain.name'))
    const { body: changed } = await boss.ask('PATCH', `/users/${made.id}`, { email: 'other@north.example' })
    expect(changed).toMatchObject({ username: 'plain.name', email: 'other@north.example' })
  })
})

describe('a username that is an address nobody was seen to read mail at (R2, R31)', () => {
  const address = 'max.manager@north.example'
  const sorry = { username: address, password: 'Some-guess-7!' }
  const known = async () => (await rogue.ask('GET', '/sign-ins?limit=50')).body.items.map(nameOf)
  const nameOf = ({ code, ip }: { code: string; ip: string }) => ({ code, ip })

  test('shows its customer nothing of the person who types their own address, until it is theirs', async () => {
    const body = newcomer(address, {
      email: address,
      memberships: [{ locationId: house.south, role: 'viewer' }],
    })
    const { body: made } = await rogue.ask('POST', '/users', body)
    const before = await known()
    for (let tries = 0; tries < 12; tries += 1)
      await visitor(house).post('/sign-in', { ...sorry, return_to: '/' })
    expect(await known()).toEqual(before)
    // Another address at which they read mail is not this one.
    const shown = (shownEmail: string) =>
      house.db.updateTable('userAccount').set({ shownEmail }).where('id', '=', made.id).execute()
    house.passTime(16 * 60_000)
    rogue = await house.signIn('rogue.boss')
    const quiet = await known()
    await shown('rogue@south.example')
    await visitor(house).post('/sign-in', { ...sorry, return_to: '/' })
    expect(await known()).toEqual(quiet)
    await shown(address)
    await visitor(house).post('/sign-in', { ...sorry, return_to: '/' })
    expect((await known()).slice(0, 1)).toMatchObject([{ code: 'wrong_password' }])
    expect(await known()).toHaveLength(quiet.length + 1)
  })
})

describe('names from before the rule (R2)', () => {
  test('can be saved with everything else changed, sign in, and obey the rule once they are changed', async () => {
    const { id } = await house.person(house.north, 'viewer', {
      username: 'old.one',
      email: 'old@north.example',
    })
    await house.db
      .updateTable('userAccount')
      .set({ username: 'o\u200bld@else.example' })
      .where('id', '=', id)
      .execute()
    expect(
      (await boss.ask('PATCH', `/users/${id}`, { title: 'Dr', username: 'o\u200bld@else.example' })).status,
    ).toBe(200)
    await house.signIn('o\u200bld@else.example')
    expect((await boss.ask('PATCH', `/users/${id}`, { username: 'ol\u200bd@else.example' })).status).toBe(400)
    expect((await boss.ask('PATCH', `/users/${id}`, { username: 'old.one' })).status).toBe(200)
  })

  test('the migration takes those that look alike as they are; the older one is unique from then on', async () => {
    await house.asOwner('drop index user_account_username_look_key')
    const names = ['le gacy', 'le  gacy', 'l\u0435gacy.x', 'legacy.x']
    for (const [at, username] of names.entries()) {
      const { id } = await house.person(house.north, 'viewer', {
        username: `l.${at}`,
        email: `l${at}@north.example`,
      })
      await house.db.updateTable('userAccount').set({ username }).where('id', '=', id).execute()
    }
    const migration = readFileSync(
      join(import.meta.dirname, '../../migrations/0036_one_form_of_usernames.sql'),
      'utf8',
    )
    const [update = ''] = /^update user_account[^;]+;/m.exec(migration) ?? []
    const [index = ''] = /^create unique index user_account_username_look_key[^;]+;/m.exec(migration) ?? []
    await house.asOwner(update)
    await house.asOwner(index)
    const { rows } = await sql<{ username: string; id: string }>`
      select id, username from user_account where shares_look order by email`.execute(house.db)
    expect(rows.map(({ username }) => username)).toEqual([names[1], names[3]])
    for (const name of names) {
      const { body } = await (await house.signIn(name)).ask('GET', '/session')
      expect(body.user.username).toBe(name)
    }
    // Another one with the same look is not added, and theirs obeys the rule once it is changed.
    expect((await boss.ask('POST', '/users', newcomer('1egacy.x'))).status).toBe(409)
    expect((await boss.ask('PATCH', `/users/${rows[1]?.id}`, { username: 'legacy.new' })).status).toBe(200)
    expect((await boss.ask('PATCH', `/users/${rows[0]?.id}`, { username: 'legacy.NEW' })).status).toBe(409)
  })
})
