import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { idBytes, makeSealingKey, readKeys, type SealingKey } from './sealing-keys.ts'

/** For secrets that TMAS has to read again, but that a copy of the database must not reveal. */
export type Sealer = {
  /**
   * @param owner the owner of the secret: what is sealed for one opens for no other.
   * @throws {WrongKey} if there are keys here, but none that seals.
   */
  seal(secret: Buffer, owner: string): Promise<Buffer>
  /** @throws {WrongKey} if none of the keys here sealed it; {DamagedSecret} if it was tampered with. */
  open(sealed: Buffer, owner: string): Promise<Buffer>
  /** The IDs of the keys that open here, the one that seals first. */
  keyIds(): Promise<string[]>
}

/** None of the keys here sealed it: `TMAS_DATA_DIR` has no key file, or those of another installation. */
export class WrongKey extends Error {
  override name = 'WrongKey'
}

/** It is not what was sealed, or not for this owner. */
export class DamagedSecret extends Error {
  override name = 'DamagedSecret'
}

const nonceBytes = 12
const tagBytes = 16

/** The ID of the key that sealed something, in hexadecimal. */
export const keyIdOf = (sealed: Buffer) => sealed.subarray(0, idBytes).toString('hex')

/**
 * Seals with AES-256-GCM, with a key in a file of the data folder that is created when something is first sealed.
 *
 * Instances that share a database have to share the keys (docs/decisions/0020). What is sealed has the key's ID, so
 * that an instance without it says so instead of guessing. A key put in place while the server runs seals from then on, and
 * opens as soon as a secret needs it (docs/decisions/0049).
 *
 * @see NIST SP 800-38D section 8.2: a random 96-bit nonce for each, far below 2^32 of them.
 */
export function openSealer(dataDir: string): Sealer {
  const known = new Map<string, Buffer>()

  async function learn(): Promise<void> {
    for (const { id, bytes } of (await readKeys(dataDir)).all) known.set(id, bytes)
  }

  async function keyOf(id: string): Promise<Buffer | undefined> {
    // Twice: files that a secret store exchanges may be gone for a moment.
    for (let read = 0; read < 2 && !known.has(id); read += 1) await learn()
    return known.get(id)
  }

  async function sealingKey(): Promise<SealingKey> {
    const { sealing, all } = await readKeys(dataDir)
    if (!sealing && all.length > 0) throw new WrongKey(`${dataDir}/keys has keys, but no second-factor.key`)
    return sealing ?? makeSealingKey(dataDir)
  }

  return {
    async seal(secret, owner) {
      const own = await sealingKey()
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', own.bytes, nonce)
      cipher.setAAD(Buffer.from(owner))
      const text = Buffer.concat([cipher.update(secret), cipher.final()])
      return Buffer.concat([Buffer.from(own.id, 'hex'), nonce, cipher.getAuthTag(), text])
    },
    async open(sealed, owner) {
      const id = keyIdOf(sealed)
      const own = await keyOf(id)
      if (!own) throw new WrongKey(`the key ${id}, which encrypted this secret, is not in ${dataDir}/keys`)
      return decrypt(own, sealed, owner)
    },
    async keyIds() {
      return (await readKeys(dataDir)).all.map(({ id }) => id)
    },
  }
}

/** @throws {DamagedSecret} */
function decrypt(key: Buffer, sealed: Buffer, owner: string): Buffer {
  const [nonceEnd, tagEnd] = [idBytes + nonceBytes, idBytes + nonceBytes + tagBytes]
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(idBytes, nonceEnd), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(owner))
    decipher.setAuthTag(sealed.subarray(nonceEnd, tagEnd))
    return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()])
  } catch (cause) {
    throw new DamagedSecret('this secret was altered, or belongs to someone else', { cause })
  }
}
