import { execFileSync, spawnSync } from 'node:child_process'

/**
 * Installs packages on Debian or Ubuntu, as root or with a sudo that asks for no password.
 *
 * @param help what to do instead, in a sentence.
 * @throws {Error} with that sentence if the packages cannot be installed.
 */
export function installFromDebian(packages: readonly string[], help: string): void {
  const sudo = asRoot()
  if (!sudo) throw new Error(help)
  for (const step of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages],
  ]) {
    const [command = '', ...args] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...step]
    try {
      execFileSync(command, args, { stdio: ['ignore', 2, 2] })
    } catch (cause) {
      throw new Error(`${step.join(' ')} failed. ${help}`, { cause })
    }
  }
}

/** What to put before a command to run it as root: nothing, or sudo; undefined if there is no way. */
function asRoot(): string[] | undefined {
  if (process.getuid?.() === 0) return []
  const isAllowed = spawnSync('sudo', ['--non-interactive', 'true'], { stdio: 'ignore' }).status === 0
  return isAllowed ? ['sudo', '--non-interactive'] : undefined
}
