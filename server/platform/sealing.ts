import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { idBytes, makeSealingKey, readKeys, readSealingKey, sealingFile } from './sealing-keys.ts'

/** For secrets that TMAS has to read again, but that a copy of the database must not reveal. */
export type Sealer = {
  /** @param owner the owner of the secret: what is sealed for one opens for no other. */
  seal(secret: Buffer, owner: string): Promise<Buffer>
  /** @throws {WrongKey} if none of the keys here sealed it; any other `Error` if it was tampered with. */
  open(sealed: Buffer, owner: string): Promise<Buffer>
  /** The IDs of the keys that open here, the one that seals first. */
  keyIds(): Promise<string[]>
}

/** None of the keys here sealed it: `TMAS_DATA_DIR` has no key file, or those of another installation. */
export class WrongKey extends Error {
  override name = 'WrongKey'
}

const nonceBytes = 12
const tagBytes = 16

/** The ID of the key that sealed something, in hexadecimal. */
export const keyIdOf = (sealed: Buffer) => sealed.subarray(0, idBytes).toString('hex')

/**
 * Seals with AES-256-GCM, with a key in a file of the data folder that is created when something is first sealed.
 *
 * Instances that share a database have to share the keys (docs/decisions/0020). What is sealed has the key's ID, so
 * that an instance without it says so instead of guessing. A key that is replaced while the server runs seals from then on,
 * and opens as soon as it is met (docs/decisions/0049).
 *
 * @see NIST SP 800-38D section 8.2: a random 96-bit nonce for each, far below 2^32 of them.
 */
export function openSealer(dataDir: string): Sealer {
  let known = new Map<string, Buffer>()

  async function keyOf(id: string): Promise<Buffer | undefined> {
    if (!known.has(id)) {
      const keys = await readKeys(dataDir)
      known = new Map(keys.map((key) => [key.id, key.bytes]))
    }
    return known.get(id)
  }

  return {
    async seal(secret, owner) {
      const own = (await readSealingKey(dataDir)) ?? (await makeSealingKey(dataDir))
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', own.bytes, nonce)
      cipher.setAAD(Buffer.from(owner))
      const text = Buffer.concat([cipher.update(secret), cipher.final()])
      return Buffer.concat([Buffer.from(own.id, 'hex'), nonce, cipher.getAuthTag(), text])
    },
    async open(sealed, owner) {
      const id = keyIdOf(sealed)
      const own = await keyOf(id)
      if (!own)
        throw new WrongKey(
          `neither ${sealingFile(dataDir)} nor a key beside it is the one that sealed this: ${id}`,
        )
      const [nonceEnd, tagEnd] = [idBytes + nonceBytes, idBytes + nonceBytes + tagBytes]
      const decipher = createDecipheriv('aes-256-gcm', own, sealed.subarray(idBytes, nonceEnd), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(owner))
      decipher.setAuthTag(sealed.subarray(nonceEnd, tagEnd))
      return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()])
    },
    async keyIds() {
      const keys = await readKeys(dataDir)
      return [...new Set(keys.map(({ id }) => id))]
    },
  }
}
