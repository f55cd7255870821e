import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '#server/platform/free-port.ts'

const root = join(import.meta.dirname, '..')

test('the demo of the README starts, and shows in its mailbox what TMAS mails over SMTP (R25)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tmas-demo-'))
  // Under root PostgreSQL has an account of its own, and it must be able to go here.
  await chmod(folder, 0o755)
  const [port, emulatorPort, mailboxPort] = await Promise.all([freePort(), freePort(), freePort()])
  const child = spawn('npm', ['run', 'demo'], {
    cwd: root,
    // A group of its own, which Ctrl-C reaches as a whole.
    detached: true,
    env: {
      ...process.env,
      DEMO_DATA_DIR: join(folder, 'data'),
      PORT: String(port),
      EMULATOR_PORT: String(emulatorPort),
      MAILBOX_PORT: String(mailboxPort),
    },
  })
  let output = ''
  const note = (chunk: Buffer) => {
    output += chunk
  }
  child.stdout.on('data', note)
  child.stderr.on('data', note)
  const mailbox = async () => (await fetch(`http://127.0.0.1:${mailboxPort}/`)).text()
  try {
    await expect.poll(() => output, { timeout: 60_000 }).toContain('Ctrl-C stops everything')
    const asked = await fetch(`http://localhost:${port}/forgot-password`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: `http://localhost:${port}` },
      body: new URLSearchParams({ name: 'max.manager' }),
    })
    expect(asked.status).toBe(303)
    await expect.poll(mailbox, { timeout: 20_000 }).toContain('password')
    const [, letter = ''] = /src="(\/\d+-\d+)"/.exec(await mailbox()) ?? []
    expect(await (await fetch(`http://127.0.0.1:${mailboxPort}${letter}`)).text()).toContain(
      `http://localhost:${port}/set-password?token=`,
    )
    expect(output).not.toContain('"level"')
    process.kill(-(child.pid as number), 'SIGINT')
    await expect.poll(() => child.exitCode, { timeout: 20_000 }).toBe(0)
  } finally {
    if (child.exitCode === null) process.kill(-(child.pid as number), 'SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 })
  }
}, 120_000)
