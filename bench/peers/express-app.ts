/**
 * An Express application with sessions in PostgreSQL, as the documentation of express-session and connect-pg-simple
 * prescribes: the session is read for each request, and its end is moved after it.
 */
import connectPgSimple from 'connect-pg-simple'
import express from 'express'
import session from 'express-session'
import pg from 'pg'
import { reportUsage } from '../usage.ts'
import { env, origin, secret, signInPage } from './settings.ts'

const PgStore = connectPgSimple(session)

/** Its connections are kept while the others have their turn, so that no turn begins with new ones. */
export const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10, idleTimeoutMillis: 0 })

export const app = express()
  .use(
    session({
      store: new PgStore({ pool }),
      secret,
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge: 12 * 60 * 60 * 1000 },
    }),
  )
  .get('/sign-in', (_request, response) => {
    response.send(signInPage)
  })

/** Starts to serve, once the routes are there. */
export function listen(): void {
  app.listen(Number(env.PORT), '127.0.0.1', () => reportUsage(origin))
}
