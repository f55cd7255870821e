/**
 * `npm run last-release`: the tests of the last release on the tables of this version, which both use during an upgrade
 * and after a way back (docs/decisions/0051). The last release is the newest tag `v…`, or what `--from` names. Files of
 * tests can be named, too.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './built.ts'

/** Tests that ask for a decision about each table, which the last release cannot have made about a new one. */
const aboutTables = [
  'server/backups/backup.test.ts',
  'server/platform/**',
  'server/migrations/**',
  'server/architecture.test.ts',
  'cli/person-data.test.ts',
]

const { values, positionals } = parseArgs({ options: { from: { type: 'string' } }, allowPositionals: true })
const release = values.from ?? newestTag()
if (release) process.exitCode = runTests(release, positionals)
else console.log('There is no release yet.')

function newestTag(): string | undefined {
  const { status, stdout } = spawnSync('git', ['describe', '--tags', '--abbrev=0', '--match', 'v*'], {
    cwd: root,
    encoding: 'utf8',
  })
  return status === 0 ? stdout.trim() : undefined
}

function runTests(commit: string, files: string[]): number {
  const folder = join(mkdtempSync(join(tmpdir(), 'tmas-release-')), 'release')
  const git = (...words: string[]) => execFileSync('git', words, { cwd: root, stdio: 'inherit' })
  git('worktree', 'add', '--quiet', '--detach', folder, commit)
  try {
    const lockOf = (of: string) => readFileSync(join(of, 'package-lock.json'), 'utf8')
    if (lockOf(folder) === lockOf(root)) symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    else execFileSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' })
    for (const name of globSync('*.sql', { cwd: join(root, 'migrations') }))
      cpSync(join(root, 'migrations', name), join(folder, 'migrations', name))
    const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
    const excluded = aboutTables.flatMap((pattern) => ['--exclude', pattern])
    const chosen = files.length > 0 ? files : ['server', 'cli']
    const run = spawnSync(process.execPath, [vitest, 'run', '--project', 'node', ...excluded, ...chosen], {
      cwd: folder,
      stdio: 'inherit',
    })
    return run.status ?? 1
  } finally {
    git('worktree', 'remove', '--force', folder)
    rmSync(join(folder, '..'), { recursive: true, force: true })
  }
}
