/**
 * `npm run build`: compiles the server as its start would, so that where TMAS may not write beside its packages, its
 * first start is as fast as the others. Node keeps what it compiles in a folder that `server/main.ts` names.
 */
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
await import('../server/config.ts')
await import('../server/server.ts')
flushCompileCache()
process.exit(0)
