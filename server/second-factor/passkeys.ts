import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Selectable } from 'kysely'
import type { Passkey } from '#server/platform/database.generated.ts'

/** TMAS's own origin, from TMAS_URL: the only one for which a passkey signs. */
export type Site = { url: string }

export type SignedByPasskey = AuthenticationResponseJSON
export type NewPasskey = RegistrationResponseJSON

type Known = Pick<Selectable<Passkey>, 'credentialId' | 'transports' | 'publicKey'>

/** EdDSA, ES256, RS256: what authenticators support, in the order of preference. */
const supportedAlgorithmIDs = [-8, -7, -257]

/** Loaded only when a passkey is used: it is large, and most starts of TMAS do not need it. */
const library = () => import('@simplewebauthn/server')

/** The host of TMAS_URL, without its port. @see https://www.w3.org/TR/webauthn-3/#rp-id */
const relyingParty = ({ url }: Site) => new URL(url).hostname

const described = ({ credentialId, transports }: Known) => ({
  id: credentialId.toString('base64url'),
  transports: transports as AuthenticatorTransport[],
})

/** What a browser needs to create a new passkey. It does not create a second one on a device that has one already. */
export async function askForNewPasskey(
  site: Site,
  user: { id: string; username: string },
  known: readonly Known[],
) {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: 'TMAS',
    rpID: relyingParty(site),
    userID: new TextEncoder().encode(user.id),
    userName: user.username,
    userDisplayName: user.username,
    timeout: 5 * 60 * 1000,
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: known.map(described),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
}

/**
 * @returns undefined if it is not the answer to this challenge, from this site, by a person whom the device has
 *   verified.
 */
export async function verifyNewPasskey(site: Site, challenge: string, response: NewPasskey) {
  const { verifyRegistrationResponse } = await library()
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.url,
      expectedRPID: relyingParty(site),
      requireUserVerification: true,
      supportedAlgorithmIDs,
    })
    if (!registrationInfo) return undefined
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    return {
      credentialId: Buffer.from(id, 'base64url'),
      publicKey: Buffer.from(publicKey),
      counter,
      transports: transports.filter((transport) => /^[a-z-]{1,20}$/.test(transport)).slice(0, 10),
    }
  } catch {
    // The library throws for everything that is not valid, our faults and forgeries alike.
    return undefined
  }
}

/** What a browser needs to sign a challenge with one of these passkeys. */
export async function askForPasskey(site: Site, known: readonly Known[]) {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: relyingParty(site),
    timeout: 5 * 60 * 1000,
    allowCredentials: known.map(described),
    userVerification: 'required',
  })
}

/**
 * Whether this passkey signed this challenge, here, for a person whom the device has verified.
 *
 * @returns the new value of its counter, or undefined.
 */
export async function verifySigned(
  site: Site,
  challenge: string,
  { credentialId, publicKey }: Known,
  response: SignedByPasskey,
): Promise<{ counter: number } | undefined> {
  const { verifyAuthenticationResponse } = await library()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.url,
      expectedRPID: relyingParty(site),
      requireUserVerification: true,
      // The counter is compared where it is written (`countPasskeyUse`), so that of two at once, one is older.
      credential: {
        id: credentialId.toString('base64url'),
        publicKey: new Uint8Array(publicKey),
        counter: 0,
      },
    })
    return verified ? { counter: authenticationInfo.newCounter } : undefined
  } catch {
    return undefined
  }
}
