import { type KeyObject, sign } from 'node:crypto'
import type { TokenInTheMaking } from '../../emulator/control.ts'

export type Json = Record<string, unknown>

/** Turns the honest token into the one that is sent. */
export type Forge = (honest: TokenInTheMaking) => string | Promise<string>

/** The honest token with other claims; undefined removes one. */
export function withClaims(change: Json | ((payload: Json) => Json)): Forge {
  return ({ header, payload, sign }) => sign(header, changed(payload, change))
}

/** The honest token with another header, signed by the honest key over exactly that. */
export function withHeader(change: Json): Forge {
  return ({ header, payload, sign }) => sign(changed(header, change), payload)
}

/** The honest token whose payload is these bytes, signed as they are. */
export function withPayloadBytes(write: (json: string) => string | Buffer): Forge {
  return ({ header, payload, keys }) =>
    signBytes(JSON.stringify(header), write(JSON.stringify(payload)), keys.current.privateKey)
}

/** The honest token, changed after it was signed. */
export function tamperedWith(change: (segments: [string, string, string]) => string): Forge {
  return async ({ header, payload, sign }) =>
    change((await sign(header, payload)).split('.') as [string, string, string])
}

export function signBytes(header: string | Buffer, payload: string | Buffer, key: KeyObject): string {
  const input = `${base64url(header)}.${base64url(payload)}`
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
}

export function base64url(bytes: string | Buffer): string {
  return Buffer.from(bytes).toString('base64url')
}

function changed(honest: Json, change: Json | ((honest: Json) => Json)): Json {
  const changes = typeof change === 'function' ? change(honest) : change
  return Object.fromEntries(Object.entries({ ...honest, ...changes }).filter(([, v]) => v !== undefined))
}
