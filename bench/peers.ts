/** The libraries that others sign people in with (`peers/`): a package of its own, which nothing but the bench installs. */
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { byClient, byFormPost, byLink, type Way } from './load.ts'

const folder = join(import.meta.dirname, 'peers')

/** `links` says whether it makes anything of a person's first sign-in. */
export const peers: { name: string; program: string; way: Way; links: boolean; microsoftsName?: string }[] = [
  { name: 'passport', program: 'peers/passport.ts', way: byLink, links: true },
  {
    name: 'MSAL',
    program: 'peers/msal.ts',
    way: byFormPost,
    links: false,
    microsoftsName: 'https://login.tmas.example',
  },
  { name: 'better-auth', program: 'peers/better-auth.ts', way: byClient, links: true },
]

/** Installs them, unless what is installed is newer than what is asked for. */
export function installPeers(): void {
  const asked = join(folder, 'package-lock.json')
  const installed = join(folder, 'node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(asked).mtimeMs) return
  console.log('Installing the peers (once)')
  execFileSync('npm', ['ci'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Makes a peer's tables in an empty database, in a process of its own: only there are its packages found. */
export function preparePeer(name: string, environment: Record<string, string>): void {
  execFileSync(process.execPath, [join(folder, 'prepare.ts'), name], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
