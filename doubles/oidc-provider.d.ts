/** As much of the certified provider as the tests use; it brings no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> }

  export default class Provider {
    constructor(issuer: string, configuration: object)
    Grant: new (properties: {
      accountId: string
      clientId: string
    }) => Grant
    callback(): RequestListener
    interactionDetails(...exchange: Parameters<RequestListener>): Promise<{ prompt: { name: string } }>
    interactionFinished(...exchange: [...Parameters<RequestListener>, result: object]): Promise<void>
  }
}
