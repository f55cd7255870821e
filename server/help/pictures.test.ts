import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languageCodes } from '#shared/languages.ts'
import { articles } from './articles/articles.ts'
import type { Block, Section } from './outline.ts'
import { colors, fileOfPicture, pictureNames } from './pictures.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'server/help/assets/pictures')
const all = [folder, join(root, 'docs/pictures')].flatMap((place) =>
  globSync('*', { cwd: place }).map((name) => join(place, name)),
)

/** Bytes. A picture is read on slow lines, too, and kept in the repository. */
const heaviest = 60_000

test('the help has each of its pictures in every language and both colours, and no other (R24)', () => {
  const files = pictureNames.flatMap((name) =>
    languageCodes.flatMap((language) => colors.map((color) => fileOfPicture(name, language, color))),
  )
  expect(globSync('*', { cwd: folder }).toSorted()).toEqual(files.toSorted())
})

test.each(languageCodes)('an article shows every picture, with what is on it, in %s (R24)', (language) => {
  const sections = Object.values(articles[language]).flatMap((article): Section[] =>
    Object.values(article.sections),
  )
  const shown = sections.flatMap(({ body }) => body.filter(isPicture))
  expect(shown.map(({ picture }) => picture).toSorted()).toEqual([...pictureNames].toSorted())
  for (const { alt } of shown) expect(alt.length).toBeGreaterThan(30)
})

test.each(all)('%s is light enough', (path) => {
  expect(existsSync(path) && statSync(path).size).toBeLessThan(heaviest)
})

function isPicture(block: Block): block is Extract<Block, { picture: unknown }> {
  return typeof block !== 'string' && 'picture' in block
}
