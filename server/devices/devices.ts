/**
 * Computers that several people of a store share (R38): marked by a manager, listed, renamed, unmarked.
 * Not here: how a session on one is limited (sessions), and what its sign-in page leaves out (sign-in).
 */

import { createHash, randomUUIDv7 } from 'node:crypto'
import { type Actor, record, type UserActor } from '#server/audit/audit.ts'
import { lockCustomerPolicy } from '#server/locations/locations.queries.ts'
import { mustBeAllowed, takeLocation } from '#server/locations/permitted.ts'
import type { Db, Trx } from '#server/platform/database.ts'
import { Problem } from '#server/platform/problem.ts'
import { hashSecret, isSecret, newSecret } from '#server/platform/secret.ts'
import { type Basis, mustBeUnchanged, type Versioned } from '#server/platform/versions.ts'
import { bindSession } from '#server/sessions/shared-devices.queries.ts'
import { codeOf, offerLifetime, readCode } from './device-code.ts'
import {
  countOffers,
  deleteDevice,
  deleteOffer,
  findDevice,
  findOffer,
  insertDevice,
  type ListedDevice,
  type Offer,
  saveOffer,
  updateDevice,
} from './devices.queries.ts'

/**
 * How many links and codes of one person can be open at once: a store has a few computers, and no one guesses codes.
 */
export const mostOffers = 20

export type NewDevice = { name: string; locationId: string }

/** A shared computer as its version sees it (R32). */
export function versionedDevice({
  id,
  name,
  locationId,
}: Pick<ListedDevice, 'id' | 'name' | 'locationId'>): Versioned {
  return { id, fields: { name, locationId } }
}

/**
 * Prepares a computer to be marked: by a link that is opened on it, once and within a quarter of an hour.
 *
 * @returns the link, which is stored nowhere, and the ID that the computer will have.
 * @throws {Problem} `not_found`, `forbidden`; `throttled` for a person who has too many of them open.
 */
export async function offerByLink(
  db: Db,
  person: UserActor,
  device: NewDevice,
  origin: string,
  now: Date,
): Promise<{ id: string; link: string; expiresAt: Date }> {
  const secret = newSecret()
  const offered = await offer(db, person, device, hashSecret(secret), now)
  return { ...offered, link: `${origin}/shared-computer/link?token=${secret}` }
}

/**
 * The same by the code that the computer shows now. Whether a computer shows it is known only when that computer takes
 * it.
 *
 * @throws {Problem} as `offerByLink`; `invalid_request` for what can be no code.
 */
export async function offerByCode(
  db: Db,
  person: UserActor,
  { code: typed, ...device }: NewDevice & { code: string },
  now: Date,
): Promise<{ id: string; expiresAt: Date }> {
  const code = readCode(typed)
  if (code === undefined) throw noSuchCode()
  return offer(db, person, device, hashCode(code), now)
}

async function offer(
  db: Db,
  person: UserActor,
  { name, locationId }: NewDevice,
  secretHash: Buffer,
  now: Date,
): Promise<{ id: string; expiresAt: Date }> {
  return db.transaction().execute(async (trx) => {
    const { customerId } = await takeLocation(trx, person, 'device.change', locationId)
    if ((await countOffers(trx, customerId, person.userId, now)) >= mostOffers)
      throw new Problem(
        'throttled',
        'Too many links and codes are open. Use them, or wait a quarter of an hour.',
        {
          retryAfterSeconds: offerLifetime / 1000,
        },
      )
    const id = randomUUIDv7()
    const expiresAt = new Date(now.getTime() + offerLifetime)
    const saved = await saveOffer(trx, {
      customerId,
      id,
      locationId,
      name,
      secretHash,
      madeAt: now,
      madeBy: person.userId,
      expiresAt,
    })
    if (!saved) throw noSuchCode()
    return { id, expiresAt }
  })
}

/** What a browser has to take an offer with: the secret of a link, or the ticket of the code that it shows. */
export type Taking = { link: string | undefined } | { ticket: string | undefined }

/** What this browser could take now. Looking at it changes nothing. */
export async function findOfferFor(db: Db, taking: Taking, now: Date): Promise<Offer | undefined> {
  if ('link' in taking) return isSecret(taking.link) ? findOffer(db, hashSecret(taking.link), now) : undefined
  const code = await codeOf(db, taking.ticket, now)
  return code === undefined ? undefined : findOffer(db, hashCode(code), now)
}

/**
 * Marks the browser that takes an offer as a shared computer. It counts as done by the manager who made the offer, who
 * must still be allowed to. A session that is open in the browser is bound to the computer at once.
 *
 * @returns the secret for the computer's own cookie; undefined if there is nothing to take, or no longer.
 */
export async function takeOffer(
  db: Db,
  taking: Taking,
  { client, sessionSecret }: { client: { ip: string; userAgent: string }; sessionSecret: string | undefined },
  now: Date,
): Promise<string | undefined> {
  const found = await findOfferFor(db, taking, now)
  if (!found) return undefined
  const { customerId, id, locationId, name, madeBy } = found
  const actor: Actor = { kind: 'user', userId: madeBy, ...client }
  const secret = newSecret()
  try {
    return await db.transaction().execute(async (trx) => {
      await takeLocation(trx, actor, 'device.change', locationId)
      if (!(await deleteOffer(trx, found))) return undefined
      const secretHash = hashSecret(secret)
      await insertDevice(trx, {
        customerId,
        id,
        locationId,
        name,
        secretHash,
        markedAt: now,
        markedBy: madeBy,
      })
      if (isSecret(sessionSecret)) await bindSession(trx, hashSecret(sessionSecret), { customerId, id })
      const by = 'link' in taking ? ('link' as const) : ('code' as const)
      await record(trx, actor, now, {
        customerId,
        action: 'device.marked',
        detail: { deviceId: id, name, locationId, by },
      })
      return secret
    })
  } catch (error) {
    // The manager may no longer do it, or the location is gone.
    if (error instanceof Problem && (error.code === 'forbidden' || error.code === 'not_found'))
      return undefined
    throw error
  }
}

/**
 * Renames a shared computer, or says that it stands at another location; its sessions follow that location's idle time
 * from their next request on.
 *
 * @throws {Problem} `not_found`, `forbidden`, `changed_meanwhile` (R32).
 */
export async function changeDevice(
  db: Db,
  actor: Actor,
  customerId: string,
  { id, basis, ...change }: { id: string; basis?: Basis | undefined } & Partial<NewDevice>,
  now: Date,
): Promise<ListedDevice> {
  return db.transaction().execute(async (trx) => {
    const device = await takeDevice(trx, actor, customerId, id)
    mustBeUnchanged(basis, versionedDevice(device), change)
    const { name = device.name, locationId = device.locationId } = change
    if (locationId !== device.locationId) await takeLocation(trx, actor, 'device.change', locationId)
    await updateDevice(trx, { customerId, id }, { name, locationId })
    const before = { name: device.name, locationId: device.locationId }
    const changed = (['name', 'locationId'] as const).filter(
      (field) => before[field] !== { name, locationId }[field],
    )
    if (changed.length > 0) {
      const pick = (from: NewDevice) => Object.fromEntries(changed.map((field) => [field, from[field]]))
      await record(trx, actor, now, {
        customerId,
        action: 'device.changed',
        detail: { deviceId: id, locationId, before: pick(before), after: pick({ name, locationId }) },
      })
    }
    return (await findDevice(trx, customerId, id)) ?? device
  })
}

/**
 * Unmarks a shared computer. Its open sessions have the limits of any other from their next request on.
 *
 * @throws {Problem} `not_found`, `forbidden`, `changed_meanwhile` (R32).
 */
export async function unmarkDevice(
  db: Db,
  actor: Actor,
  customerId: string,
  { id, basis }: { id: string; basis?: Basis | undefined },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const device = await takeDevice(trx, actor, customerId, id)
    mustBeUnchanged(basis, versionedDevice(device))
    await deleteDevice(trx, { customerId, id })
    const { name, locationId } = device
    await record(trx, actor, now, {
      customerId,
      action: 'device.unmarked',
      detail: { deviceId: id, name, locationId },
    })
  })
}

async function takeDevice(trx: Trx, actor: Actor, customerId: string, id: string): Promise<ListedDevice> {
  await lockCustomerPolicy(trx, customerId)
  const device = await findDevice(trx, customerId, id)
  if (!device) throw noSuchDevice()
  await mustBeAllowed(trx, actor, 'device.change', { id: device.locationId, customerId })
  return device
}

function noSuchCode() {
  return new Problem('invalid_request', 'Compare the code with the one on the computer.', {
    errors: { code: 'is not a code that a computer shows' },
  })
}

export function noSuchDevice() {
  return new Problem('not_found', 'There is no such shared computer.')
}

function hashCode(code: string): Buffer {
  return createHash('sha256').update(`device-code ${code}`).digest()
}
