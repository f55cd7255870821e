import { api } from '../api.ts'
import { parseResponse } from '../client.ts'

/**
 * Lets one of the person's passkeys sign what a proof asks for. The browser reads and writes these forms as JSON.
 *
 * @throws {RefusedRequest}; and what the browser throws if the person cancels, or the device has no such passkey.
 */
export async function signWithPasskey() {
  const options = await parseResponse(api.session.proof.passkey.$post())
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  )
  const signed = await navigator.credentials.get({ publicKey })
  if (!(signed instanceof PublicKeyCredential)) throw new Error('the browser returned no signature')
  // A signature, not a new passkey: the type cannot know.
  const { id, rawId, response } = signed.toJSON() as AuthenticationResponseJSON
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  const answer = { clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) }
  return { id, rawId, type: 'public-key' as const, response: answer }
}
