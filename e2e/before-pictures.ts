/**
 * The console as it was before its redesign, for docs/console.md: `node e2e/before-pictures.ts`.
 *
 * Brings the sources of that commit, and what they depended on, into a folder of their own, lets them build the console
 * and take the pictures of its pages with the script they had, and keeps the few that the document shows beside today's.
 * It needs the registry of npm, and is run again only if the document is to show other pages.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from './browser.ts'

/** The last commit of 27 November 2026, the day of the clicks that docs/newcomer.md counts as before. */
const commit = 'b82f0bc'

/** The pictures to keep, by the names of that script, with as much of each page as a screen shows. */
const kept = [
  ['home', 'desktop', { width: 1280, height: 800 }],
  ['users', 'desktop', { width: 1280, height: 800 }],
  ['users', 'phone', { width: 390, height: 780 }],
  ['sign-ins', 'desktop', { width: 1280, height: 800 }],
  ['user-explained', 'desktop', { width: 1280, height: 800 }],
] as const

/** As in document-pictures.ts. */
const quality = 60

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'tmas-before-'))
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
try {
  const sources = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1024 ** 3 })
  execFileSync('tar', ['-x', '-C', folder], { input: sources })
  run('npm', 'ci', '--no-audit', '--no-fund')
  run('node', 'scripts/build-console.ts')
  run('node', 'e2e/take-pictures.ts', 'pictures', 'desktop-en-light', 'phone-en-light')
  await keepPictures()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The top of each page, as small as the other pictures of the documents. */
async function keepPictures(): Promise<void> {
  const browser = await launchBrowser('shell')
  try {
    for (const [name, screen, size] of kept) {
      const page = await browser.newPage({ viewport: size })
      const png = readFileSync(join(folder, 'pictures', `${screen}-en-light`, `${name}.png`)).toString(
        'base64',
      )
      await page.setContent(`<body style="margin: 0"><img src="data:image/png;base64,${png}"></body>`)
      await page.locator('img').evaluate((image: HTMLImageElement) => image.decode())
      const session = await page.context().newCDPSession(page)
      const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
      const path = join(root, 'docs/pictures', `before.${name}.${screen}.webp`)
      writeFileSync(path, Buffer.from(data, 'base64'))
      console.log(path)
      await page.close()
    }
  } finally {
    await browser.close()
  }
}
