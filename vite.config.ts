import { globSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// No `root` here: the tests read this file too, and theirs is the whole repository. scripts/build-console.ts sets it.
export default defineConfig({
  base: '/console/',
  plugins: [react(), everyComponentIsStyled()],
  build: {
    // The content security policy allows files of our own origin; nothing is to be inlined.
    assetsInlineLimit: 0,
    // One style sheet: in the order in which they are imported, Mantine's own come before ours.
    cssCodeSplit: false,
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
            { name: 'library', test: /node_modules/, tags: ['$initial'] },
            { name: 'controls', test: /node_modules/ },
            {
              name: 'console',
              tags: ['$initial'],
              test: ours(
                /^(?:web\/(?!pages\/|main|router).*\.tsx?|web\/.*\.queries\.ts|shared\/(?!messages\/|aadsts\/).*)$/,
              ),
            },
            { name: 'home', test: ours(/^web\/pages\/.*\.tsx?$/), tags: ['$initial'] },
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

/** web/styles.css takes only the styles of the components in use: stops the build when one has been forgotten. */
function everyComponentIsStyled(): Plugin {
  const classNames = (text: string) => new Set(text.match(/\bm_[0-9a-f]+\b/g))
  return {
    name: 'every-component-is-styled',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.values(bundle)
      const scripts = files.flatMap((file) => (file.type === 'chunk' ? file.code : []))
      const sheets = files.flatMap((file) =>
        file.type === 'asset' && file.fileName.endsWith('.css') ? String(file.source) : [],
      )
      const used = classNames(scripts.join())
      const unstyled = used.difference(classNames(sheets.join()))
      const folder = join(import.meta.dirname, 'node_modules/@mantine/core/styles')
      const forgotten = globSync('*.css', { cwd: folder, exclude: ['*.layer.css'] }).filter(
        (name) => !classNames(readFileSync(join(folder, name), 'utf8')).isDisjointFrom(unstyled),
      )
      if (forgotten.length > 0)
        this.error(
          `web/styles.css imports no styles of: ${forgotten.map((name) => basename(name, '.css')).join(', ')}`,
        )
    },
  }
}
