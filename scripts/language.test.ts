import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Words that a native editor takes out: quaint, German in disguise, or British where the rest is American. */
const words =
  /\b(?:whoever|anew|bears|at nought|mends?|mended|shall|for ever|somebody|nobody|everybody|anybody|any more|afresh|stands? beside|organisations?|telephones?|who asks)\b/i

/** Images of a door, in what people read. In code, a door is a term. */
const images = /\b(?:(?:come|came|comes|coming) in\b(?! (?:order|one|English))|no door|let in\b)/i

/** Frozen, or the names of tests, which SECURITY.md and the mutants quote; and what is not in English,
 * or is what Microsoft's pages say. */
const left =
  /^migrations\/|\.test\.tsx?$|\/testing\/|^scripts\/language|^shared\/aadsts\/pages\.ts|\.(?:fr|es)\.ts$|\/(?:fr|es)\.ts$|generated/

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(?:tsx?|js|css|md)$/.test(file) && !left.test(file))

const read = (file: string) => readFileSync(join(root, file), 'utf8')

test('no comment and no text uses a word that a native editor would take out (R24)', () => {
  expect(files.flatMap((file) => found(file, words))).toEqual([])
})

test('no English message or article speaks of a door (R24)', () => {
  const isRead = (file: string) => /^shared\/messages\/|^server\/help\/articles\/|aadsts\/texts/.test(file)
  expect(files.filter(isRead).flatMap((file) => found(file, images))).toEqual([])
})

function found(file: string, pattern: RegExp): string[] {
  return proseOf(file).flatMap((text) => {
    const [word] = pattern.exec(text) ?? []
    return word ? [`${file}: “${word}” in “${text.trim().replaceAll(/\s+/g, ' ').slice(0, 100)}”`] : []
  })
}

/**
 * What is written to be read: of a document all but its code and what it quotes, such as the names of tests; of a
 * program its comments, and its texts of words.
 */
function proseOf(file: string): string[] {
  const text = read(file)
  if (file.endsWith('.md'))
    return text.replaceAll(/```[\s\S]*?```|`[^`\n]*`|“[^”]*”/g, '').split(/\n\s*\n|\n(?=\|)/)
  const comment = /\/\*[\s\S]*?\*\/|(?<![:\w'])\/\/.*/g
  const comments = text.match(comment) ?? []
  // Every text is found and only those of several words are kept: the quote that closes one text never opens another.
  const texts = (
    text.replaceAll(comment, '').match(/'(?:[^'\\\n]|\\.)*'|`[^`\n]*`|>[^<>{}\n]* [^<>{}\n]*</g) ?? []
  ).filter((part) => part.includes(' '))
  const withoutNames = (part: string) =>
    part.replaceAll(/\$\{[^}]*\}|(?<=\s)`[^`\n]*`|[\w-]+\.\w+|data-\w+/g, '').replaceAll(/^`|`$/g, '')
  return [...comments.map((part) => part.replaceAll(/`[^`\n]*`/g, '')), ...texts.map(withoutNames)]
}
