/** Writes one JSON document to standard output. */
export function print(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`)
}

/** Shows a result: with `--json` the document, otherwise the sentence for people. */
export function show(options: { json?: true }, document: unknown, sentence: string): void {
  if (options.json) print(document)
  else process.stdout.write(`${sentence}\n`)
}

/** A log for what a command does besides its result, one line each on standard error. */
export const progress = {
  info: (first: unknown, message?: string) => {
    process.stderr.write(`${typeof first === 'string' ? first : message}\n`)
  },
}

/** The same option for every command. */
export const jsonOption = ['--json', 'print one JSON document on standard output'] as const

/** A command has shown its result and failed all the same, so only the exit status is left to set. */
export class ShownFailure extends Error {
  override name = 'ShownFailure'
}
