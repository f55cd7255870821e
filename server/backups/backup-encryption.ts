import { open, readFile, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'

/**
 * Encryption of backups in the format of age, to public keys (recipients). The machine that makes backups so cannot
 * read them, and `age` or `rage` can decrypt them without TMAS.
 *
 * The library is loaded when it is needed, because every command and every start would wait for it.
 *
 * @see https://age-encryption.org/v1
 */
const firstBytes = 'age-encryption.org/v1\n'

/** A key was needed, and none of those given opens the file; or the file of keys cannot be used. */
export class WrongIdentity extends Error {
  override name = 'WrongIdentity'
}

/** Encrypts to each of the recipients, any of which can decrypt it alone. */
export async function* encrypted(
  content: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): AsyncGenerator<Uint8Array> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  yield* (await encrypter.encrypt(streamOf(content))) as AsyncIterable<Uint8Array>
}

/** @throws {WrongIdentity} if none of the identities opens it; any other error if it is not whole. */
export async function* decrypted(
  content: AsyncIterable<Uint8Array>,
  identities: readonly string[],
  file: string,
): AsyncGenerator<Uint8Array> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const plain = await decrypter.decrypt(streamOf(content)).catch((cause: Error) => {
    if (!cause.message.startsWith('no identity matched')) throw cause
    throw new WrongIdentity(
      `The identity file does not open ${file}: the backup was encrypted to other recipients, or was altered. Give the identity file of one of its recipients.`,
      { cause },
    )
  })
  yield* plain as AsyncIterable<Uint8Array>
}

function streamOf(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>
}

export async function isEncrypted(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(firstBytes.length), 0, firstBytes.length, 0)
    return buffer.subarray(0, bytesRead).toString() === firstBytes
  } finally {
    await handle.close()
  }
}

/** Also one with a typing error, or without its beginning: a file has no name of so many letters and digits. */
function isLikeKey(text: string): boolean {
  return /age-(?:secret-key|plugin)/i.test(text) || /[a-z0-9]{50}/i.test(text)
}

/**
 * The identities (private keys) in a file as `age-keygen` writes it: one a line, with comments.
 *
 * @throws {WrongIdentity} in words for the operator, never with what is in the file.
 */
export async function readIdentities(file: string): Promise<string[]> {
  // What was given is not in the message: it may be the key itself, and then all of it is secret.
  if (isLikeKey(file))
    throw new WrongIdentity(
      'The identity has to be the name of a file. What was given looks like the private key itself, which is now in the history of the shell: remove it there.',
    )
  const text = await readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new WrongIdentity(`The identity file ${file} cannot be read (${code}).`)
  })
  if (/^(?:age-encryption\.org\/|-----BEGIN AGE)/.test(text))
    throw new WrongIdentity(
      `${file} is itself encrypted, with a passphrase. Decrypt it into a file that only you can read, and give that one.`,
    )
  const lines = text.split('\n').map((line) => line.trim())
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const { Decrypter } = await import('age-encryption')
  const isIdentity = (text: string) => {
    try {
      new Decrypter().addIdentity(text)
      return true
    } catch {
      return false
    }
  }
  if (identities.length === 0 || !identities.every(isIdentity))
    throw new WrongIdentity(
      `${file} is not an identity file: it must hold lines such as AGE-SECRET-KEY-1…, as age-keygen or tmas backup-key writes them.`,
    )
  return identities
}

/**
 * Makes a pair of keys, and writes the private one into a new file, readable only by its owner.
 *
 * @returns the recipient: the public key, which is no secret.
 */
export async function makeIdentity(file: string, at: Date): Promise<string> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption')
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const text = `# created: ${at.toISOString()}\n# public key: ${recipient}\n${identity}\n`
  await writeFile(file, text, { flag: 'wx', mode: 0o600, flush: true }).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause
      throw new Error(`${file} already exists. Choose another name.`, { cause })
    },
  )
  return recipient
}
