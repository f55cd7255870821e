/** Writes one JSON document to standard output. */
export function print(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`)
}

/** Shows a result: with `--json` the document, else the sentence for people. */
export function show(options: { json?: true }, document: unknown, sentence: string): void {
  if (options.json) print(document)
  else process.stdout.write(`${sentence}\n`)
}

/** A log for what a command does besides its result: one line each, on standard error. */
export const progress = {
  info: (first: unknown, message?: string) => {
    process.stderr.write(`${typeof first === 'string' ? first : message}\n`)
  },
}

/** Every command has it, with these words. */
export const jsonOption = ['--json', 'print one JSON document on standard output'] as const

/** A command that has shown its result, and failed all the same: only its status remains to be said. */
export class ShownFailure extends Error {
  override name = 'ShownFailure'
}
