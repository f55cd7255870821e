import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { modifiedAt, newestOf, root } from './built.ts'

const built = join(root, 'web/dist')
const sources = ['web/**', 'shared/**', 'vite.config.ts', 'package-lock.json']

/**
 * Builds the console into `web/dist`, unless the one there is newer than everything it is made of. The new build
 * replaces the old one when it is complete: a running server never serves half of one.
 *
 * @throws if there is nothing to serve and Vite, a development dependency, is not installed
 */
export async function buildConsole(): Promise<void> {
  const builtAt = modifiedAt(join(built, 'index.html'))
  if (builtAt > newestOf(sources, { exclude: ['web/dist'] })) {
    console.log('The console is up to date.')
    return
  }
  const vite = await import('vite').catch((error) => {
    if (builtAt === 0 || error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  })
  if (!vite) return

  const unfinished = join(root, `node_modules/.console-${process.pid}`)
  await vite.build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'web'),
    logLevel: 'warn',
    build: { outDir: unfinished, emptyOutDir: true },
  })
  compressWithin(join(unfinished, 'assets'))
  rmSync(built, { recursive: true, force: true })
  renameSync(unfinished, built)
  console.log('The console is built.')
}

/** Beside each file, the same compressed, as small as it gets: that takes long, so the server does not. */
function compressWithin(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const content = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(content))
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  }
}

if (import.meta.main) await buildConsole()
