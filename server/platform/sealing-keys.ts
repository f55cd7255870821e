import { createHash, randomBytes } from 'node:crypto'
import { chown, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The keys of a data folder, as files of 32 bytes in `keys`: `second-factor.key` seals, and opens what it sealed. Any other
 * `second-factor.*.key` only opens, so that a key can be replaced while secrets of the one before are still in use
 * (docs/decisions/0049).
 */
export type SealingKey = {
  /** In hexadecimal; it precedes what the key sealed. */
  id: string
  bytes: Buffer
  file: string
}

export type Keys = {
  /** Undefined if there is none yet. */
  sealing: SealingKey | undefined
  /** Each key once, the one that seals first. */
  all: SealingKey[]
  /** Of files that only open: why one cannot be used. It closes only what that key sealed. */
  faults: string[]
}

const keyBytes = 32
/** The length of a key's ID, in bytes. */
export const idBytes = 8

const folderOf = (dataDir: string) => join(dataDir, 'keys')
const sealingFile = (dataDir: string) => join(folderOf(dataDir), 'second-factor.key')
const fileOf = (dataDir: string, id: string) => join(folderOf(dataDir), `second-factor.${id}.key`)

/** @throws {Error} if the file of the key that seals is not a key, or cannot be read. */
export async function readKeys(dataDir: string): Promise<Keys> {
  // First, so that a key that stops sealing meanwhile is either this one or already listed.
  const sealing = await readKey(sealingFile(dataDir))
  const names = await readdir(folderOf(dataDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const faults: string[] = []
  const others = names.filter((name) => /^second-factor\..+\.key$/.test(name)).sort()
  const found = await Promise.all(
    others.map((name) =>
      readKey(join(folderOf(dataDir), name)).catch((error: Error) => {
        faults.push(error.message)
        return undefined
      }),
    ),
  )
  const all = new Map<string, SealingKey>()
  for (const key of [sealing, ...found]) if (key && !all.has(key.id)) all.set(key.id, key)
  return { sealing, all: [...all.values()], faults }
}

/** The key that seals; undefined if there is none. @throws {Error} as `readKeys`. */
const readSealingKey = (dataDir: string): Promise<SealingKey | undefined> => readKey(sealingFile(dataDir))

async function readKey(file: string): Promise<SealingKey | undefined> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (bytes === undefined) return undefined
  if (bytes.length !== keyBytes) throw new Error(`${file} is not a key of ${keyBytes} bytes.`)
  return { id: idOf(bytes), bytes, file }
}

/**
 * Makes the key that seals, unless there is one: if several processes try at once, one of them makes it. Complete or absent,
 * because it is written next to its place and linked there.
 */
export async function makeSealingKey(dataDir: string): Promise<SealingKey> {
  const file = sealingFile(dataDir)
  await linkAs(file, randomBytes(keyBytes)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const made = await readKey(file)
  if (!made) throw new Error(`${file} could not be made.`)
  return made
}

/** Makes a key that opens, and does not seal yet. */
export async function makeKey(dataDir: string): Promise<SealingKey> {
  const bytes = randomBytes(keyBytes)
  const key = { id: idOf(bytes), bytes, file: fileOf(dataDir, idOf(bytes)) }
  await write(key.file, bytes)
  return key
}

/**
 * Makes an existing key the one that seals. The one before still opens what it sealed.
 *
 * @throws {Error} if a server has made the first key meanwhile.
 */
export async function useKey(
  dataDir: string,
  { id, bytes }: Pick<SealingKey, 'id' | 'bytes'>,
): Promise<void> {
  const before = await readSealingKey(dataDir)
  if (before?.id === id) return
  // Under its own name, each stays a key if another one is used at the same moment.
  for (const key of [before, { id, bytes }]) if (key) await write(fileOf(dataDir, key.id), key.bytes)
  if (before) await write(sealingFile(dataDir), bytes)
  else await linkAs(sealingFile(dataDir), bytes)
}

/** Puts a file where there is none. @throws {Error} `EEXIST` if there is one. */
async function linkAs(file: string, bytes: Buffer): Promise<void> {
  const draft = await draftOf(file, bytes)
  try {
    await link(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}

/** Takes a key that does not seal out of use. @returns the file in which it is kept. */
export async function setAside(dataDir: string, { id, bytes }: SealingKey): Promise<string> {
  const kept = join(folderOf(dataDir), `second-factor.${id}.removed`)
  await write(kept, bytes)
  // The same key may be there under several names.
  for (;;) {
    const key = (await readKeys(dataDir)).all.find((one) => one.id === id)
    if (!key) return kept
    await rm(key.file)
  }
}

/** Replaces a file at once, or not at all. */
async function write(file: string, bytes: Buffer): Promise<void> {
  await rename(await draftOf(file, bytes), file)
}

async function draftOf(file: string, bytes: Buffer): Promise<string> {
  const folder = join(file, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, bytes, { mode: 0o600, flush: true })
  if (process.getuid?.() === 0) await giveAway(folder, draft)
  return draft
}

/** What root makes belongs to the account of the data folder, which is the server's. */
async function giveAway(folder: string, file: string): Promise<void> {
  const { uid, gid } = await stat(join(folder, '..'))
  await chown(folder, uid, gid)
  await chown(file, uid, gid)
}

function idOf(key: Buffer): string {
  return createHash('sha256')
    .update('tmas second-factor key')
    .update(key)
    .digest()
    .subarray(0, idBytes)
    .toString('hex')
}
