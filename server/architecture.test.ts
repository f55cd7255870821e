import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from '#server/testing/files-below.ts'
import { ladder, readRooms } from '#server/testing/rooms.ts'

const root = join(import.meta.dirname, '..')

/** What each part outside the server may import of ours, besides itself. */
const around: Record<string, (path: string, onlyItsType: boolean) => boolean> = {
  shared: () => false,
  emulator: () => false,
  web: (path, onlyItsType) => path.startsWith('shared/') || (path.startsWith('server/') && onlyItsType),
  server: (path) => path.startsWith('shared/'),
  cli: (path) => /^(?:server|shared)\//.test(path),
}

/** They put everything together, and are imported by nobody but those who start TMAS. */
const tops = ['server/server.ts', 'server/main.ts']

/** What opens, migrates and measures the database; it knows no table of ours by anything but its name. */
const sqlItself = ['server/platform/database.ts']

/** The environment is read where a program begins, and handed down from there. */
const readsEnvironment =
  /^(?:server\/main|cli\/tmas|emulator\/main|scripts\/[\w-]+|bench\/(?:peers\/)?[\w-]+|\w+\.config)\.ts$/

const sources = ['server', 'shared', 'emulator', 'web', 'cli', 'scripts', 'bench', 'e2e', 'doubles']
  .filter((part) => existsSync(join(root, part)))
  .flatMap((part) => filesBelow(join(root, part)).map((name) => join(part, name)))
  .filter((path) => /\.tsx?$/.test(path))
const isTest = (path: string) =>
  /\.test\.tsx?$|\/testing\/|^server\/testing\/|^emulator\/testing\.ts$|^doubles\//.test(path)
const products = sources.filter((path) => !isTest(path))

test('there is something to look at', () => {
  expect(products.length).toBeGreaterThan(60)
  for (const folder of ladder)
    expect(products.some((path) => path.startsWith(`server/${folder}/`))).toBe(true)
})

test('every folder of the server has its place on the ladder', () => {
  const folders = products.flatMap((path) => /^server\/([^/]+)\//.exec(path)?.[1] ?? [])
  expect([...new Set(folders)].filter((folder) => !ladder.includes(folder))).toEqual([])
})

test('every room opens with two sentences: what it is, and what is not here', () => {
  expect(readRooms().map(({ name }) => name)).toEqual(ladder)
})

test.each(ladder)('server/%s imports what stands before it on the ladder, and nothing after', (folder) => {
  const allowed = ladder.slice(0, ladder.indexOf(folder) + 1)
  const upward = importsOf((path) => path.startsWith(`server/${folder}/`)).filter(({ to }) => {
    const target = /^server\/([^/]+)\//.exec(to)?.[1]
    // Types of what is configured are no dependency of ours: they vanish.
    if (to === 'server/config.ts') return false
    return to.startsWith('server/') && !allowed.includes(target ?? to)
  })
  expect(upward).toEqual([])
})

test('the settings are known by their type only, to all but those who put TMAS together', () => {
  const readers = importsOf((path) => !tops.includes(path)).filter(
    ({ from, to, onlyItsType }) => from.startsWith('server/') && to === 'server/config.ts' && !onlyItsType,
  )
  expect(readers).toEqual([])
})

test.each(Object.keys(around))('%s imports of ours only what it may', (part) => {
  const others = importsOf((path) => path.startsWith(`${part}/`)).filter(
    ({ to, onlyItsType }) => !to.startsWith(`${part}/`) && !around[part]?.(to, onlyItsType),
  )
  expect(others).toEqual([])
})

test('nobody imports what puts TMAS together, but those who start it', () => {
  const importers = importsOf(
    (path) => /^(?:server|web|shared|emulator)\//.test(path) && !tops.includes(path),
  )
  expect(importers.filter(({ to }) => tops.includes(to))).toEqual([])
})

test('no product file imports a test’s tools', () => {
  expect(importsOf((path) => path.startsWith('server/')).filter(({ to }) => isTest(to))).toEqual([])
})

test('a session is made in one place, by two doors, and each asks the policy there (MAND-15)', () => {
  const calls = (name: string) => products.filter((path) => new RegExp(`\\b${name}\\(`).test(codeOf(path)))
  expect(calls('insertSession').sort()).toEqual([
    'server/sessions/sessions.queries.ts',
    'server/sessions/sessions.ts',
  ])
  // Written alone, or with all that completes a sign-in. The type of its row says that it was prepared there.
  expect(calls('sessionMade')).toEqual(['server/sign-in/complete-sign-in.queries.ts'])
  expect(calls('prepareSession').sort()).toEqual([
    'server/sessions/sessions.ts',
    'server/sign-in/microsoft.ts',
  ])
  expect(calls('startSession').sort()).toEqual(['server/sessions/sessions.ts', 'server/sign-in/password.ts'])
  expect(codeOf('server/sessions/sessions.ts')).toMatch(
    /refusalAtDoor\(key, standing, now\)\s+if \(refusal\) return/,
  )
})

test('SQL is written in x.queries.ts, and nowhere else', () => {
  const writesSql =
    /\bsql(?:<[^`]+>)?`|\bprepared(?:As)?(?:<[^(]+>)?\(|\.(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/
  const writers = products.filter((path) => path.startsWith('server/') && writesSql.test(codeOf(path)))
  expect(writers.filter((path) => !path.endsWith('.queries.ts'))).toEqual(sqlItself)
})

test('every transaction is one that is repeated after a conflict (R32)', () => {
  const others =
    /\bnew Kysely\b|\.startTransaction\(|\.connection\(\)|sql(?:\.raw)?[(`]['"`\s]*(?:begin|start transaction)\b/i
  const own = ['server/platform/retries.ts', 'server/platform/database.ts', 'server/migrations/migrate.ts']
  const offenders = products.filter(
    (path) => !own.includes(path) && others.test(readFileSync(join(root, path), 'utf8')),
  )
  expect(offenders).toEqual([])
})

test('x.queries.ts is SQL alone: it calls no operation', () => {
  const calls = importsOf((path) => /^server\/.*\.queries\.ts$/.test(path)).filter(
    ({ to, onlyItsType }) =>
      !onlyItsType && !/^(?:shared|server\/(?:platform|policy|entra))\/|\.queries\.ts$/.test(to),
  )
  // What the files of migrations say, and nothing is done with.
  expect(calls.filter(({ to }) => to !== 'server/migrations/migration-files.ts')).toEqual([])
})

test('the environment is read where a program begins, and nowhere else', () => {
  const readers = products.filter((path) => /\bprocess\.env\b/.test(codeOf(path)))
  expect(readers.filter((path) => !readsEnvironment.test(path))).toEqual([])
})

test('the console writes times in one place (R24)', () => {
  const writers = products.filter(
    (path) => path.startsWith('web/') && /\bDateTimeFormat\(|\.toLocale\w*\(/.test(codeOf(path)),
  )
  expect(writers).toEqual(['web/use-time.ts'])
})

test('everything is exported by its name', () => {
  expect(sources.filter((path) => /^export default\b/m.test(codeOf(path)))).toEqual([])
})

test('what is exported is used by another file', () => {
  const configs = readdirSync(root).filter((name) => name.endsWith('.config.ts'))
  const filesWith = new Map<string, number>()
  for (const path of [...sources, ...configs])
    for (const word of new Set(codeOf(path).match(/\w+/g)))
      filesWith.set(word, (filesWith.get(word) ?? 0) + 1)
  const unused = products.flatMap((path) =>
    [...codeOf(path).matchAll(/^export (?:async )?(?:function\*?|const) (\w+)/gm)]
      .filter(([, name = '']) => filesWith.get(name) === 1)
      .map(([, name]) => `${path}: ${name}`),
  )
  expect(unused).toEqual([])
})

type Import = { from: string; to: string; onlyItsType: boolean }

/** What these files import of ours, as paths from the root. */
function importsOf(which: (path: string) => boolean): Import[] {
  return products.filter(which).flatMap((from) => {
    const statements = codeOf(from).matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+'([^']+)'/g,
    )
    const calls = codeOf(from).matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)
    return [
      ...[...statements].map(([, type, name = '']) => ({ name, onlyItsType: type !== undefined })),
      ...[...calls].map(([, name = '']) => ({ name, onlyItsType: false })),
    ].flatMap(({ name, onlyItsType }) => {
      const to = ours(from, name)
      return to ? [{ from, to, onlyItsType }] : []
    })
  })
}

function ours(from: string, name: string): string | undefined {
  if (name.startsWith('#')) return name.slice(1)
  return name.startsWith('.') ? relative(root, join(root, dirname(from), name)) : undefined
}

/** Without its comments, which may name what the code must not. */
function codeOf(path: string): string {
  return readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}
