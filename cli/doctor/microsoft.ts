import type { Config } from '#server/config.ts'
import { consentAnswerPath } from '#server/connection/consent-kit-page.routes.ts'
import { expiryOf } from '#server/entra/credential-expiry.ts'
import { type Credential, createEntra } from '#server/entra/entra.ts'
import {
  type CredentialVerdict,
  clockOfMicrosoft,
  type RedirectUriVerdict,
  tryCredentials,
  tryRedirectUri,
} from '#server/entra/probe.ts'
import { expiryNotice } from '#server/trouble-watch.ts'
import { type Finding, failed, fine, reasonOf, skipped, warning } from './finding.ts'

/** Milliseconds. Entra's tokens and our assertions bear with 5 minutes (server/entra/verify.ts). */
const clocks = { tolerable: 30_000, wrong: 4 * 60_000 }

/** Entra as the server would meet it: metadata and keys, the clock, each redirect URI and credential by itself. */
export async function lookAtMicrosoft(config: Config): Promise<Finding[]> {
  const { entra, url } = config
  const found: Finding[] = []
  try {
    await createEntra(entra).ready()
    found.push(fine('Entra', `${entra.authority} answers, with metadata and keys that hold`))
  } catch (error) {
    const remedy =
      'Check ENTRA_AUTHORITY, and that this machine reaches it by https (a firewall? a proxy? then its certificate authority in NODE_EXTRA_CA_CERTS)'
    found.push(failed('Entra', `${entra.authority}: ${reasonOf(causeOf(error))}`, remedy))
  }
  found.push(lookAtClock(await clockOfMicrosoft(entra.authority, () => new Date())))
  for (const [name, uri] of [
    ['redirect URI', entra.redirectUri],
    ['consent redirect URI', `${url}${consentAnswerPath}`],
  ] as const)
    found.push(lookAtRedirectUri(name, uri, await tryRedirectUri(entra, uri)))
  const verdicts = await tryCredentials(entra)
  for (const [index, credential] of entra.credentials.entries()) {
    const name = entra.credentials.length > 1 ? `credential ${index + 1}` : 'credential'
    const verdict = verdicts[index]
    if (verdict) found.push(lookAtCredential(name, credential, verdict))
    found.push(lookAtExpiry(name, credential))
  }
  return found
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error
}

function lookAtClock(ahead: number | undefined): Finding {
  if (ahead === undefined) return skipped('clock of Entra', 'no answer to read it from')
  const seconds = Math.round(Math.abs(ahead) / 1000)
  const detail = `Microsoft's is ${seconds} s ${ahead < 0 ? 'behind' : 'ahead'}`
  const remedy =
    'Let a time service (NTP) set the clock of this machine: Microsoft and TMAS refuse what is outside its time'
  if (Math.abs(ahead) > clocks.wrong) return failed('clock of Entra', detail, remedy)
  return Math.abs(ahead) > clocks.tolerable
    ? warning('clock of Entra', detail, remedy)
    : fine('clock of Entra', detail)
}

function lookAtRedirectUri(name: string, uri: string, verdict: RedirectUriVerdict): Finding {
  if (verdict.registered) return fine(name, `${uri} is registered in Entra`)
  if (verdict.registered === undefined) return skipped(name, `could not be tried: ${verdict.reason}`)
  return failed(
    name,
    `${uri} is not registered in Entra: AADSTS${verdict.aadsts}`,
    'Register it, letter for letter, type Web, under Authentication of the app registration; check TMAS_URL',
  )
}

const nameOf = ({ kind }: Credential) => (kind === 'secret' ? 'the client secret' : 'the certificate')

function lookAtCredential(name: string, credential: Credential, verdict: CredentialVerdict): Finding {
  if (verdict.accepted) return fine(name, `Microsoft takes ${nameOf(credential)} (tried with a made-up code)`)
  if (verdict.accepted === undefined)
    return failed(
      name,
      `${nameOf(credential)} could not be tried: ${verdict.reason}`,
      'Mend the line of Entra first, then ask again',
    )
  const { error, aadsts = [] } = verdict.microsoft
  const said = [error, ...aadsts.map((code) => `AADSTS${code}`)].join(' ')
  const remedy = aadsts.map((code) => remedies[code]).find((text) => text !== undefined)
  return failed(
    name,
    `Microsoft refuses ${nameOf(credential)}: ${said}`,
    remedy ?? 'See docs/entra.md, “the operator’s own faults”, and https://login.microsoftonline.com/error',
  )
}

/** @see docs/entra.md, the operator's own faults */
const remedies: Partial<Record<number, string>> = {
  50012: 'The assertion does not hold: upload the certificate that is in the file to the app registration',
  700016: 'There is no such application: check ENTRA_CLIENT_ID and ENTRA_AUTHORITY',
  700038: 'There is no such application: check ENTRA_CLIENT_ID and ENTRA_AUTHORITY',
  700023: 'Entra wants another audience: check ENTRA_AUTHORITY',
  700024: 'The assertion is outside its time: set the clock of this machine',
  700027: 'Entra does not know the certificate: upload the one that is in the file to the app registration',
  7000112: 'The application is switched off in Entra: enable it',
  7000215: "The secret is wrong: mostly the secret's ID was pasted. Set ENTRA_CLIENT_SECRET to its value",
  7000222:
    'The secret has expired: make another one in the app registration, set ENTRA_CLIENT_SECRET, restart TMAS',
}

function lookAtExpiry(name: string, credential: Credential): Finding {
  const expiry = expiryOf(credential, new Date())
  const label = `${name} expiry`
  if (!expiry)
    return fine(
      label,
      'of a secret Entra alone knows it, until it has happened: keep its date in your calendar',
    )
  const day = expiry.expiresAt.toISOString().slice(0, 10)
  const remedy =
    'Make another certificate, upload it to the app registration, add its file to ENTRA_CLIENT_CERTIFICATE_FILE (two may be given), restart TMAS'
  if (expiry.daysLeft < 0) return failed(label, `the certificate expired on ${day}`, remedy)
  if (expiry.daysLeft < expiryNotice)
    return warning(label, `the certificate expires on ${day}, in ${expiry.daysLeft} days`, remedy)
  return fine(label, `the certificate expires on ${day}, in ${expiry.daysLeft} days`)
}
