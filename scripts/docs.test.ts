import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Problem, type ProblemCode } from '#server/platform/problem.ts'
import { mayManageRole, permissionsMatrix } from '#shared/permissions.ts'
import { refusals } from '#shared/refusals.ts'
import { type Role, roles } from '#shared/roles.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const documents = globSync('**/*.md', { cwd: root, exclude: (name) => name === 'node_modules' })

describe('the documents say what the code does', () => {
  test.each(Object.keys(refusals))('docs/sign-in.md explains the refusal %s', (code) => {
    expect(read('docs/sign-in.md')).toContain(`| \`${code}\` |`)
  })

  test.each(Object.entries(refusals))(
    'docs/sign-in.md says what the person is told of %s (R18)',
    (code, { told }) => {
      const row = read('docs/sign-in.md')
        .split('\n')
        .find((line) => line.startsWith(`| \`${code}\` |`))
      expect(row?.split('|').at(-2)?.trim()).toBe(told === code ? '' : `\`${told}\``)
    },
  )

  test('every setting is explained in docs/operating.md and stands in .env.example', () => {
    const settings = [...read('server/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
    expect(settings).toContain('TMAS_URL')
    for (const name of settings) {
      expect(read('docs/operating.md')).toContain(`| \`${name}\` |`)
      expect(read('.env.example')).toMatch(new RegExp(`\\b${name}=`))
    }
  })

  test('docs/administration.md has the permissions, in one order with the roles (R22)', () => {
    const actions = [...new Set(roles.flatMap((role) => permissionsMatrix[role]))]
    const expected = actions.map((action) => [
      action,
      ...inColumns((role) => permissionsMatrix[role].includes(action)),
    ])
    expect(tableUnder('| action |')).toEqual(expected)
  })

  test('docs/administration.md says who deals with holders of which role (R22)', () => {
    const expected = roles.map((held) => [
      held,
      ...inColumns((role) => mayManageRole([{ locationId: 'here', role }], held, ['here'])),
    ])
    expect(tableUnder('| holder of the role |')).toEqual(expected)
  })

  test.each(tableUnder('| code | status |'))('the problem %s has the status %s', (code = '', status) => {
    expect(String(new Problem(code as ProblemCode, '').status)).toBe(status)
  })

  test.each(documents)('every link in %s leads somewhere', (document) => {
    const broken = linksIn(read(document)).filter((link) => !leadsSomewhere(document, link))
    expect(broken).toEqual([])
  })

  test.each(documents)('the prose of %s is at most 120 columns wide', (document) => {
    const wide = proseOf(read(document)).filter(({ text }) => text.length > 120)
    expect(wide).toEqual([])
  })

  test('every decision is listed, and their numbers are one sequence', () => {
    const files = globSync('[0-9]*.md', { cwd: join(root, 'docs/decisions') }).sort()
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1))
    for (const file of files) expect(read('docs/decisions/README.md')).toContain(`](${file})`)
  })
})

/** The cells of the table in docs/administration.md whose head begins so, without the head. */
function tableUnder(head: string): string[][] {
  const table = read('docs/administration.md').split(head)[1]?.split('\n\n')[0] ?? ''
  const rows = table.trim().split('\n').slice(2)
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

/** What the table says of each role, in the order of its columns. */
function inColumns(isAllowed: (role: Role) => boolean): string[] {
  return roles.map((role) => (isAllowed(role) ? 'yes' : ''))
}

/**
 * The lines of prose, with their numbers. Tables, code, and lines that are one link or image can be as wide as they
 * need.
 */
function proseOf(markdown: string): { line: number; text: string }[] {
  const withoutCode = markdown.replace(/^ *```[\s\S]*?^ *```/gm, (block) => block.replace(/.+/g, ''))
  return withoutCode
    .split('\n')
    .map((text, index) => ({ line: index + 1, text }))
    .filter(({ text }) => !/^ *(?:\||<img|`[^`]*`$|- \[[^\]]*\]\([^)]*\)$)/.test(text))
}

/** The links within the repository; what stands in a block of code is none. */
function linksIn(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '')
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(
    (found) => found[1] ?? found[2] ?? '',
  )
  return links.filter((link) => !/^[a-z]+:/.test(link))
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', fragment] = link.split('#')
  const target = path === '' ? document : join(dirname(document), path)
  if (!existsSync(join(root, target))) return false
  return fragment === undefined || headingsOf(read(target)).includes(fragment)
}

/** The names that a heading can be linked by: small letters, blanks as hyphens, no other signs. */
function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
}
