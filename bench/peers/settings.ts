/** What each peer is told, as the bench's other programs are. */
export const env = process.env as Record<
  'DATABASE_URL' | 'AUTHORITY' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'PORT' | 'TENANT',
  string
>

export const origin = `http://127.0.0.1:${env.PORT}`

/** What the peers sign their cookies with. */
export const secret = 'a secret of the bench, long enough, and of no one else'

/** The page before the sign-in, with nothing on it but the link. */
export const signInPage =
  '<!doctype html><html lang="en"><title>Sign in</title><a href="/sign-in/microsoft">Sign in with Microsoft</a></html>'
