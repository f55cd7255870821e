/**
 * `npm run bench`: sign-ins compared with the floor programs. With `-- --administration`, the lists of a very large
 * customer; with `-- --statements`, what one sign-in asks of the database.
 */
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    administration: { type: 'boolean' },
    statements: { type: 'boolean' },
    /** With `--statements`: also those inside of functions and triggers. */
    nested: { type: 'boolean' },
  },
})
const program = values.administration
  ? './administration.ts'
  : values.statements
    ? './statements.ts'
    : './bench.ts'
await import(program)
