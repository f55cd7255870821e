import { api } from '../../api.ts'
import { parseResponse } from '../../client.ts'

/** A change of the second factor; each needs fresh proof (R33). */
export type FactorAction =
  | { kind: 'set-up-app' }
  | { kind: 'remove-app' }
  | { kind: 'add-passkey' }
  | { kind: 'remove-passkey'; id: string; name: string }
  | { kind: 'new-codes' }

/** What is shown next: an app's secret, or recovery codes; nothing when everything is done. */
export type NextStep =
  | { kind: 'app'; uri: string; secret: string }
  | { kind: 'codes'; codes: string[] }
  | undefined

/** The browser created no passkey: the person pressed Cancel, or the device has none to offer. */
export class NoPasskey extends Error {}

/** @throws {RefusedRequest}, {NoPasskey} */
export async function carryOut(action: FactorAction, name: string): Promise<NextStep> {
  const { account } = api
  switch (action.kind) {
    case 'set-up-app':
      return { kind: 'app', ...(await parseResponse(account['authenticator-app'].$post())) }
    case 'remove-app':
      await account['authenticator-app'].remove.$post()
      return undefined
    case 'add-passkey':
      return codesStep(await addPasskey(name))
    case 'remove-passkey':
      await account.passkeys[':id'].remove.$post({ param: { id: action.id } })
      return undefined
    case 'new-codes':
      return codesStep(await parseResponse(account['recovery-codes'].$post()))
  }
}

export async function confirmApp(code: string): Promise<NextStep> {
  return codesStep(await parseResponse(api.account['authenticator-app'].confirm.$post({ json: { code } })))
}

async function addPasskey(name: string) {
  const options = await parseResponse(api.account.passkeys.options.$post())
  const made = await makePasskey(options).catch((cause) => {
    throw new NoPasskey('no passkey was made', { cause })
  })
  const { id, rawId, response } = made
  const { clientDataJSON, attestationObject, transports } = response
  const answer = { clientDataJSON, attestationObject, ...(transports && { transports }) }
  const json = { name, response: { id, rawId, type: 'public-key' as const, response: answer } }
  return parseResponse(api.account.passkeys.$post({ json }))
}

/**
 * Created by the browser itself, which reads and writes these forms as JSON. The server's library wrote the options
 * for it.
 */
async function makePasskey(options: object): Promise<RegistrationResponseJSON> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  )
  const made = await navigator.credentials.create({ publicKey })
  if (!(made instanceof PublicKeyCredential)) throw new Error('the browser returned no passkey')
  // A new passkey, not a signature: the type cannot know.
  return made.toJSON() as RegistrationResponseJSON
}

function codesStep({ recoveryCodes }: { recoveryCodes: string[] | null }): NextStep {
  return recoveryCodes ? { kind: 'codes', codes: recoveryCodes } : undefined
}
