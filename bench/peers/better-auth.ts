/**
 * better-auth with its provider for Microsoft and its adapter for PostgreSQL, in node:http, as its documentation prescribes:
 * state and PKCE are kept in a table, the account is found or a user is created for it, and the session is read for each
 * request.
 *
 * What it does less than TMAS: it verifies no signature of a token that comes from the token endpoint and sends no nonce, asks
 * no policy, keeps the tokens, and keeps no record of attempts or sign-ins.
 */
import { createServer } from 'node:http'
import { toNodeHandler } from 'better-auth/node'
import { reportUsage } from '../usage.ts'
import { auth } from './better-auth-config.ts'
import { env, origin, signInPage } from './settings.ts'

const handler = toNodeHandler(auth)

createServer((request, response) => {
  if (request.url === '/sign-in') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(signInPage)
    return
  }
  handler(request, response).catch((error) => {
    process.stderr.write(`${error.stack}\n`)
    response.writeHead(500).end()
  })
}).listen(Number(env.PORT), '127.0.0.1', () => reportUsage(origin))
