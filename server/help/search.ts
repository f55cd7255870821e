import { loadAadstsTexts } from '#shared/aadsts/explain.ts'
import { aadstsMeanings } from '#shared/aadsts/meanings.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { refusals } from '#shared/refusals.ts'
import { articles } from './articles/articles.ts'
import { outline, refusalsIn, type Slug, type Trouble } from './outline.ts'
import { plainText } from './pages/markup.ts'

/** Something that can be found: a passage of an article, or the meaning of one of Microsoft's errors. */
export type Passage = { address: string; within: string; title: string; text: string }

/** How many characters and words of a question are used; people ask shorter ones. */
const longestQuestion = 200
const mostWords = 8

const mostResults = 12

/**
 * Finds passages by words, ignoring accents and capitals, the best first: words in a title count more than those in
 * the text. All words have to be there. If no passage has all of them, those with most of them are returned.
 */
export async function searchHelp(language: Language, question: string): Promise<Passage[]> {
  const words = wordsOf(question)
  if (words.length === 0) return []
  const scored = (await indexOf(language)).map(({ passage, title, text }) => {
    const points = words.map((word) => (title.includes(word) ? 3 : text.includes(word) ? 1 : 0))
    return {
      passage,
      hits: points.filter((point) => point > 0).length,
      score: points.reduce<number>((sum, point) => sum + point, 0),
    }
  })
  const most = Math.max(...scored.map(({ hits }) => hits))
  if (most * 2 < words.length || most === 0) return []
  return scored
    .filter(({ hits }) => hits === most)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, mostResults)
    .map(({ passage }) => passage)
}

/** The AADSTS number in a question. Bare digits have to be as many as such a number has. */
export function numberIn(question: string): number | undefined {
  const [, named, bare] =
    /aadsts[\s:]{0,3}(\d{4,10})(?!\d)|(?<!\d)(\d{5,7})(?!\d)/i.exec(question.slice(0, longestQuestion)) ?? []
  const digits = named ?? bare
  return digits === undefined ? undefined : Number(digits)
}

function wordsOf(question: string): string[] {
  const words = fold(question.slice(0, longestQuestion)).split(/[^\p{L}\p{N}_]+/u)
  return [...new Set(words)].filter((word) => word.length > 1).slice(0, mostWords)
}

/** “Requête” is found with “requete”, and a typographic apostrophe with a straight one. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'").toLowerCase()
}

type Indexed = { passage: Passage; title: string; text: string }

const indexes: Partial<Record<Language, Promise<Indexed[]>>> = {}

/** Made once per language, because the articles do not change while the server runs. */
function indexOf(language: Language): Promise<Indexed[]> {
  indexes[language] ??= passagesOf(language).then((passages) =>
    passages.map(({ hidden, ...passage }) => ({
      passage,
      title: fold(`${passage.title} ${passage.within}`),
      text: fold(`${passage.text} ${hidden}`),
    })),
  )
  return indexes[language]
}

/** `hidden` is searched and not shown: what the person reads, and the code of the record. */
async function passagesOf(language: Language): Promise<(Passage & { hidden: string })[]> {
  const inArticles = (Object.keys(outline) as Slug[]).flatMap((slug) => {
    const article = articles[language][slug]
    return Object.entries(article.sections).map(([anchor, section]) => ({
      address: `/help/${slug}#${anchor}`,
      within: article.title,
      title: section.title,
      text: plainText(section),
      hidden: slug === 'cannot-sign-in' ? refusalWords(language, anchor as Trouble) : '',
    }))
  })
  const { help, refused } = messages[language]
  const texts = await loadAadstsTexts(language)
  const errors = Object.entries(aadstsMeanings).map(([meaning, { who, refusal }]) => {
    const { person, remedy, it } = texts[meaning as keyof typeof aadstsMeanings]
    return {
      address: `/help/microsoft-error?meaning=${meaning}`,
      within: help.microsoftError.title,
      title: person,
      text: `${remedy} ${it}`,
      hidden: `${who === null ? '' : refused.actors[who]} ${refusal ?? ''}`,
    }
  })
  return [...inArticles, ...errors]
}

function refusalWords(language: Language, trouble: Trouble): string {
  return refusalsIn(trouble)
    .map((code) => {
      const { sentence, remedy } = messages[language].refusalWords[refusals[code].told].person
      return `${code} ${sentence} ${remedy}`
    })
    .join(' ')
}
