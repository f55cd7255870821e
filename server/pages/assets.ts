import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { Hono } from 'hono'
import type { Web } from '#server/platform/web.ts'

/** A style sheet, a small script or a picture of a page, under an address that changes with its content. */
export type Asset = {
  name: string
  path: string
  body: string | Uint8Array<ArrayBuffer>
  contentType: string
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.webp': 'image/webp',
}

/**
 * Reads an asset when the server starts. Each lies in the room of its page.
 *
 * @param file its place relative to `from`, for example `./assets/help.css`.
 * @param from the `import.meta.url` of the file that uses it.
 * @throws {Error} if there is no such file.
 */
export function readAsset(file: string, from: string): Asset {
  const ending = extname(file)
  const read = readFileSync(new URL(file, from))
  const body = ending === '.webp' ? new Uint8Array(read) : read.toString('utf8')
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  return {
    name: basename(file),
    path: `/assets/${basename(file, ending)}.${hash}${ending}`,
    body,
    contentType: contentTypes[ending] ?? 'text/plain; charset=utf-8',
  }
}

/** Serves assets, each for a year: an address never changes its content. */
export function assetRoutes(assets: readonly Asset[]) {
  const routes = new Hono<Web>()
  for (const { path, contentType, body } of assets) {
    routes.get(path, (c) => {
      c.header('Content-Type', contentType)
      c.header('Cache-Control', 'public, max-age=31536000, immutable')
      return c.body(body)
    })
  }
  return routes
}
