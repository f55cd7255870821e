import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline as pipelined } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { decrypted, encrypted, isEncrypted, WrongIdentity } from './backup-encryption.ts'

/**
 * The file of a backup, gzip over lines, so that it can be read without TMAS (`zcat`; with recipients, it is encrypted
 * around the gzip, and `age --decrypt` comes first):
 *
 *     TMAS backup 1
 *     {"createdAt": …, "migrations": […]}
 *     table customer ["id","created_at"]
 *     …rows, as `COPY … TO STDOUT` writes them
 *     \.
 *     end {"customer": 12}
 *     sha256 …            of every byte before this line
 *
 * A row is never `\.` alone: COPY doubles a backslash that is data.
 *
 * @see https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2
 */
export const firstLine = 'TMAS backup 1'

const sealLength = 'sha256 '.length + 64 + 1
const endOfRows = '\\.\n'

/** Bytes in one step. Node's own steps are small, and each takes its time. */
const atOnce = 1024 * 1024

/** Of a line that is not a row. TMAS writes some thousand bytes. Rows are passed on in parts, so they need no limit. */
const longestLine = 1024 * 1024

/**
 * Writes a backup, completely or not at all. It is written next to its place first, readable only by its owner.
 *
 * @param options.recipients whom it is encrypted to; without any, it is not encrypted.
 * @param options.stopping leaves nothing behind when it is aborted.
 * @returns its size in bytes, and the SHA-256 of the file as it lies there.
 * @throws {Error} if the file exists: a backup never overwrites another one.
 */
export async function writeSealed(
  file: string,
  content: AsyncIterable<Buffer>,
  { recipients = [], stopping }: { recipients?: readonly string[]; stopping?: AbortSignal | undefined } = {},
): Promise<{ bytes: number; sha256: string }> {
  if (await isThere(file)) throw exists(file)
  const draft = `${file}.part`
  // A crash or another user may have left a file there. Writing into it would keep its link and its permissions.
  await rm(draft, { force: true })
  const hash = createHash('sha256')
  const written = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
  try {
    await pipeline(
      sealed(content),
      createGzip(),
      (packed: AsyncIterable<Buffer>) => (recipients.length > 0 ? encrypted(packed, recipients) : packed),
      (file: AsyncIterable<Uint8Array>) => hashed(file, hash),
      written,
      { signal: stopping },
    )
    const { size: bytes } = await stat(draft)
    await putInPlace(draft, file)
    await flushFolder(dirname(file))
    return { bytes, sha256: hash.digest('hex') }
  } catch (error) {
    // It may still be about to create the file.
    await finished(written).catch(() => {})
    await rm(draft, { force: true })
    throw error
  }
}

/** A link is never made over another file, which could have appeared meanwhile. Not every system has links. */
async function putInPlace(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || (await isThere(file))) throw exists(file)
    return rename(draft, file)
  }
  await rm(draft)
}

function exists(file: string): Error {
  return new Error(`${file} already exists. Choose another name.`)
}

/** So that the name of the file survives a crash, as its content does. Not every system can. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

async function* sealed(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  yield* hashed(content, hash)
  yield Buffer.from(`sha256 ${hash.digest('hex')}\n`)
}

async function* hashed<T extends Uint8Array>(content: AsyncIterable<T>, hash: Hash): AsyncGenerator<T> {
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
}

/**
 * Reads a backup to its end and compares the seal.
 *
 * @param identities that decrypt it, if it is encrypted.
 * @throws {Error} if it is not a backup, or was cut short or altered; or, in words for the operator, if it cannot be
 *   decrypted.
 */
export async function checkSeal(file: string, identities: readonly string[] = []): Promise<void> {
  const hash = createHash('sha256')
  let tail = Buffer.alloc(0)
  for await (const chunk of chunksOf(file, identities)) {
    const all = Buffer.concat([tail, chunk])
    const cut = Math.max(0, all.length - sealLength)
    hash.update(all.subarray(0, cut))
    tail = all.subarray(cut)
  }
  if (tail.toString() !== `sha256 ${hash.digest('hex')}\n`) throw broken(file)
}

/** The parts of a backup, one after the other. */
export type BackupReader = {
  /** @throws {Error} when there are no more lines, or when it is longer than TMAS writes them. */
  line(): Promise<string>
  /** The rows of the table whose line was read last, to their end. */
  rows(): AsyncGenerator<Buffer>
}

export function openBackup(file: string, identities: readonly string[] = []): BackupReader {
  const chunks = chunksOf(file, identities)
  let rest: Buffer = Buffer.alloc(0)

  async function readOn() {
    const { value, done } = await chunks.next()
    if (done) throw broken(file)
    rest = Buffer.concat([rest, value])
  }

  return {
    async line() {
      let end = rest.indexOf('\n')
      while (end < 0 && rest.length <= longestLine) {
        await readOn()
        end = rest.indexOf('\n')
      }
      if (end < 0 || end > longestLine) throw broken(file)
      const line = rest.subarray(0, end).toString()
      rest = rest.subarray(end + 1)
      return line
    },

    async *rows() {
      while (rest.length < endOfRows.length) await readOn()
      if (rest.subarray(0, endOfRows.length).toString() === endOfRows) {
        rest = rest.subarray(endOfRows.length)
        return
      }
      for (;;) {
        const end = rest.indexOf(`\n${endOfRows}`)
        if (end >= 0) {
          yield rest.subarray(0, end + 1)
          rest = rest.subarray(end + 1 + endOfRows.length)
          return
        }
        // The rest could be the start of the end mark.
        const cut = Math.max(0, rest.length - endOfRows.length)
        if (cut > 0) yield rest.subarray(0, cut)
        rest = rest.subarray(cut)
        await readOn()
      }
    },
  }
}

async function* chunksOf(file: string, identities: readonly string[]): AsyncGenerator<Buffer> {
  // Checked separately, because the file system's own error is clear enough.
  await stat(file)
  const isSecret = await isEncrypted(file)
  if (isSecret && identities.length === 0)
    throw new WrongIdentity(
      `${file} is encrypted. Give the file with the private key of one of its recipients: --identity <file>.`,
    )
  if (!isSecret && identities.length > 0)
    throw new WrongIdentity(
      `${file} is not encrypted, so it is not the file that you expect. If it is, leave out --identity.`,
    )
  const plain = (content: AsyncIterable<Buffer>) =>
    isSecret ? decrypted(content, identities, file) : content
  try {
    const packed = createReadStream(file, { highWaterMark: atOnce })
    // An error on either side ends the other one, and is thrown here, where the chunks are read.
    yield* pipelined(packed, plain, createGunzip({ chunkSize: atOnce }), () => {}) as AsyncIterable<Buffer>
  } catch (cause) {
    throw cause instanceof WrongIdentity ? cause : broken(file, cause)
  }
}

function broken(file: string, cause?: unknown): Error {
  return new Error(
    `${file} is not a complete backup of TMAS: it was cut short, or altered, or is another file.`,
    {
      cause,
    },
  )
}
