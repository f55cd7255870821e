import { chmodSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keyIdOf, openSealer, WrongKey } from './sealing.ts'
import { makeKey, readKeys, type SealingKey, setAside, useKey } from './sealing-keys.ts'

const folders: string[] = []
async function folder() {
  const made = await mkdtemp(join(tmpdir(), 'tmas-sealing-'))
  folders.push(made)
  return made
}
afterAll(async () => {
  for (const made of folders) await rm(made, { recursive: true })
})
const secret = Buffer.from('twenty bytes of key.')

test('what was sealed opens again, on another instance with the same folder, for its owner', async () => {
  const dir = await folder()
  const sealed = await openSealer(dir).seal(secret, 'ada')
  expect(sealed.includes(secret)).toBe(false)
  expect(await openSealer(dir).open(sealed, 'ada')).toEqual(secret)
  await expect(openSealer(dir).open(sealed, 'bob')).rejects.toThrow()
})

test('the same secret is sealed differently each time', async () => {
  const sealer = openSealer(await folder())
  expect(await sealer.seal(secret, 'ada')).not.toEqual(await sealer.seal(secret, 'ada'))
})

test('no byte of it can be changed unseen', async () => {
  const sealer = openSealer(await folder())
  const sealed = await sealer.seal(secret, 'ada')
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    await expect(sealer.open(changed, 'ada')).rejects.toThrow()
  }
  await expect(sealer.open(sealed.subarray(0, 20), 'ada')).rejects.toThrow()
})

test('another key, or none, is said to be that', async () => {
  const sealed = await openSealer(await folder()).seal(secret, 'ada')
  const other = openSealer(await folder())
  await expect(other.open(sealed, 'ada')).rejects.toThrow(WrongKey)
  await other.seal(secret, 'ada')
  await expect(other.open(sealed, 'ada')).rejects.toThrow(WrongKey)
})

test('of twenty instances that start at once one makes the key, whole, and only its owner reads it', async () => {
  const dir = await folder()
  const sealed = await Promise.all(Array.from({ length: 20 }, () => openSealer(dir).seal(secret, 'ada')))
  for (const one of sealed) expect(await openSealer(dir).open(one, 'ada')).toEqual(secret)
  expect(readdirSync(join(dir, 'keys'))).toEqual(['second-factor.key'])
  expect(statSync(join(dir, 'keys', 'second-factor.key')).mode & 0o777).toBe(0o600)
})

test('a file that is no key is not taken for one', async () => {
  const dir = await folder()
  await openSealer(dir).seal(secret, 'ada')
  const file = join(dir, 'keys', 'second-factor.key')
  chmodSync(file, 0o600)
  await writeFile(file, 'short')
  await expect(openSealer(dir).seal(secret, 'ada')).rejects.toThrow('not a key')
})

test('a new key put in place while an instance runs seals from then on, and the old one still opens', async () => {
  const dir = await folder()
  const running = openSealer(dir)
  const before = await running.seal(secret, 'ada')
  await running.open(before, 'ada')
  const made = await makeKey(dir)
  expect(keyIdOf(await running.seal(secret, 'ada'))).toBe(keyIdOf(before))
  await useKey(dir, made)
  const after = await running.seal(secret, 'ada')
  expect(keyIdOf(after)).toBe(made.id)
  for (const sealer of [running, openSealer(dir)])
    for (const sealed of [before, after]) expect(await sealer.open(sealed, 'ada')).toEqual(secret)
  expect(await running.keyIds()).toEqual([made.id, keyIdOf(before)])
  await setAside(dir, await keyOf(dir, before))
  expect(await openSealer(dir).open(after, 'ada')).toEqual(secret)
  await expect(openSealer(dir).open(before, 'ada')).rejects.toThrow(WrongKey)
})

test('of two keys that are used at once, both still open what they sealed', async () => {
  const dir = await folder()
  const [first, ...made] = [await openSealer(dir).seal(secret, 'ada'), await makeKey(dir), await makeKey(dir)]
  await Promise.all(made.map((key) => useKey(dir, key)))
  expect((await openSealer(dir).keyIds()).sort()).toEqual(
    [keyIdOf(first), ...made.map(({ id }) => id)].sort(),
  )
})

test('a key under the name of another one is not lost when another is used', async () => {
  const dir = await folder()
  const before = await openSealer(dir).seal(secret, 'ada')
  await symlink('second-factor.key', join(dir, 'keys', `second-factor.${keyIdOf(before)}.key`))
  await useKey(dir, await makeKey(dir))
  expect(await openSealer(dir).open(before, 'ada')).toEqual(secret)
})

test('where there are keys and none that seals, none is made', async () => {
  const dir = await folder()
  const made = await makeKey(dir)
  await expect(openSealer(dir).seal(secret, 'ada')).rejects.toThrow(WrongKey)
  await useKey(dir, made)
  expect(keyIdOf(await openSealer(dir).seal(secret, 'ada'))).toBe(made.id)
})

async function keyOf(dir: string, sealed: Buffer): Promise<SealingKey> {
  const key = (await readKeys(dir)).all.find(({ id }) => id === keyIdOf(sealed))
  if (!key) throw new Error('no such key')
  return key
}
