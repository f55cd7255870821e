/**
 * MSAL for Node in Express, as Microsoft's tutorial for web applications prescribes: PKCE, an answer by form post, a client
 * for each request, and its cache of tokens in the session.
 *
 * What it does less than TMAS: it verifies no signature of a token and sends no nonce, has no users, so it links no one and
 * asks no policy, keeps the tokens, and keeps no record of attempts or sign-ins.
 */
import {
  type AccountInfo,
  type AuthorizationCodeRequest,
  ConfidentialClientApplication,
  type Configuration,
  CryptoProvider,
  type INetworkModule,
  type NetworkRequestOptions,
  ResponseMode,
} from '@azure/msal-node'
import express from 'express'
import { app, listen } from './express-app.ts'
import { env, origin } from './settings.ts'

declare module 'express-session' {
  interface SessionData {
    pkceCodes: { verifier: string; challenge: string }
    authCodeRequest: Omit<AuthorizationCodeRequest, 'code'>
    tokenCache: string
    idToken: string
    account: AccountInfo | null
    isAuthenticated: boolean
  }
}

/** MSAL asks for https. The emulator has this name for it, and is reached by its own address. */
const publicName = 'https://login.tmas.example'

const cryptoProvider = new CryptoProvider()
const scopes = ['openid', 'profile', 'email']
const redirectUri = `${origin}/sign-in/microsoft/callback`
const authority = `${publicName}/${env.TENANT}`

const configuration: Configuration = {
  auth: {
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET,
    authority,
    knownAuthorities: [new URL(publicName).host],
    // Asked once, so that no client has to ask again.
    authorityMetadata: await textAt(`${authority}/v2.0/.well-known/openid-configuration`),
  },
  system: {
    networkClient: {
      sendGetRequestAsync: (url, options) => send('GET', url, options),
      sendPostRequestAsync: (url, options) => send('POST', url, options),
    } satisfies INetworkModule,
  },
}

app.get('/sign-in/microsoft', async (request, response) => {
  const client = new ConfidentialClientApplication(configuration)
  const state = cryptoProvider.base64Encode(
    JSON.stringify({ successRedirect: '/', csrfToken: cryptoProvider.createNewGuid() }),
  )
  const pkceCodes = await cryptoProvider.generatePkceCodes()
  request.session.pkceCodes = pkceCodes
  request.session.authCodeRequest = { state, scopes, redirectUri }
  const address = await client.getAuthCodeUrl({
    state,
    scopes,
    redirectUri,
    responseMode: ResponseMode.FORM_POST,
    codeChallenge: pkceCodes.challenge,
    codeChallengeMethod: 'S256',
  })
  response.redirect(address)
})

app.post(
  '/sign-in/microsoft/callback',
  express.urlencoded({ extended: false }),
  async (request, response) => {
    const { session, body } = request
    if (!session.authCodeRequest) throw new Error('nothing was begun here')
    const client = new ConfidentialClientApplication(configuration)
    if (session.tokenCache) client.getTokenCache().deserialize(session.tokenCache)
    const answer = await client.acquireTokenByCode(
      { ...session.authCodeRequest, code: body.code, codeVerifier: session.pkceCodes?.verifier },
      body,
    )
    session.tokenCache = client.getTokenCache().serialize()
    session.idToken = answer.idToken
    session.account = answer.account
    session.isAuthenticated = true
    response.redirect(JSON.parse(cryptoProvider.base64Decode(body.state)).successRedirect)
  },
)

app.get('/api/v1/session', (request, response) => {
  if (request.session.isAuthenticated) response.json(request.session.account)
  else response.sendStatus(401)
})
listen()

/** As MSAL's own network client does it, at the other address. */
async function send<T>(method: 'GET' | 'POST', url: string, { headers, body }: NetworkRequestOptions = {}) {
  const response = await fetch(addressOf(url), { method, headers, body })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: (await response.json()) as T,
  }
}

async function textAt(url: string): Promise<string> {
  return (await fetch(addressOf(url))).text()
}

function addressOf(url: string): string {
  return url.replace(publicName, env.AUTHORITY)
}
