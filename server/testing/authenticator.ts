import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

/**
 * What an app shows at this moment for a secret in Base32, written after RFC 6238 and 4226 and not with TMAS's
 * library.
 */
export function codeOf(base32: string, at: Date): string {
  const bits = [...base32].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const secret = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)))
  const mac = createHmac('sha1', secret).update(step).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** How an answer of the authenticator differs from an honest one. */
export type Forgery = {
  origin?: string
  rpId?: string
  challenge?: string
  type?: string
  counter?: number
  userVerified?: boolean
  /** Signs with another key. */
  wrongKey?: boolean
  /** Pretends to be this credential. */
  id?: string
}

/**
 * A passkey in software. It does what a security key does, byte for byte, so that a test can also do what none would.
 *
 * @see https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data
 */
export function softPasskey(site: { url: string }, { counts = true } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { privateKey: otherKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let used = 0

  function authData(forgery: Forgery, attested: Buffer = Buffer.alloc(0)) {
    used += 1
    const flags = 0x01 | (forgery.userVerified === false ? 0 : 0x04) | (attested.length > 0 ? 0x40 : 0)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(forgery.counter ?? (counts ? used : 0))
    const rpId = forgery.rpId ?? new URL(site.url).hostname
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter, attested])
  }

  function clientData(type: string, challenge: string, forgery: Forgery) {
    const said = { type: forgery.type ?? type, challenge: forgery.challenge ?? challenge }
    return Buffer.from(JSON.stringify({ ...said, origin: forgery.origin ?? site.url, crossOrigin: false }))
  }

  return {
    id: id.toString('base64url'),
    /** The answer to the options for a new passkey. */
    create({ challenge }: { challenge: string }, forgery: Forgery = {}) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const point = (text: string) => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, 'base64url')])
      // COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
      const cose = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
        point(x),
        Buffer.from([0x22]),
        point(y),
      ])
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const data = authData(forgery, attested)
      const length = Buffer.from([0x59, data.length >> 8, data.length & 0xff])
      const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)])
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}.
      const head = [Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])]
      const attestationObject = Buffer.concat([...head, text('authData'), length, data])
      return {
        id: this.id,
        rawId: this.id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, forgery).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    /** The answer to the options of a sign-in. */
    get({ challenge }: { challenge: string }, forgery: Forgery = {}) {
      const data = authData(forgery)
      const client = clientData('webauthn.get', challenge, forgery)
      const signed = Buffer.concat([data, sha256(client)])
      const signature = sign('sha256', signed, forgery.wrongKey ? otherKey : privateKey)
      const claimed = forgery.id ?? this.id
      return {
        id: claimed,
        rawId: claimed,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      }
    },
  }
}
