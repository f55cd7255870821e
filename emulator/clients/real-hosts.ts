import type { Emulator } from '../emulator.ts'

/** Where Microsoft signs people in: some clients know no other address, or treat it as no other. */
export const microsoft = 'https://login.microsoftonline.com'

/**
 * What stands in for `fetch` while a client believes that it talks to Microsoft: requests to the login host go to the
 * emulator, and those to Graph find nothing. Nothing else can be reached, so that no test leaves this machine.
 */
export function fetchFrom(emulator: Emulator, really: typeof fetch = globalThis.fetch): Fetch {
  return async (input, init) => {
    const asked = input instanceof Request ? input.url : String(input)
    const { origin, hostname } = new URL(asked)
    if (hostname === 'graph.microsoft.com') return new Response(null, { status: 404 })
    if (origin !== microsoft && hostname !== '127.0.0.1') throw new Error(`No one should ask ${asked}`)
    const url = asked.replace(microsoft, emulator.url)
    return really(input instanceof Request ? new Request(url, input) : url, init)
  }
}

/** Clients differ in what they call the second argument. */
type Fetch = (input: string | URL | Request, init?: object) => Promise<Response>

/** The address of the emulator for one of Microsoft's. */
export function atEmulator(emulator: Emulator, address: string): string {
  return address.replace(microsoft, emulator.url)
}
