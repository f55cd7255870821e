import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The keys of a data folder, as files of 32 bytes in `keys`: `second-factor.key` seals, and opens what it sealed. Any other
 * `second-factor.*.key` only opens, so that a key can be replaced while secrets of the one before are still in use
 * (docs/decisions/0049).
 */
export type SealingKey = {
  /** In hexadecimal; it stands in front of what the key sealed. */
  id: string
  bytes: Buffer
  file: string
}

const keyBytes = 32
/** The length of a key's ID, in bytes. */
export const idBytes = 8

const folderOf = (dataDir: string) => join(dataDir, 'keys')
export const sealingFile = (dataDir: string) => join(folderOf(dataDir), 'second-factor.key')
const fileOf = (dataDir: string, id: string) => join(folderOf(dataDir), `second-factor.${id}.key`)

/**
 * Every key of a data folder, the one that seals first.
 *
 * @throws {Error} if one of the files is no key.
 */
export async function readKeys(dataDir: string): Promise<SealingKey[]> {
  const names = await readdir(folderOf(dataDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const others = names.filter((name) => /^second-factor\..+\.key$/.test(name)).sort()
  const files = [sealingFile(dataDir), ...others.map((name) => join(folderOf(dataDir), name))]
  const keys = await Promise.all(files.map(readKey))
  return keys.filter((key) => key !== undefined)
}

/** The key that seals; undefined if there is none yet. */
export const readSealingKey = (dataDir: string): Promise<SealingKey | undefined> =>
  readKey(sealingFile(dataDir))

async function readKey(file: string): Promise<SealingKey | undefined> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (bytes === undefined) return undefined
  if (bytes.length !== keyBytes) throw new Error(`${file} is not a key of ${keyBytes} bytes.`)
  return { id: idOf(bytes), bytes, file }
}

/** Makes the key that seals, unless there is one: if several processes try at once, one of them makes it. */
export async function makeSealingKey(dataDir: string): Promise<SealingKey> {
  const file = sealingFile(dataDir)
  await place(file, randomBytes(keyBytes))
  const made = await readKey(file)
  if (!made) throw new Error(`${file} could not be made.`)
  return made
}

/** Makes a key that opens, and does not seal yet. */
export async function makeKey(dataDir: string): Promise<SealingKey> {
  const bytes = randomBytes(keyBytes)
  const file = fileOf(dataDir, idOf(bytes))
  await place(file, bytes)
  return { id: idOf(bytes), bytes, file }
}

/** Lets a key seal that is there already. The one before still opens what it sealed. */
export async function useKey(
  dataDir: string,
  { id, bytes }: Pick<SealingKey, 'id' | 'bytes'>,
): Promise<void> {
  const before = await readSealingKey(dataDir)
  if (before?.id === id) return
  if (before) await place(fileOf(dataDir, before.id), before.bytes)
  await place(fileOf(dataDir, id), bytes)
  const file = sealingFile(dataDir)
  const draft = await draftOf(file, bytes)
  await rename(draft, file)
}

/** Removes every file of a key that does not seal. */
export async function removeKey(dataDir: string, id: string): Promise<void> {
  for (const key of await readKeys(dataDir))
    if (key.id === id && key.file !== sealingFile(dataDir)) await rm(key.file)
}

/** Written next to its place and linked there: complete or absent. A file that is there already stays. */
async function place(file: string, bytes: Buffer): Promise<void> {
  const draft = await draftOf(file, bytes)
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function draftOf(file: string, bytes: Buffer): Promise<string> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, bytes, { mode: 0o600, flush: true })
  return draft
}

function idOf(key: Buffer): string {
  return createHash('sha256')
    .update('tmas second-factor key')
    .update(key)
    .digest()
    .subarray(0, idBytes)
    .toString('hex')
}
