import { globSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// No `root` here: the tests read this file too, and theirs is the whole repository. scripts/build-console.ts sets it.
export default defineConfig({
  base: '/console/',
  // What it gives browsers of React 17; with ours it would hand through the very same function.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim$/, replacement: 'react' }] },
  plugins: [react(), onlyColorsInUse(), everyComponentIsStyled()],
  build: {
    // The content security policy allows files of our own origin; nothing is to be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Of the libraries together, before they are compressed.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // A file for what every page needs, one for the libraries, and one for each page and language: left to itself,
        // Rolldown writes a file for each set of pages that share something, and the home page asks for fifty. The
        // first page does not wait for what only other pages need.
        codeSplitting: {
          groups: [
            { name: 'library', test: /rolldown.runtime|node_modules.*\.m?js/, tags: ['$initial'] },
            {
              name: 'console',
              tags: ['$initial'],
              test: ours(
                /^(?:web\/.*\.(?:tsx?|css)|shared\/(?!messages\/.*\.(?:en|fr|es)\.ts|messages\/(?:en|fr|es)\.ts|aadsts\/).*)(?:$|\?)/,
              ),
            },
            { name: 'controls', test: /node_modules|\.css(?:$|\?)|[\\/]web[\\/]controls\.ts/ },
            {
              name: 'pages',
              test: ours(/^(?:web\/|shared\/(?!messages\/|aadsts\/)).*\.tsx?$/),
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
})

/** By the path within the repository: the folder that it lies in may have any name. */
function ours(path: RegExp) {
  return (id: string) => path.test(relative(import.meta.dirname, id).replaceAll('\\', '/'))
}

/** Mantine has the shades of fourteen colours. Those that the console names nowhere are sent to no one. */
function onlyColorsInUse(): Plugin {
  const folder = join(import.meta.dirname, 'web')
  const sources = globSync('**/*.{ts,tsx,css}', { cwd: folder, exclude: ['dist'] })
  const words = new Set(
    sources.flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/[a-z]+/g) ?? []),
  )
  // Mantine's own greys: its variables for text and borders are made of them.
  const isInUse = (color: string) => words.has(color) || color === 'gray' || color === 'dark'
  return {
    name: 'only-colors-in-use',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith(join('web', 'styles.css'))) return
      const families = new Set(
        [...code.matchAll(/--mantine-color-([a-z]+)-0:/g)].map(([, name = '']) => name),
      )
      const unused = [...families].filter((name) => !isInUse(name))
      return code.replaceAll(new RegExp(`--mantine-color-(?:${unused.join('|')})-[\\w-]+:[^;}]+;`, 'g'), '')
    },
  }
}

/**
 * web/styles.css and web/controls.css take only the styles of the components in use: stops the build when one has been
 * forgotten, or when the first page uses one whose styles come later.
 */
function everyComponentIsStyled(): Plugin {
  const classNames = (texts: string[]) => new Set(texts.join().match(/\bm_[0-9a-f]+\b/g))
  const folder = join(import.meta.dirname, 'node_modules/@mantine/core/styles')
  const unstyled = (scripts: string[], sheets: string[]) => {
    const lacking = classNames(scripts).difference(classNames(sheets))
    return globSync('*.css', { cwd: folder, exclude: ['*.layer.css'] }).filter(
      (name) => !classNames([readFileSync(join(folder, name), 'utf8')]).isDisjointFrom(lacking),
    )
  }
  return {
    name: 'every-component-is-styled',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const sheets = Object.values(bundle).filter(
        (file) => file.type === 'asset' && file.fileName.endsWith('.css'),
      )
      const textOf = (names: Iterable<string>) =>
        [...names].flatMap((name) => {
          const file = bundle[name]
          return file === undefined ? [] : [file.type === 'chunk' ? file.code : String(file.source)]
        })
      const first = chunks.filter(({ isEntry }) => isEntry)
      for (const chunk of first)
        for (const name of chunk.imports) {
          const imported = chunks.find(({ fileName }) => fileName === name)
          if (imported && !first.includes(imported)) first.push(imported)
        }
      const atFirst = first.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])])
      for (const [file, forgotten] of [
        ['styles.css', unstyled(textOf(first.map(({ fileName }) => fileName)), textOf(atFirst))],
        [
          'controls.css',
          unstyled(
            textOf(chunks.map(({ fileName }) => fileName)),
            textOf(sheets.map(({ fileName }) => fileName)),
          ),
        ],
      ] as const)
        if (forgotten.length > 0)
          this.error(
            `web/${file} imports no styles of: ${forgotten.map((name) => basename(name, '.css')).join(', ')}`,
          )
    },
  }
}
