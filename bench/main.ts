/**
 * `npm run bench`: sign-ins compared with the floor programs and the peers. With `-- --administration`, the lists of a
 * very large customer; with `-- --statements`, what one sign-in asks of the database; with `-- --names`, whether the time
 * of an answer tells a name that exists; with `-- --growth`, whether a large installation costs more than a small one;
 * with `-- --monday`, a hundred thousand sign-ins in a quarter of an hour; with `-- --retention`, what deleting old
 * attempts costs; with `-- --neighbours`, whether one customer slows down another; with `-- --first-load`, what a browser
 * receives before the console's home page is complete; with `-- --interaction`, how soon the console answers; with
 * `-- --import`, how long an import of users takes.
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
    import: { type: 'boolean' },
    /** With `--neighbours`: how long each part lasts. */
    seconds: { type: 'string' },
    'first-load': { type: 'boolean' },
    interaction: { type: 'boolean' },
    /** With `--interaction`: how often each is done. */
    times: { type: 'string' },
    /** With `--interaction`: only those with this text in their names. With `--neighbours`: only this noise. */
    only: { type: 'string' },
    growth: { type: 'boolean' },
    monday: { type: 'boolean' },
    retention: { type: 'boolean' },
    /** With `--retention`: how many attempts there are. */
    attempts: { type: 'string' },
    /** With `--growth`, `--monday` and `--import`: how large the installation is. */
    users: { type: 'string' },
    chains: { type: 'string' },
    /** With `--monday`: who signs in, within how long, and how many tries of a password a second there are. */
    people: { type: 'string' },
    minutes: { type: 'string' },
    flood: { type: 'string' },
    /** With `--monday`: which share of them is of one chain. */
    'of-one': { type: 'string' },
    /** With `--statements`: also those inside of functions and triggers. */
    nested: { type: 'boolean' },
  },
})
const programs = [
  'administration',
  'import',
  'statements',
  'names',
  'neighbours',
  'first-load',
  'interaction',
  'growth',
  'monday',
  'retention',
] as const
const program = programs.find((name) => values[name]) ?? 'bench'
await buildServer()
await import(`./${program}.ts`)
