import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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

/** Where Debian's own keys lie, with which its packages are signed. */
const keys = '/usr/share/keyrings/debian-archive-keyring.gpg'

/**
 * Fetches packages of another release of Debian, checked against its signature, and unpacks them into a folder. Nothing
 * is installed, and what is installed stays as it is.
 *
 * @param help what to do instead, in a sentence.
 * @throws {Error} with that sentence if they cannot be fetched.
 */
export function unpackFromDebian(
  { release, packages }: { release: string; packages: readonly string[] },
  folder: string,
  help: string,
): void {
  const work = mkdtempSync(join(tmpdir(), 'tmas-debian-'))
  try {
    const sources = join(work, 'sources.list')
    writeFileSync(sources, `deb [signed-by=${keys}] ${mirror()} ${release} main\n`)
    for (const part of ['lists/partial', 'cache/archives/partial'])
      mkdirSync(join(work, part), { recursive: true })
    const options = [
      `Dir::Etc::sourcelist=${sources}`,
      'Dir::Etc::sourceparts=-',
      `Dir::State::lists=${join(work, 'lists')}`,
      `Dir::Cache=${join(work, 'cache')}`,
      // It would fetch as a user who may not write here.
      `APT::Sandbox::User=`,
    ].flatMap((option) => ['-o', option])
    const run = (command: string, args: string[]) =>
      execFileSync(command, args, { cwd: work, stdio: ['ignore', 2, 2] })
    run('apt-get', [...options, '--quiet', 'update'])
    run('apt-get', [...options, '--quiet', 'download', ...packages])
    mkdirSync(folder, { recursive: true })
    for (const file of globSync('*.deb', { cwd: work })) run('dpkg-deb', ['--extract', file, folder])
  } catch (cause) {
    throw new Error(`Debian’s packages could not be fetched. ${help}`, { cause })
  } finally {
    rmSync(work, { recursive: true })
  }
}

/** Where this machine gets its own packages: all releases lie at the same place, security updates at another. */
function mirror(): string {
  const args = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']
  const places = execFileSync('apt-get', args, { encoding: 'utf8' }).split('\n')
  const found = places.find((place) => place !== '' && !place.includes('security'))
  if (!found) throw new Error('apt-get has no source of packages')
  return found
}

/** What to put before a command to run it as root: nothing, or sudo; undefined if there is no way. */
function asRoot(): string[] | undefined {
  if (process.getuid?.() === 0) return []
  const isAllowed = spawnSync('sudo', ['--non-interactive', 'true'], { stdio: 'ignore' }).status === 0
  return isAllowed ? ['sudo', '--non-interactive'] : undefined
}
