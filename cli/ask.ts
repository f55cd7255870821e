import { createInterface } from 'node:readline/promises'

/** An answer from the terminal; nothing where there is none. */
export async function askFor(question: string): Promise<string> {
  if (!process.stdin.isTTY) return ''
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}
