/**
 * Finds a Chromium for the browser tests. On Debian and Ubuntu it installs one if that is allowed.
 * `node scripts/ensure-chromium.ts` prints its path, or says what to install and exits with 1.
 */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { installFromDebian } from './debian.ts'

/**
 * The path of a Chromium: `CHROMIUM_PATH`, Playwright's own, or the system's.
 *
 * @throws {Error} that says what to install, if there is none.
 */
export function chromiumPath(): string {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted && !existsSync(wanted)) throw new Error(`CHROMIUM_PATH is ${wanted}, and there is no such file`)

  const found = wanted || places().find((path) => existsSync(path))
  if (!found) throw new Error(help)
  return found
}

/**
 * The path of Chromium's headless shell or, if there is none, of a Chromium. The shell is the same engine without the
 * browser around it. It starts a page three times as fast, blocks no pop-ups, and keeps no pages for Back.
 *
 * @throws {Error} that says what to install, if there is neither.
 */
export function headlessShellPath(): string {
  return !process.env.CHROMIUM_PATH && existsSync(debian.shell) ? debian.shell : chromiumPath()
}

function ensureChromium(): string {
  try {
    chromiumPath()
  } catch (error) {
    if (process.env.CHROMIUM_PATH || !existsSync('/usr/bin/apt-get')) throw error
    console.error('No Chromium found: installing it with apt-get (a few minutes, once)')
    installFromDebian(['chromium', 'fonts-liberation'], help)
  }
  // Debian's Chromium has its shell in a separate package. For another Chromium, none is installed.
  const path = chromiumPath()
  if (!process.env.CHROMIUM_PATH && path === debian.chromium && !existsSync(debian.shell)) {
    try {
      installFromDebian(['chromium-headless-shell'], help)
    } catch {
      console.error('Without Chromium’s headless shell the browser tests take twice as long.')
    }
  }
  return path
}

const debian = { chromium: '/usr/bin/chromium', shell: '/usr/bin/chromium-headless-shell' }

function places(): string[] {
  return [
    chromium.executablePath(),
    debian.chromium,
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
}

const help =
  'The browser tests need Chromium. Install it (Debian, Ubuntu: apt-get install chromium; ' +
  'elsewhere: npx playwright install chromium), or set CHROMIUM_PATH to one.'

if (import.meta.main) {
  try {
    console.log(ensureChromium())
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
