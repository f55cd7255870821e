import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { run } from '../run.ts'

/** Runs the program as an operator does. `json` is what standard output holds, if it is JSON. */
export async function runTmas(args: string[], environment: Record<string, string>, input = '') {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../tmas.ts'), ...args], {
    // Compiled once for the whole run: a command takes longer to be read than to be carried out.
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...environment },
    // Away from the project, whose own .env is not meant.
    cwd: tmpdir(),
  })
  // A command that wants no input may have gone before it is given any.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [[status], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ])
  return { status, stdout, stderr, json: stdout.startsWith('{') ? JSON.parse(stdout) : undefined }
}

/** The same within this process, which is much faster, for what neither reads standard input nor lasts. */
export async function runTmasHere(args: string[], environment: Record<string, string>) {
  const written = { stdout: '', stderr: '' }
  const restore = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name]
    const write = stream.write
    stream.write = (chunk: string | Uint8Array) => {
      written[name] += chunk.toString()
      return true
    }
    return () => {
      stream.write = write
    }
  })
  try {
    const status = await run(args, environment)
    const { stdout } = written
    return { status, ...written, json: stdout.startsWith('{') ? JSON.parse(stdout) : undefined }
  } finally {
    for (const one of restore) one()
  }
}

/**
 * Trusts a certificate in this process, as NODE_EXTRA_CA_CERTS does in one that is started.
 *
 * @returns what ends the trust.
 */
export function trust(certificate: string): () => void {
  const before = getCACertificates()
  setDefaultCACertificates([...before, certificate])
  return () => setDefaultCACertificates(before)
}
