/**
 * `npm run bench`: sign-ins compared with the floor program; with `-- --administration`, the lists of a very large
 * customer.
 */
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { administration: { type: 'boolean' } } })
await import(values.administration ? './administration.ts' : './bench.ts')
