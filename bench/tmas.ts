/** TMAS as it runs in production: what `npm run build` made of it. It says what it uses. */
import { reportUsage } from './usage.ts'

const built = (name: string) => import(new URL(`../dist/${name}.js`, import.meta.url).href)
const { readConfig } = (await built('config')) as typeof import('#server/config.ts')
const { startServer } = (await built('server')) as typeof import('#server/server.ts')

const server = await startServer(readConfig(process.env))
reportUsage(server.url)
