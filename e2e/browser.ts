import { type Browser, chromium } from 'playwright'
import { chromiumPath, headlessShellPath } from '../scripts/ensure-chromium.ts'

/** Pages behave alike in both; only the whole browser blocks pop-ups, and keeps pages for its back button. */
export type BrowserKind = 'shell' | 'whole'

/**
 * Starts a Chromium.
 *
 * Two of Playwright's own switches are taken away: with them no pop-up would ever be blocked, and the back button
 * would never bring back a page that the browser has kept whole.
 */
export function launchBrowser(kind: BrowserKind): Promise<Browser> {
  return chromium.launch({
    executablePath: kind === 'whole' ? chromiumPath() : headlessShellPath(),
    ignoreDefaultArgs: ['--disable-popup-blocking', '--disable-back-forward-cache'],
    args: quiet,
  })
}

const shared = new Map<BrowserKind, Promise<Browser>>()

/** The browser of this process: started once, for all files that a worker plays. */
export function sharedBrowser(kind: BrowserKind): Promise<Browser> {
  const browser = shared.get(kind) ?? launchBrowser(kind)
  shared.set(kind, browser)
  return browser
}

/**
 * A Chromium that runs as root, and calls no one. One process draws all pages: to start one for each site that a
 * journey passes through costs four times as much as to load the page. What a page may do to another is the same, as
 * cookies, storage and openers are separated by site, not by process.
 *
 * @see https://www.chromium.org/developers/design-documents/process-models/
 */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
  '--in-process-gpu',
  // A page is left within a second or two: code that is compiled to run faster later never does. Maglev, which `--no-opt`
  // leaves on, costs a quarter of all that Chromium does.
  '--js-flags=--no-opt --no-maglev --single-threaded-gc',
]
