/**
 * `npm run bench`: sign-ins compared with the floor programs and the peers. With `-- --administration`, the lists of a very large
 * customer; with `-- --statements`, what one sign-in asks of the database; with `-- --names`, whether the time of an answer
 * tells a name that exists; with `-- --neighbours`, whether one customer slows down another; with `-- --first-load`, what a
 * browser receives before the console's home page is complete; with `-- --interaction`, how soon the console answers.
 */
import { parseArgs } from 'node:util'
import { buildServer } from '../scripts/build-server.ts'

const { values } = parseArgs({
  options: {
    /** Compares with the floor programs alone. */
    'without-peers': { type: 'boolean' },
    rounds: { type: 'string' },
    administration: { type: 'boolean' },
    statements: { type: 'boolean' },
    names: { type: 'boolean' },
    neighbours: { type: 'boolean' },
    /** With `--neighbours`: how long each part lasts. */
    seconds: { type: 'string' },
    'first-load': { type: 'boolean' },
    interaction: { type: 'boolean' },
    /** With `--interaction`: how often each is done. */
    times: { type: 'string' },
    /** With `--interaction`: only those with this text in their names. With `--neighbours`: only this noise. */
    only: { type: 'string' },
    /** With `--statements`: also those inside of functions and triggers. */
    nested: { type: 'boolean' },
  },
})
const programs = ['administration', 'statements', 'names', 'neighbours', 'first-load', 'interaction'] as const
const program = programs.find((name) => values[name]) ?? 'bench'
await buildServer()
await import(`./${program}.ts`)
