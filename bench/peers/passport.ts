/**
 * Passport with its OpenID Connect strategy, in Express, as their documentation prescribes: the account is found, or a
 * user is created for it, and what is known of the user is kept in the session.
 *
 * What it does less than TMAS: it verifies no signature of a token, sends no PKCE and no nonce, signs in everyone of the one
 * tenant it knows, asks no policy, does not see who was disabled since, and keeps no record of attempts or sign-ins.
 */
import passport from 'passport'
import OpenIdConnectStrategy from 'passport-openidconnect'
import { app, listen, pool } from './express-app.ts'
import { env, origin } from './settings.ts'

const authority = `${env.AUTHORITY}/${env.TENANT}`

passport.use(
  new OpenIdConnectStrategy(
    {
      issuer: `${authority}/v2.0`,
      authorizationURL: `${authority}/oauth2/v2.0/authorize`,
      tokenURL: `${authority}/oauth2/v2.0/token`,
      // Asked only by a `verify` that wants to have more than this one.
      userInfoURL: `${env.AUTHORITY}/oidc/userinfo`,
      clientID: env.CLIENT_ID,
      clientSecret: env.CLIENT_SECRET,
      callbackURL: `${origin}/sign-in/microsoft/callback`,
      scope: ['profile', 'email'],
    },
    (issuer: string, profile: passport.Profile, done: OpenIdConnectStrategy.VerifyCallback) => {
      userOf(issuer, profile).then((user) => done(null, user), done)
    },
  ),
)
passport.serializeUser((user, done) => done(null, user))
passport.deserializeUser((user: Express.User, done) => done(null, user))

app.use(passport.authenticate('session'))
app.get('/sign-in/microsoft', passport.authenticate('openidconnect'))
app.get(
  '/sign-in/microsoft/callback',
  passport.authenticate('openidconnect', { successRedirect: '/', failureRedirect: '/sign-in' }),
)
app.get('/api/v1/session', (request, response) => {
  if (request.user) response.json(request.user)
  else response.sendStatus(401)
})
listen()

async function userOf(issuer: string, profile: passport.Profile): Promise<Express.User> {
  const { rows: found } = await pool.query(
    'select user_id from federated_credentials where provider = $1 and subject = $2',
    [issuer, profile.id],
  )
  if (!found[0]) return newUserOf(issuer, profile)
  const { rows } = await pool.query('select id, name from users where id = $1', [found[0].user_id])
  return rows[0]
}

async function newUserOf(issuer: string, profile: passport.Profile): Promise<Express.User> {
  const { rows } = await pool.query('insert into users (name) values ($1) returning id, name', [
    profile.displayName,
  ])
  await pool.query('insert into federated_credentials (user_id, provider, subject) values ($1, $2, $3)', [
    rows[0].id,
    issuer,
    profile.id,
  ])
  return rows[0]
}
