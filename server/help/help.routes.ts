/**
 * The help: articles, their search, and Microsoft's errors explained, for everyone, signed in or not.
 * Not here: anything about one person (explanations); the help reads no table.
 */
import { type Context, Hono } from 'hono'
import { readForm } from '#server/platform/form.ts'
import { madeOnce } from '#server/platform/made-once.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Web } from '#server/platform/web.ts'
import { explainAadsts, explainMeaning } from '#shared/aadsts/explain.ts'
import { aadstsMeanings } from '#shared/aadsts/meanings.ts'
import { longestPasted, readPasted } from '#shared/aadsts/pasted.ts'
import { outline, type Plays, type Slug } from './outline.ts'
import { articlePage } from './pages/article.page.ts'
import { microsoftErrorPage } from './pages/microsoft-error.page.ts'
import { helpStartPage } from './pages/start.page.ts'
import { numberIn, searchHelp } from './search.ts'

/** The help: for everyone, signed in or not, without JavaScript. It reads no table and stores nothing. */
export function helpRoutes({
  config,
  plays,
}: {
  config: { url: string; entra: { clientId: string } }
  plays?: Plays | undefined
}) {
  const page = madeOnce('text/html; charset=UTF-8', 'no-cache')
  return (
    new Hono<Web>()
      .get('/', async (c) => {
        const question = (c.req.query('q') ?? '').trim().slice(0, 200)
        const address = addressOf(c)
        if (question === '') {
          const start = { address: new URL('/help', config.url), answered: undefined }
          return page(c, `${c.var.language} start`, () => helpStartPage(c.var.language, start))
        }
        const code = numberIn(question)
        const answered = {
          question,
          number: code === undefined ? undefined : await explainAadsts(code, c.var.language),
          passages: await searchHelp(c.var.language, question),
        }
        return c.html(helpStartPage(c.var.language, { address, answered }))
      })

      .get('/microsoft-error', async (c) => {
        const { code = '', meaning = '' } = c.req.query()
        const explanation = /^\d{4,10}$/.test(code)
          ? await explainAadsts(Number(code), c.var.language)
          : isMeaning(meaning)
            ? await explainMeaning(meaning, c.var.language)
            : undefined
        const explained = explanation && { explanations: [explanation], found: {}, isOtherApplication: false }
        return c.html(microsoftErrorPage(c.var.language, { address: addressOf(c), explained }))
      })

      // Answered directly and not with a redirect, which would put the text into an address, a log and a history.
      .post('/microsoft-error', async (c) => {
        const { text } = await readForm(c)
        if (typeof text !== 'string') throw new Problem('invalid_request', 'A text is needed.')
        if (Buffer.byteLength(text) > longestPasted)
          throw new Problem('too_large', 'Paste the text of one page of Microsoft’s: 8 kB at most.')
        const found = readPasted(text)
        const { codes, meaning, applicationId, namesTmas } = found
        const explanations =
          codes.length > 0
            ? await Promise.all(codes.map((code) => explainAadsts(code, c.var.language)))
            : meaning
              ? [await explainMeaning(meaning, c.var.language)]
              : []
        const isOtherApplication =
          applicationId !== undefined && applicationId !== config.entra.clientId && !namesTmas
        const address = new URL('/help/microsoft-error', config.url)
        if (codes[0] !== undefined) address.searchParams.set('code', String(codes[0]))
        const explained = { explanations, found, isOtherApplication }
        return c.html(microsoftErrorPage(c.var.language, { address, explained }))
      })

      .get('/:slug', (c) => {
        const slug = c.req.param('slug')
        if (!isSlug(slug)) throw new Problem('not_found', 'There is no such article.')
        const article = { address: new URL(`/help/${slug}`, config.url), plays }
        return page(c, `${c.var.language} ${slug}`, () => articlePage(c.var.language, slug, article))
      })
  )

  /** Built from our own origin, never from the request's Host. */
  function addressOf(c: Context<Web>): URL {
    const { pathname, search } = new URL(c.req.url)
    return new URL(pathname + search, config.url)
  }
}

function isSlug(text: string): text is Slug {
  return Object.hasOwn(outline, text)
}

function isMeaning(text: string): text is keyof typeof aadstsMeanings {
  return Object.hasOwn(aadstsMeanings, text)
}
