import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from '#server/platform/database.ts'
import { signingKey } from '#server/platform/signing-keys.ts'
import { isWithin } from '#server/policy/time.ts'

/**
 * What TMAS signs and a browser keeps, so that guessing by strangers hinders no one who is not a stranger (R29):
 *
 * - the mark of a device: an account has signed in on this browser. It gives no access, only a lane of its own.
 * - a waiting ticket: this browser was told to wait, and since when.
 *
 * Nothing of them is stored, so no flood can fill a table with them.
 *
 * @see https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
type Mark = { nonce: string; at: number; mac: string }

const day = 24 * 60 * 60 * 1000

/** Milliseconds that a device is known after the last sign-in on it, and people that one device knows. */
export const deviceLifetime = 180 * day
const accountsPerDevice = 12

/** Milliseconds after which a ticket is a turn, and after which it no longer is one. */
export const pause = 60 * 1000
export const ticketLifetime = 15 * 60 * 1000

/** Whether a cookie can hold a mark at all. If not, nothing need be looked up for it. */
export const canBeKnown = (cookie: string | undefined): cookie is string => marksIn(cookie).length > 0

/**
 * Marks a device as one on which this user has signed in, beside the users that it knows already.
 *
 * @returns the new value of the device's cookie.
 */
export async function markDevice(
  db: Db,
  userId: string,
  cookie: string | undefined,
  now: Date,
): Promise<string> {
  const key = await signingKey(db, 'marks')
  const before = marksIn(cookie)
  const own = before.find((mark) => isSigned(key, mark, deviceOf(userId)))
  // The device keeps its name, so that signing in often does not renew what may be guessed on it.
  const mark = sign(key, deviceOf(userId), own?.nonce ?? newNonce(), now)
  return [mark, ...before.filter((other) => other !== own)].slice(0, accountsPerDevice).map(written).join('~')
}

/** The name of this device, if this user has signed in on it; undefined for everyone else's. */
export async function knownDevice(
  db: Db,
  userId: string | undefined,
  cookie: string | undefined,
  now: Date,
): Promise<string | undefined> {
  const key = await signingKey(db, 'marks')
  // The same work for a user who does not exist.
  const purpose = deviceOf(userId ?? 'nobody')
  const own = marksIn(cookie).find((mark) => isSigned(key, mark, purpose))
  return own && isCurrent(own, deviceLifetime, now) ? own.nonce : undefined
}

/** A ticket for one who was told to wait. */
export async function newTicket(db: Db, forWhat: string, now: Date): Promise<string> {
  const key = await signingKey(db, 'marks')
  return written(sign(key, ticketOf(forWhat), newNonce(), now))
}

/** How long this ticket still has to wait, in milliseconds; undefined if it is for something else or too old. */
export async function readTicket(
  db: Db,
  forWhat: string,
  cookie: string | undefined,
  now: Date,
): Promise<{ nonce: string; left: number } | undefined> {
  const [mark] = marksIn(cookie)
  const key = await signingKey(db, 'marks')
  if (!mark || !isSigned(key, mark, ticketOf(forWhat)) || !isCurrent(mark, ticketLifetime, now))
    return undefined
  return { nonce: mark.nonce, left: Math.max(0, Math.min(pause, mark.at + pause - now.getTime())) }
}

const deviceOf = (userId: string) => `device of ${userId}`
const ticketOf = (forWhat: string) => `ticket for ${forWhat}`
const newNonce = () => randomBytes(12).toString('base64url')
const written = ({ nonce, at, mac }: Mark) => `${nonce}.${at.toString(36)}.${mac}`

function marksIn(cookie: string | undefined): Mark[] {
  return (cookie ?? '').split('~', accountsPerDevice).flatMap((text) => {
    const [, nonce, at, mac] = /^([\w-]{16})\.([0-9a-z]{1,10})\.([\w-]{22})$/.exec(text) ?? []
    return nonce && at && mac ? [{ nonce, at: Number.parseInt(at, 36), mac }] : []
  })
}

function sign(key: Buffer, purpose: string, nonce: string, now: Date): Mark {
  const at = now.getTime()
  return { nonce, at, mac: macOf(key, purpose, nonce, at) }
}

function macOf(key: Buffer, purpose: string, nonce: string, at: number): string {
  return createHmac('sha256', key)
    .update(`${nonce}.${at}.${purpose}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}

function isSigned(key: Buffer, { nonce, at, mac }: Mark, purpose: string): boolean {
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, purpose, nonce, at)))
}

function isCurrent({ at }: Mark, lifetime: number, now: Date): boolean {
  return isWithin(lifetime, at, now)
}
