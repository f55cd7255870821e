import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** For secrets that TMAS has to read again, but that a copy of the database must not reveal. */
export type Sealer = {
  /** @param owner the owner of the secret: what is sealed for one opens for no other. */
  seal(secret: Buffer, owner: string): Promise<Buffer>
  /** @throws {WrongKey} if another key sealed it, or there is none here; any other `Error` if it was tampered with. */
  open(sealed: Buffer, owner: string): Promise<Buffer>
  /** Whether the key of this instance sealed it. */
  isOurs(sealed: Buffer): Promise<boolean>
}

/** The key here is not the one that sealed it: `TMAS_DATA_DIR` has no key file, or that of another installation. */
export class WrongKey extends Error {
  override name = 'WrongKey'
}

const keyBytes = 32
const idBytes = 8
const nonceBytes = 12
const tagBytes = 16

/**
 * Seals with AES-256-GCM, with a key in a file of the data folder that is created when something is first sealed.
 *
 * Instances that share a database have to share the key (docs/decisions/0020). What is sealed has the key's ID, so
 * that an instance with another key says so instead of guessing.
 *
 * @see NIST SP 800-38D section 8.2: a random 96-bit nonce for each, far below 2^32 of them.
 */
export function openSealer(dataDir: string): Sealer {
  const file = join(dataDir, 'keys', 'second-factor.key')
  let known: Buffer | undefined

  async function readKey(): Promise<Buffer | undefined> {
    if (known) return known
    const key = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (key && key.length !== keyBytes) throw new Error(`${file} is not a key of ${keyBytes} bytes.`)
    known = key
    return key
  }

  async function key(): Promise<Buffer> {
    const existing = await readKey()
    if (existing) return existing
    await makeKey(file)
    const made = await readKey()
    if (!made) throw new Error(`${file} could not be made.`)
    return made
  }

  return {
    async seal(secret, owner) {
      const own = await key()
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', own, nonce)
      cipher.setAAD(Buffer.from(owner))
      const text = Buffer.concat([cipher.update(secret), cipher.final()])
      return Buffer.concat([idOf(own), nonce, cipher.getAuthTag(), text])
    },
    async open(sealed, owner) {
      const own = await readKey()
      if (!own || !idOf(own).equals(sealed.subarray(0, idBytes)))
        throw new WrongKey(
          own ? `${file} is not the key that sealed this` : `${file}, the key that sealed this, is not there`,
        )
      const [nonceEnd, tagEnd] = [idBytes + nonceBytes, idBytes + nonceBytes + tagBytes]
      const decipher = createDecipheriv('aes-256-gcm', own, sealed.subarray(idBytes, nonceEnd), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(owner))
      decipher.setAuthTag(sealed.subarray(nonceEnd, tagEnd))
      return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()])
    },
    async isOurs(sealed) {
      const own = await readKey()
      return own !== undefined && idOf(own).equals(sealed.subarray(0, idBytes))
    },
  }
}

/**
 * Created next to its place and linked there: complete or absent, and if two processes try at once, one of them
 * creates it.
 */
async function makeKey(file: string): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, randomBytes(keyBytes), { mode: 0o600, flush: true })
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
}

function idOf(key: Buffer): Buffer {
  return createHash('sha256').update('tmas second-factor key').update(key).digest().subarray(0, idBytes)
}
