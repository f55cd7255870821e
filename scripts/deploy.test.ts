import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '#server/platform/free-port.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

test('what builds the console is installed without development dependencies, and is not in the image', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const web = globSync('web/**/*.{ts,tsx}', { cwd: root, exclude: ['web/dist/**', 'web/**/*.test.*'] })
  const imported = [...web.map(read), read('vite.config.ts')].flatMap((source) =>
    [...source.matchAll(/from '((?:@[^/']+\/)?[^./'#@][^/']*)[^']*'/g)].map(([, name = '']) => name),
  )
  const packages = [...new Set(imported)].filter((name) => !name.startsWith('node:'))
  expect(packages.filter((name) => !(name in dependencies))).toEqual([])
  const onlyTheConsole = packages.filter((name) => !['hono', 'zod'].includes(name))
  const [, removed = ''] = /npm uninstall --no-save[^@]*([^\n]+)/.exec(read('deploy/Containerfile')) ?? []
  expect(removed.trim().split(' ')).toEqual(expect.arrayContaining(onlyTheConsole))
})

test('a signal to npm start reaches the server, which ends by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tmas-start-'))
  // Under root PostgreSQL has an account of its own, and it must be able to go here.
  await chmod(folder, 0o755)
  const port = await freePort()
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      TMAS_DATA_DIR: join(folder, 'data'),
      TMAS_URL: `http://localhost:${port}`,
      ENTRA_CLIENT_ID: crypto.randomUUID(),
      ENTRA_CLIENT_SECRET: 'none',
      ENTRA_AUTHORITY: 'http://127.0.0.1:9',
    },
  })
  try {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    await expect.poll(() => output, { timeout: 60_000 }).toContain('TMAS is ready')
    child.kill('SIGTERM')
    await expect.poll(() => output, { timeout: 20_000 }).toContain('TMAS has stopped')
  } finally {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 })
  }
}, 120_000)
