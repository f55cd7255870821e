import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { suspendCustomer } from '#server/locations/customers.ts'
import { hashSecret, newSecret } from '#server/platform/secret.ts'
import { type ApiClient, apiOf, signedInWith } from '#server/testing/api-client.ts'
import {
  customerWithTenant,
  type FrontDoor,
  openFrontDoor,
  signInWithMicrosoft,
  tmasUrl,
  userIn,
  type Visitor,
  visitor,
} from '#server/testing/front-door.ts'
import { mailsTo, newestLinkTo } from '#server/testing/mailbox.ts'
import { northTenantId } from '../../emulator/sample.ts'
import { deleteOldAddressChanges } from './own-address.ts'

const hour = 60 * 60_000
const former = 'ada.linked@north.example'

let door: FrontDoor
let chainId: string
type Ada = { id: string; username: string; browser: Visitor; api: ApiClient }
let ada: Ada
let wanted: string
let count = 0

beforeAll(async () => {
  door = await openFrontDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  count += 1
  chainId = (await customerWithTenant(door, `North ${count}`, northTenantId)).chainId
  ada = await signedInWith(door, 'user_manager', chainId)
  wanted = `ada.new.${count}@north.example`
})

describe('a new address of one’s own (R33)', () => {
  test('changes nothing before its owner has confirmed it; then it counts, and the link with Microsoft ends (R10)', async () => {
    await door.db.updateTable('userAccount').set({ email: former }).where('id', '=', ada.id).execute()
    const linked = visitor(door)
    await signInWithMicrosoft(door, linked, former, { start: `/sign-in/microsoft?chain=${chainId}` })
    expect(await linked.session()).toBeDefined()

    const { status, body } = await ask(wanted, { title: 'Ms' })
    expect({ status, email: body.email, pendingEmail: body.pendingEmail, title: body.title }).toEqual({
      status: 200,
      email: former,
      pendingEmail: wanted,
      title: 'Ms',
    })
    expect(await linked.session()).toBeDefined()
    const link = await linkIn(wanted, 'confirm-address')
    // Opening it is what mail scanners do.
    const page = await visitor(door).get(link)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(wanted)
    expect(await addressOf(ada.id)).toBe(former)

    expect((await press(link)).status).toBe(200)
    expect(await addressOf(ada.id)).toBe(wanted)
    expect(await linked.session()).toBeUndefined()
    expect(await ada.browser.session()).toBeDefined()
    expect((await ada.api('GET', `/users/${ada.id}`)).body).toMatchObject({
      email: wanted,
      pendingEmail: null,
      microsoftLink: null,
    })
    // Every manager is told, and the former address too (R27).
    expect(await subjectsTo(former)).toContainEqual(expect.stringMatching(/e-mail address of .* was changed/))
    expect((await press(link)).status).toBe(410)
  })

  test('can be stopped by the former one before it is confirmed, which signs out every device and revokes the API keys', async () => {
    const before = await addressOf(ada.id)
    await ask(wanted)
    const [confirm, stop] = [await linkIn(wanted, 'confirm-address'), await linkIn(before, 'stop-address')]
    await door.db
      .insertInto('apiKey')
      .values({
        id: randomUUIDv7(),
        secretHash: randomBytes(32),
        customerId: chainId,
        locationId: chainId,
        role: 'viewer',
        name: 'Of a thief',
        createdAt: door.now(),
        createdBy: ada.id,
        expiresAt: new Date(door.now().getTime() + 24 * hour),
      })
      .execute()
    expect((await visitor(door).get(stop)).status).toBe(200)
    expect((await press(stop)).status).toBe(200)
    const keys = door.db.selectFrom('apiKey').select('revokedAt').where('createdBy', '=', ada.id)
    expect(await keys.execute()).toEqual([{ revokedAt: expect.any(Date) }])
    expect((await press(confirm)).status).toBe(410)
    expect(await addressOf(ada.id)).toBe(before)
    expect(await ada.browser.session()).toBeUndefined()
  })

  test('can be undone by the former one for 24 hours after it was asked for, and no longer', async () => {
    const before = await addressOf(ada.id)
    await ask(wanted)
    const stop = await linkIn(before, 'stop-address')
    await press(await linkIn(wanted, 'confirm-address'))
    door.passTime(24 * hour - 60_000)
    expect((await press(stop)).status).toBe(200)
    expect(await addressOf(ada.id)).toBe(before)
    expect((await press(stop)).status).toBe(410)

    ada = await signedInWith(door, 'user_manager', chainId)
    const second = await addressOf(ada.id)
    await ask(wanted)
    const late = await linkIn(second, 'stop-address')
    const lateToo = await linkIn(wanted, 'confirm-address')
    door.passTime(24 * hour)
    expect((await press(late)).status).toBe(410)
    expect((await press(lateToo)).status).toBe(410)
    await deleteOldAddressChanges(door.db, door.now())
    expect(await door.db.selectFrom('addressChange').selectAll().execute()).toEqual([])
  })

  test('cannot be put beyond the former one’s reach by asking for yet another', async () => {
    const before = await addressOf(ada.id)
    await ask(wanted)
    const stop = await linkIn(before, 'stop-address')
    await press(await linkIn(wanted, 'confirm-address'))
    await ask(`other.${wanted}`)
    const stopSecond = await linkIn(wanted, 'stop-address')
    await press(await linkIn(`other.${wanted}`, 'confirm-address'))
    expect(await addressOf(ada.id)).toBe(`other.${wanted}`)
    expect((await press(stop)).status).toBe(200)
    expect(await addressOf(ada.id)).toBe(before)
    expect((await press(stopSecond)).status).toBe(410)
  })

  test('cannot be kept from ending the sessions by giving the former one to another user (R33)', async () => {
    const before = await addressOf(ada.id)
    await ask(wanted)
    const stop = await linkIn(before, 'stop-address')
    await press(await linkIn(wanted, 'confirm-address'))
    const taker = await signedInWith(door, 'viewer', chainId)
    await door.db.updateTable('userAccount').set({ email: before }).where('id', '=', taker.id).execute()
    expect(await ada.browser.session()).toBeDefined()
    expect((await press(stop)).status).toBe(409)
    expect(await ada.browser.session()).toBeUndefined()
    expect((await press(stop)).status).toBe(410)
  })

  test('is replaced by the next one that is asked for, and dropped when a manager sets another', async () => {
    await ask(wanted)
    const first = await linkIn(wanted, 'confirm-address')
    await ask(`other.${wanted}`)
    expect((await press(first)).status).toBe(410)
    const boss = await signedInWith(door, 'chain_and_user_manager', chainId)
    const set = await boss.api('PATCH', `/users/${ada.id}`, { email: `third.${wanted}` })
    expect(set.body).toMatchObject({ email: `third.${wanted}`, pendingEmail: null })
    expect((await press(await linkIn(`other.${wanted}`, 'confirm-address'))).status).toBe(410)
    expect(await addressOf(ada.id)).toBe(`third.${wanted}`)
  })

  test('is refused if another user has it by then, and nothing is changed', async () => {
    const before = await addressOf(ada.id)
    await ask(wanted)
    await userIn(door, chainId, wanted)
    expect((await ask(wanted)).status).toBe(409)
    expect((await press(await linkIn(wanted, 'confirm-address'))).status).toBe(409)
    expect(await addressOf(ada.id)).toBe(before)
  })

  test('of someone who is disabled meanwhile is not confirmed', async () => {
    await ask(wanted)
    await door.db.updateTable('userAccount').set({ enabled: false }).where('id', '=', ada.id).execute()
    expect((await press(await linkIn(wanted, 'confirm-address'))).status).toBe(410)
  })

  const signsOut = (boss: Ada) => boss.api('DELETE', `/users/${ada.id}/sessions`)
  test.each<[string, (boss: Ada) => Promise<unknown>]>([
    ['a manager signed the person out', signsOut],
    [
      'the person was disabled and enabled again, with no session open',
      async (boss) => {
        await ada.api('DELETE', '/session')
        await boss.api('PATCH', `/users/${ada.id}`, { enabled: false })
        await boss.api('PATCH', `/users/${ada.id}`, { enabled: true })
      },
    ],
    [
      'a new password was set with a mailed link',
      async (boss) => {
        await boss.api('POST', `/users/${ada.id}/reset-password`)
        const token = new URL(await newestLinkTo(door, ada.username), tmasUrl).searchParams.get('token') ?? ''
        const form = { token, password: 'Quiet-8-orchards', repeat: 'Quiet-8-orchards' }
        await visitor(door).post('/set-password', form)
        const session = { username: ada.username, password: form.password }
        expect((await apiOf(door, visitor(door))('POST', '/session', session)).status).toBe(201)
      },
    ],
    [
      'the person chose a new password',
      async () => {
        const passwords = { currentPassword: 'Front-Door-1', newPassword: 'Quiet-8-orchards' }
        expect((await ada.api('POST', '/account/password', passwords)).status).toBe(204)
      },
    ],
    ['the person signed out all other devices', () => ada.api('DELETE', '/sessions')],
    [
      'a manager removed the second factor',
      async (boss) => {
        const app = { sealedSecret: randomBytes(48), lastStep: 0, addedAt: door.now() }
        const of = { userId: ada.id, customerId: chainId }
        await door.db
          .insertInto('authenticatorApp')
          .values({ ...of, ...app })
          .execute()
        expect((await boss.api('DELETE', `/users/${ada.id}/second-factor`)).status).toBe(204)
      },
    ],
    [
      'the customer was suspended and admitted again',
      async () => {
        for (const suspended of [true, false])
          await suspendCustomer(door.db, { kind: 'operator' }, chainId, suspended, door.now())
      },
    ],
  ])('cannot be confirmed after %s, and can still be stopped (R33, R28, R37)', async (_, recover) => {
    const boss = await signedInWith(door, 'chain_and_user_manager', chainId)
    expect((await ask(wanted)).status).toBe(200)
    const [confirm, stop] = [
      await linkIn(wanted, 'confirm-address'),
      await linkIn(ada.username, 'stop-address'),
    ]
    const device = await deviceLinkOf(ada.id)
    expect((await visitor(door).get(confirm)).status).toBe(200)
    expect((await visitor(door).get(device)).status).toBe(200)

    await recover(boss)
    expect((await press(confirm)).status).toBe(410)
    expect(await addressOf(ada.id)).toBe(ada.username)
    // Nor does a browser become known to them by a link that was mailed before (R30).
    expect((await press(device)).status).toBe(410)
    expect((await visitor(door).get(stop)).status).toBe(200)
  })

  test('of someone else is not ended by signing a person out', async () => {
    await ask(wanted)
    const boss = await signedInWith(door, 'chain_and_user_manager', chainId)
    const other = await signedInWith(door, 'viewer', chainId)
    await boss.api('DELETE', `/users/${other.id}/sessions`)
    expect((await press(await linkIn(wanted, 'confirm-address'))).status).toBe(200)
  })

  test('is asked for at most three times in 15 minutes, so that it is no way to mail strangers (R35)', async () => {
    for (let n = 0; n < 3; n += 1) expect((await ask(`${n}.${wanted}`)).status).toBe(200)
    expect((await ask(wanted)).status).toBe(429)
  })

  test('changed only in its letter case is the same, and needs no proof', async () => {
    const before = await addressOf(ada.id)
    door.passTime(5 * 60_000)
    expect((await ask(before.toUpperCase())).body).toMatchObject({ email: before.toUpperCase() })
  })

  test('and the password and the sign-in address stay the former’s until then: a forgotten password is mailed there', async () => {
    const before = await addressOf(ada.id)
    await ask(wanted)
    await visitor(door).post('/forgot-password', { name: before })
    expect(
      await door.db.selectFrom('userAccount').select('id').where('email', '=', wanted).execute(),
    ).toEqual([])
  })
})

test('links that are no links, and the pages in each language', async () => {
  await ask(wanted)
  const link = await linkIn(wanted, 'confirm-address')
  for (const lang of ['en', 'fr', 'es']) {
    const text = await (await visitor(door).get(`${link}&lang=${lang}`)).text()
    expect(text).toContain(`lang="${lang}"`)
  }
  for (const path of ['/confirm-address', '/stop-address', '/confirm-address?token=nonsense'])
    expect((await visitor(door).get(path)).status).toBe(410)
})

function ask(email: string, more: object = {}) {
  return ada.api('PATCH', `/users/${ada.id}`, { email, ...more })
}

function press(link: string) {
  const { pathname, searchParams } = new URL(link, 'http://localhost')
  return visitor(door).post(pathname, { token: searchParams.get('token') ?? '' })
}

/** A link that would make a browser a known device of this user, as one is mailed to a manager who signs in (R30). */
async function deviceLinkOf(userId: string): Promise<string> {
  const secret = newSecret()
  const expiresAt = new Date(door.now().getTime() + hour)
  const link = {
    customerId: chainId,
    userId,
    secretHash: hashSecret(secret),
    emailFolded: ada.username,
    expiresAt,
  }
  await door.db.insertInto('deviceLink').values(link).execute()
  return `/sign-in/device?token=${secret}`
}

async function linkIn(recipient: string, path: string): Promise<string> {
  for (const { textBody } of await mailsTo(door, recipient)) {
    const link = new RegExp(`https?://\\S+?(/${path}\\?token=[\\w-]{43})\\b`).exec(textBody ?? '')?.[1]
    if (link) return link
  }
  throw new Error(`no link to ${path} was mailed to ${recipient}`)
}

async function subjectsTo(recipient: string) {
  return (await mailsTo(door, recipient)).map(({ subject }) => subject)
}

async function addressOf(id: string): Promise<string> {
  const { email } = await door.db
    .selectFrom('userAccount')
    .select('email')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return email
}
