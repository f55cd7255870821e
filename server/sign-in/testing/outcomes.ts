import { readFileSync } from 'node:fs'
import { restatesRefusal } from '#server/attempts/microsofts-answer.ts'
import { wordsOfFault } from '#server/attempts/refusal-words.ts'
import { meaningOfAnswer } from '#shared/aadsts/answers.ts'
import { loadAadstsTexts } from '#shared/aadsts/explain.ts'
import { type AadstsMeaning, aadstsMeanings } from '#shared/aadsts/meanings.ts'
import type { CheckName } from '#shared/checks.ts'
import type { Language } from '#shared/languages.ts'
import { messages } from '#shared/messages/messages.ts'
import { type Refusal, refusals, type WhoMustAct } from '#shared/refusals.ts'
import type { Control } from '../../../emulator/control.ts'
import { northTenantId, southTenantId } from '../../../emulator/sample.ts'

/**
 * Every answer to a sign-in, at the callback and at the token endpoint, with what it has to end in. Its test has the
 * emulator give each one over HTTP, and `docs/sign-in.md` is printed from it.
 */

/** What an answer ends in: an explanation of Microsoft's error, the check that it fails, or a refusal alone. */
export type Ending = { meaning: AadstsMeaning } | { failed: CheckName } | { refusal: Refusal }

/** An error, as the emulator is ordered to give it. */
export type Said = { aadsts?: number; error: string; subcode?: string }

export type Answer =
  | { at: 'callback' | 'token'; said: Said; ending: Ending }
  /** What is no error of Microsoft's. */
  | { words: string; act: Act; ending: Ending }

/** What else happens, between a start and the page of the refusal. */
export type Act = {
  /** Posted to the emulator's control address, once the person is back from its pages. */
  order?: object
  hook?: (control: Control) => void
  /** The callback as it is visited instead. */
  change?: (callback: URL) => void
  /** How it is visited. */
  visit?: 'in another browser' | 'twice' | 'after 16 minutes'
  /** Somebody has signed in just before, so that TMAS uses its connection with Microsoft again; the number on record. */
  onKeptConnection?: { recorded: number }
  /** TMAS asks Microsoft for its documents again, and waits that long at most (milliseconds). */
  afresh?: { timeoutMs?: number }
}

/** Every AADSTS number that `answered-numbers.json` says to come to the application, with the error beside it. */
const numbers: { code: number; callback?: string; token?: string }[] = JSON.parse(
  readFileSync(new URL('./answered-numbers.json', import.meta.url), 'utf8'),
)

const numbered: Answer[] = numbers.flatMap(({ code, ...places }) =>
  (['callback', 'token'] as const).flatMap((at) => {
    const error = places[at]
    if (error === undefined) return []
    const meaning = meaningOfAnswer({ aadsts: [code] })
    if (meaning === undefined || meaning === 'unknown') throw new Error(`nobody knows AADSTS${code}`)
    const { refusal } = aadstsMeanings[meaning]
    // Not the person's to know (R18).
    const isHidden = refusal !== null && refusals[refusal].told !== refusal
    return [{ at, said: { aadsts: code, error }, ending: isHidden ? { refusal } : { meaning } }]
  }),
)

const bare: [error: string, Ending][] = [
  ['access_denied', { refusal: 'consent_declined' }],
  ['consent_required', { meaning: 'consent_missing' }],
  ['interaction_required', { meaning: 'no_reason_given' }],
  ['invalid_client', { meaning: 'credential_refused' }],
  ['invalid_grant', { meaning: 'no_reason_given' }],
  ['invalid_request', { meaning: 'request_malformed' }],
  ['invalid_resource', { refusal: 'operator_configuration' }],
  ['invalid_scope', { meaning: 'permissions_misconfigured' }],
  ['invalid_target', { meaning: 'permissions_misconfigured' }],
  ['login_required', { meaning: 'no_session' }],
  ['server_error', { meaning: 'no_reason_given' }],
  ['temporarily_unavailable', { meaning: 'microsoft_busy' }],
  ['unauthorized_client', { meaning: 'no_reason_given' }],
  ['unsupported_grant_type', { meaning: 'grant_unsupported' }],
  ['unsupported_response_mode', { meaning: 'request_malformed' }],
  ['unsupported_response_type', { meaning: 'request_malformed' }],
]

/** Which of them the token endpoint gives, and the callback does not. */
const tokenAlone = ['invalid_grant', 'unsupported_grant_type']
const callbackAlone = [
  'access_denied',
  'login_required',
  'unsupported_response_mode',
  'unsupported_response_type',
]

const withoutNumber: Answer[] = bare.flatMap(([error, ending]) => [
  ...(tokenAlone.includes(error) ? [] : [{ at: 'callback' as const, said: { error }, ending }]),
  ...(callbackAlone.includes(error) ? [] : [{ at: 'token' as const, said: { error }, ending }]),
])

const subcodes: Answer[] = (
  [
    ['basic_action', 'external_challenge'],
    ['additional_action', 'action_elsewhere'],
    ['message_only', 'message_shown'],
    ['consent_required', 'consent_missing'],
    ['user_password_expired', 'password_expired'],
    ['bad_token', 'sign_in_again'],
    ['token_expired', 'sign_in_again'],
    ['protection_policy_required', 'app_protection'],
    ['client_mismatch', 'credential_refused'],
    ['device_authentication_failed', 'device_authentication'],
  ] as const
).map(([subcode, meaning]) => ({
  at: 'token',
  said: { error: 'invalid_grant', subcode },
  ending: { meaning },
}))

const claims = (payload: object): Act => ({ order: { nextToken: { payload } } })
const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow
const raw =
  (body: string): NonNullable<Act['hook']> =>
  ({ tamper }) => {
    tamper.tokenResponse = () => body
  }

const others: Answer[] = [
  {
    at: 'callback',
    said: { error: 'access_denied', subcode: 'cancel' },
    ending: { meaning: 'cancelled' },
  },
  {
    at: 'callback',
    said: { error: 'access_denied', aadsts: 424242 },
    ending: { refusal: 'refused_by_microsoft' },
  },
  {
    at: 'token',
    said: { error: 'invalid_grant', aadsts: 424242 },
    ending: { refusal: 'refused_by_microsoft' },
  },
  {
    words: 'callback: a parameter twice',
    act: { change: ({ searchParams }) => searchParams.append('code', 'another') },
    ending: { failed: 'callback' },
  },
  {
    words: 'callback: neither a code nor an error',
    act: { change: ({ searchParams }) => searchParams.delete('code') },
    ending: { failed: 'callback' },
  },
  {
    words: 'callback: a token in the address',
    act: { change: ({ searchParams }) => searchParams.set('id_token', 'a.b.c') },
    ending: { failed: 'callback' },
  },
  {
    words: 'callback: a `state` that no one gave out',
    act: { change: ({ searchParams }) => searchParams.set('state', 'S'.repeat(43)) },
    ending: { failed: 'browser' },
  },
  {
    words: 'callback: another browser than the one that asked',
    act: { visit: 'in another browser' },
    ending: { failed: 'browser' },
  },
  {
    words: 'callback: 16 minutes after the start',
    act: { visit: 'after 16 minutes' },
    ending: { meaning: 'too_slow' },
  },
  { words: 'callback: an answer a second time', act: { visit: 'twice' }, ending: { meaning: 'used_twice' } },
  {
    words: 'token: HTTP 429 in plain text',
    act: { order: { faults: { token: { throttle: 5 } } } },
    ending: { meaning: 'throttled' },
  },
  {
    words: 'token: HTTP 503 in HTML',
    act: { order: { faults: { token: { outage: true } } } },
    ending: { meaning: 'microsoft_busy' },
  },
  ...(['before', 'halfway', 'after'] as const).map((drop) => ({
    words: `token: connection cut ${{ before: 'at once', halfway: 'within the answer', after: 'instead of the answer' }[drop]}`,
    act: { order: { faults: { token: { drop } } } },
    ending: { refusal: 'microsoft_unreachable' as const },
  })),
  {
    // TMAS sends the request again, and learns that the code is used: by itself.
    words: 'token: a kept connection cut instead of the answer, then 54005',
    act: {
      order: { faults: { token: { drop: 'after', once: true } } },
      onKeptConnection: { recorded: 54005 },
    },
    ending: { refusal: 'microsoft_unreachable' },
  },
  {
    words: 'token: no answer in time',
    act: { order: { faults: { token: { delay: 1500 } } }, afresh: { timeoutMs: 1000 } },
    ending: { refusal: 'microsoft_unreachable' },
  },
  {
    words: 'token: something that is not JSON',
    act: { hook: raw('<html>A proxy</html>') },
    ending: { failed: 'redemption' },
  },
  { words: 'token: JSON without an ID token', act: { hook: raw('{}') }, ending: { failed: 'redemption' } },
  {
    words: 'discovery: HTTP 503 in HTML',
    act: { order: { faults: { discovery: { outage: true } } }, afresh: {} },
    ending: { meaning: 'microsoft_busy' },
  },
  {
    words: 'discovery: a document that cannot be used',
    act: {
      hook: ({ tamper }) => {
        tamper.discovery = () => '{}'
      },
      afresh: {},
    },
    ending: { failed: 'metadata' },
  },
  {
    words: 'keys: broken off',
    act: { order: { keyDocument: 'broken' }, afresh: {} },
    ending: { failed: 'key_set' },
  },
  {
    words: 'keys: none',
    act: { order: { keyDocument: 'empty' }, afresh: {} },
    ending: { failed: 'key_set' },
  },
  { words: 'ID token: another `aud`', act: claims({ aud: southTenantId }), ending: { failed: 'audience' } },
  {
    words: 'ID token: an hour ahead',
    act: claims({ iat: seconds(3600), nbf: seconds(3600), exp: seconds(7200) }),
    ending: { failed: 'times' },
  },
  { words: 'ID token: another `nonce`', act: claims({ nonce: 'another' }), ending: { failed: 'nonce' } },
  { words: 'ID token: another `ver`', act: claims({ ver: '1.0' }), ending: { failed: 'version' } },
  {
    words: 'ID token: a signature that does not fit',
    act: {
      hook: ({ tamper }) => {
        tamper.idToken = async ({ header, payload, keys, sign }) =>
          sign({ ...header, kid: keys.current.kid }, payload, keys.standby)
      },
    },
    ending: { failed: 'signature' },
  },
  { words: 'ID token: no `oid`', act: claims({ oid: null }), ending: { failed: 'object_id' } },
  {
    words: 'ID token: a personal account',
    act: {
      hook: ({ tamper }) => {
        tamper.idToken = ({ header, payload, keys, sign }) => {
          const tid = '9188040d-6c67-4c5b-b112-36a304b66dad'
          const iss = String(payload.iss).replace(northTenantId, tid)
          return sign({ ...header, kid: keys.personal.kid }, { ...payload, tid, iss }, keys.personal)
        }
      },
    },
    ending: { refusal: 'personal_account' },
  },
  {
    words: 'ID token: of another tenant than the one that was asked',
    act: {
      hook: ({ tamper }) => {
        tamper.idToken = ({ header, payload, sign }) => {
          const iss = String(payload.iss).replace(northTenantId, southTenantId)
          return sign(header, { ...payload, tid: southTenantId, iss })
        }
      },
    },
    ending: { refusal: 'tenant_mismatch' },
  },
]

export const answers: readonly Answer[] = [...others, ...withoutNumber, ...subcodes, ...numbered]

/** What the person reads of it, who they read has to act, and the code on record. */
export type Told = { code: Refusal; sentence: string; who: WhoMustAct }

/** What an answer has to end in, in a language. */
export async function toldOf(ending: Ending, language: Language): Promise<Told> {
  if ('meaning' in ending) {
    const { who, refusal } = aadstsMeanings[ending.meaning]
    if (who === null || refusal === null) throw new Error(`${ending.meaning} is no outcome`)
    const { person } = (await loadAadstsTexts(language))[ending.meaning]
    const { told } = refusals[refusal]
    const general = messages[language].refusalWords[told].person
    return { code: refusal, sentence: restatesRefusal(ending.meaning) ? general.sentence : person, who }
  }
  if ('failed' in ending) {
    const { person, actor } = wordsOfFault([{ name: ending.failed, passed: false }], language)
    return { code: 'invalid_response', sentence: person.sentence, who: actor }
  }
  const { told, actor } = refusals[ending.refusal]
  const { sentence } = messages[language].refusalWords[told].person
  return { code: ending.refusal, sentence, who: told === ending.refusal ? actor : refusals[told].actor }
}

const actors: Record<WhoMustAct, string> = {
  person: 'person',
  manager: 'manager',
  it: 'IT',
  operator: 'operator',
}

/** The table of `docs/sign-in.md`: a row for each sentence. */
export async function outcomesTable(): Promise<string> {
  const rows = new Map<string, { told: Told; answers: Answer[] }>()
  for (const answer of answers) {
    const told = await toldOf(answer.ending, 'en')
    const row = rows.get(told.sentence) ?? { told, answers: [] }
    row.answers.push(answer)
    rows.set(told.sentence, row)
  }
  const lines = [...rows.values()]
    .toSorted((a, b) => orderOf(a.told.code) - orderOf(b.told.code))
    .map(
      ({ told, answers }) =>
        `| ${listed(answers)} | \`${told.code}\` | ${told.sentence} | ${actors[told.who]} |`,
    )
  return ['| answer | code | what the person reads | who has to act |', '|---|---|---|---|', ...lines].join(
    '\n',
  )
}

const codes = Object.keys(refusals)
const orderOf = (code: Refusal) => codes.indexOf(code)

function listed(some: readonly Answer[]): string {
  const said = (at: 'callback' | 'token') => {
    const names = some.flatMap((answer) => ('at' in answer && answer.at === at ? [nameOf(answer.said)] : []))
    return names.length === 0 ? [] : [`${at}: ${names.join(', ')}`]
  }
  const acted = some.flatMap((answer) => ('words' in answer ? [answer.words] : []))
  return [...acted, ...said('callback'), ...said('token')].join('; ')
}

function nameOf({ aadsts, error, subcode }: Said): string {
  if (aadsts === 424242) return 'a number that is not known'
  if (aadsts !== undefined) return String(aadsts)
  return subcode === undefined ? `\`${error}\` alone` : `\`${error}\` with \`${subcode}\``
}
