/**
 * `npm run build`: compiles the built server as its start would, so that where TMAS may not write beside its packages,
 * its first start is as fast as the others. Node keeps what it compiles in a folder that `server/main.ts` names.
 */
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
for (const part of ['config', 'server']) await import(join(import.meta.dirname, `../dist/${part}.js`))
flushCompileCache()
process.exit(0)
