import type { Config } from '#server/config.ts'
import { consentAnswerPath } from '#server/connection/consent-kit-page.routes.ts'
import { cloudOf } from '#server/entra/clouds.ts'
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

/** Milliseconds. Entra's tokens and our assertions allow for 5 minutes (server/entra/verify.ts). */
const clocks = { tolerable: 30_000, wrong: 4 * 60_000 }

/** Entra as the server would meet it: metadata and keys, the clock, and each redirect URI and credential alone. */
export async function lookAtMicrosoft(config: Config): Promise<Finding[]> {
  const { entra, url } = config
  const found: Finding[] = []
  try {
    await createEntra(entra).ready()
    found.push(
      cloudOf(entra.authority)
        ? fine('Entra', `${entra.authority} answers with valid metadata and keys`)
        : warning(
            'Entra',
            `${entra.authority} answers with valid metadata and keys, and is not one of Microsoft's hosts`,
            'For anything but a trial, set ENTRA_AUTHORITY to a host of Microsoft’s',
          ),
    )
  } catch (error) {
    const remedy =
      'Check ENTRA_AUTHORITY, and whether this machine reaches it by https. Behind a proxy that inspects TLS, set NODE_EXTRA_CA_CERTS to its certificate authority'
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
  if (ahead === undefined) return skipped('clock of Entra', 'could not be read, because there was no answer')
  const seconds = Math.round(Math.abs(ahead) / 1000)
  const detail = `Microsoft's is ${seconds} s ${ahead < 0 ? 'behind' : 'ahead'}`
  const remedy =
    'Use a time service (NTP) on this machine. With a wrong clock, Microsoft and TMAS refuse each other’s tokens'
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
    'Register it in the app registration, under Authentication, letter for letter and with the type Web. Also check TMAS_URL',
  )
}

const nameOf = ({ kind }: Credential) => (kind === 'secret' ? 'the client secret' : 'the certificate')

function lookAtCredential(name: string, credential: Credential, verdict: CredentialVerdict): Finding {
  if (verdict.refused === false)
    return fine(
      name,
      `${nameOf(credential)} is not refused (tried with a made-up code; a sign-in is the proof)`,
    )
  if (verdict.refused === undefined)
    return failed(
      name,
      `${nameOf(credential)} could not be tried: ${verdict.reason}`,
      'Fix the line of Entra first, then run this again',
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
  50012:
    'Entra cannot verify the signature. Upload the certificate that is in the file to the app registration',
  700016: 'There is no such application. Check ENTRA_CLIENT_ID and ENTRA_AUTHORITY',
  700038: 'There is no such application. Check ENTRA_CLIENT_ID and ENTRA_AUTHORITY',
  700023: 'Entra expects another audience. Check ENTRA_AUTHORITY',
  700024: 'The assertion is not yet or no longer valid. Set the clock of this machine',
  700027: 'Entra does not know the certificate. Upload the one that is in the file to the app registration',
  7000112: 'The application is disabled in Entra. Enable it',
  7000215: "The secret is wrong. Usually the secret's ID was pasted. Set ENTRA_CLIENT_SECRET to its value",
  7000222:
    'The secret has expired. Create another one in the app registration, set ENTRA_CLIENT_SECRET, and restart TMAS',
}

function lookAtExpiry(name: string, credential: Credential): Finding {
  const expiry = expiryOf(credential, new Date())
  const label = `${name} expiry`
  if (!expiry)
    return fine(label, 'only Entra knows when a secret expires. Set ENTRA_CLIENT_SECRET_EXPIRES to that date')
  const what = credential.kind
  const day = expiry.expiresAt.toISOString().slice(0, 10)
  const remedy =
    credential.kind === 'secret'
      ? 'Create another secret in the app registration, add it and its date to ENTRA_CLIENT_SECRET and ENTRA_CLIENT_SECRET_EXPIRES (which take two), and restart TMAS'
      : 'Create another certificate, upload it to the app registration, add its file to ENTRA_CLIENT_CERTIFICATE_FILE (which takes two), and restart TMAS'
  if (expiry.daysLeft < 0) return failed(label, `the ${what} expired on ${day}`, remedy)
  if (expiry.daysLeft < expiryNotice)
    return warning(label, `the ${what} expires on ${day}, in ${expiry.daysLeft} days`, remedy)
  return fine(label, `the ${what} expires on ${day}, in ${expiry.daysLeft} days`)
}
