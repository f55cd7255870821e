import { betterAuth } from 'better-auth'
import pg from 'pg'
import { env, origin, secret } from './settings.ts'

/** Its connections are kept while the others have their turn, so that no turn begins with new ones. */
export const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10, idleTimeoutMillis: 0 })

/** As better-auth's documentation prescribes for PostgreSQL and Microsoft. */
export const auth = betterAuth({
  baseURL: origin,
  secret,
  database: pool,
  socialProviders: {
    microsoft: {
      clientId: env.CLIENT_ID,
      clientSecret: env.CLIENT_SECRET,
      tenantId: env.TENANT,
      authority: env.AUTHORITY,
      // There is no Microsoft Graph here.
      disableProfilePhoto: true,
    },
  },
  // All of the bench comes from one address, and more often than a person would.
  rateLimit: { enabled: false },
})
