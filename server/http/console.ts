import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import type { Web } from '#server/platform/web.ts'
import { type Language, preferredLanguage } from '#shared/languages.ts'

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

const built = fileURLToPath(new URL('../../web/dist', import.meta.url))

/**
 * The console, for people who are signed in: one page, whose script does the rest. Its files are read into memory at
 * start, by their names; no name from a request ever becomes a path. The build has compressed them.
 *
 * @throws {Error} if the console has not been built.
 */
export function consoleFiles(): { files: Hono<Web>; page: MiddlewareHandler<Web> } {
  const indexFile = join(built, 'index.html')
  if (!existsSync(indexFile)) throw new Error('The console is not built yet. Run: npm run build')
  // Its comments are for us.
  const index = readFileSync(indexFile, 'utf8').replaceAll(/\s*<!--.*?-->/gs, '')

  const files = new Hono<Web>()
  const firstWords: Partial<Record<Language, string>> = {}
  for (const file of readdirSync(built, { recursive: true, withFileTypes: true })) {
    const contentType = contentTypes[extname(file.name)]
    if (!file.isFile() || !contentType) continue
    const path = join(file.parentPath, file.name)
    const [, language] = /^first\.([a-z]+)-.*\.js$/.exec(file.name) ?? []
    if (language) firstWords[language as Language] = relative(built, path)
    const body = readFileSync(path)
    const compressed = { br: readIfThere(`${path}.br`), gzip: readIfThere(`${path}.gz`) }
    files.get(`/console/${relative(built, path)}`, (c) => {
      c.header('Content-Type', contentType)
      // The names contain a hash of the content. No one compresses it once more, neither TMAS nor a proxy.
      c.header('Cache-Control', 'public, max-age=31536000, immutable, no-transform')
      c.header('Vary', 'Accept-Encoding')
      const encoding = encodingFor(c)
      const smaller = encoding && compressed[encoding]
      if (!smaller) return c.body(body)
      c.header('Content-Encoding', encoding)
      return c.body(smaller)
    })
  }

  return {
    files,
    page: async (c) => {
      const nonce = randomBytes(16).toString('base64url')
      c.header(
        'Content-Security-Policy',
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
      // The words do not wait for the script that asks for them.
      const words = firstWords[preferredLanguage(c.req.header('accept-language') ?? '')]
      const preload = words ? `<link rel="modulepreload" crossorigin href="/console/${words}">` : ''
      return c.html(index.replaceAll('__CSP_NONCE__', nonce).replace('</head>', `${preload}</head>`))
    },
  }
}

/** Brotli is smaller; not every proxy lets it through. */
function encodingFor(c: Context): 'br' | 'gzip' | undefined {
  const takes = (encoding: 'br' | 'gzip') =>
    accepts(c, { header: 'Accept-Encoding', supports: [encoding], default: 'identity' }) === encoding
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

function readIfThere(path: string) {
  return existsSync(path) ? readFileSync(path) : undefined
}
