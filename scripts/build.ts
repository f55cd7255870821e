/** `npm run build`, and what `npm start` does first: builds the console and the server, as far as they have changed. */
import { buildConsole } from './build-console.ts'
import { buildServer } from './build-server.ts'

await buildConsole()
await buildServer()
