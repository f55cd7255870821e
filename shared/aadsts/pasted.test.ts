import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WhoMustAct } from '../refusals.ts'
import { meaningOfAadsts } from './codes.ts'
import { aadstsMeanings } from './meanings.ts'
import { readPasted } from './pasted.ts'

const request = '5a000000-0000-4000-8000-000000000001'
const correlation = '7b000000-0000-4000-8000-000000000002'
const app = '0b6b9f0e-1111-4222-8333-444455556666'

/** The page that cannot be left (50105), with the words between which Microsoft puts its numbers. */
const trouble = (words: { request: string; correlation: string; time: string; app: string }) => `Sign in
Sorry, but we're having trouble signing you in.

AADSTS50105: Your administrator has configured the application TMAS ('${app}') to block users unless they are specifically granted ('assigned') access to the application.

${words.request}${request}
${words.correlation}${correlation}
${words.time}2026-08-13T21:24:29Z
${words.app}${app}
`

const inEnglish = {
  request: 'Request Id: ',
  correlation: 'Correlation Id: ',
  time: 'Timestamp: ',
  app: 'App id: ',
}

test.each<[string, string]>([
  ['in English', trouble(inEnglish)],
  [
    'in French',
    trouble({
      request: 'ID de la demande : ',
      correlation: 'ID de corrélation : ',
      time: 'Horodatage : ',
      app: 'ID d’application : ',
    }),
  ],
  [
    'in Spanish',
    trouble({
      request: 'Id. de solicitud: ',
      correlation: 'Id. de correlación: ',
      time: 'Marca de tiempo: ',
      app: 'Id. de la aplicación: ',
    }),
  ],
  [
    'in German',
    trouble({
      request: 'Anforderungs-ID: ',
      correlation: 'Korrelations-ID: ',
      time: 'Zeitstempel: ',
      app: 'Anwendungs-ID: ',
    }),
  ],
  ['with the values on lines of their own', trouble(inEnglish).replaceAll(': ', '\n')],
  ['with line ends of Windows', trouble(inEnglish).replaceAll('\n', '\r\n')],
])('all is found on Microsoft’s page %s', (_, text) => {
  expect(readPasted(text)).toEqual({
    codes: [50105],
    meaning: undefined,
    namesTmas: true,
    requestId: request,
    correlationId: correlation,
    applicationId: app,
    timestamp: '2026-08-13 21:24:29Z',
  })
})

test('in a language that nobody here reads, the order tells which ID is which', () => {
  const text = `エラー コード: 53003\n要求 ID: ${request}\n関連付け ID: ${correlation}\nタイムスタンプ: 2026-08-13T21:24:29Z`
  expect(readPasted(text)).toMatchObject({
    codes: [53003],
    requestId: request,
    correlationId: correlation,
    timestamp: '2026-08-13 21:24:29Z',
  })
})

test('the page of Conditional Access has a code by name, and a device whose ID is no request', () => {
  const text = `You cannot access this right now
Your sign-in was successful but does not meet the criteria to access this resource.
Error Code: 53003
Request Id: ${request}
Correlation Id: ${correlation}
Timestamp: 2026-08-13T21:24:29.1234567Z
App name: TMAS
App id: ${app}
IP address: 192.0.2.1
Device identifier: 99999999-0000-4000-8000-000000000009
Device platform: Windows 10
Device state: Unregistered`
  expect(readPasted(text)).toEqual({
    codes: [53003],
    meaning: undefined,
    namesTmas: true,
    requestId: request,
    correlationId: correlation,
    applicationId: app,
    timestamp: '2026-08-13 21:24:29Z',
  })
})

const description = `AADSTS65004: User declined to consent to access the app. Trace ID: ${request} Correlation ID: ${correlation} Timestamp: 2026-08-13 21:24:29Z`
const found = {
  codes: [65004],
  requestId: request,
  correlationId: correlation,
  timestamp: '2026-08-13 21:24:29Z',
}

test.each<[string, string]>([
  ['a description', description],
  [
    'an address',
    `https://tmas.example/sign-in/microsoft/callback?${new URLSearchParams({ error: 'access_denied', error_description: description })}`,
  ],
  [
    'an address that was encoded twice',
    `return_to=${encodeURIComponent(new URLSearchParams({ error: 'access_denied', error_description: description }).toString())}`,
  ],
  [
    'an answer’s JSON',
    JSON.stringify({
      error: 'access_denied',
      error_description: 'Declined.',
      error_codes: [65004],
      timestamp: '2026-08-13 21:24:29Z',
      trace_id: request,
      correlation_id: correlation,
    }),
  ],
  ['IDs in capitals', description.replace(request, request.toUpperCase())],
])('all is found in %s', (_, text) => {
  expect(readPasted(text)).toMatchObject(found)
})

test.each<[string, number[]]>([
  ['50105', [50105]],
  ['  AADSTS50105  ', [50105]],
  ['aadsts 50105', [50105]],
  ['AADSTS: 50105', [50105]],
  ['https://login.microsoftonline.com/error?code=50011', [50011]],
  ['Code d’erreur : 53003', [53003]],
  ['Código de error: 53003', [53003]],
  ['Error Code\n53003', [53003]],
  ['Error Code: 123456', [123456]],
  ['AADSTS99999: Something new.', [99999]],
  // A generic number gives way to the one that it wraps.
  ['AADSTS70002: Credential. AADSTS70008: Expired.', [70008]],
  ['AADSTS70002: Credential.', [70002]],
  ['AADSTS50105 AADSTS50105 AADSTS53003 AADSTS65004 AADSTS90094', [50105, 53003, 65004]],
  ['We were founded in 1998', []],
  ['Store 4711', []],
  ['AADSTS5010S', [50105]],
  ['AADSTSi05', []],
  ['AADSTSi6oo0', [16000]],
  ['AADSTS7OOO2i5', [7000215]],
  ['AADSTS9OOO2L', [900021]],
  ['AADSTS5q1q5', [50105]],
  ['AADSTS50105s', [50105]],
  ['It said 53003 53003', [53003]],
  ['It said 53003 2 times', [53003]],
  ['It said 53003, then 50105', [53003, 50105]],
  ['Call me: 0049 50105 12345', []],
  ['AADSTS123', []],
  ['AADSTS12345678901', []],
  ['', []],
])('in %j the numbers are %j', (text, codes) => {
  expect(readPasted(text).codes).toEqual(codes)
})

test.each<[string, string | undefined]>([
  ['https://tmas.example/cb?error=access_denied&error_subcode=cancel&state=x', 'cancelled'],
  ['Need admin approval\nTMAS needs permission to access resources', 'admin_consent_required'],
  ['Approbation de l’administrateur requise', 'admin_consent_required'],
  ['Necesita la aprobación de un administrador', 'admin_consent_required'],
  ['Hello', undefined],
])('without a number, %j means %s', (text, meaning) => {
  expect(readPasted(text).meaning).toBe(meaning)
})

test.each(['2026-13-45 99:99:99Z', '2026-08-13 21:24', '1999-01-01 00:00:00Z', '2026-02-31T99:00:00Z'])(
  '%j is no time',
  (text) => expect(readPasted(text).timestamp).toBeUndefined(),
)

const pieces = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'AADSTS',
    'AADSTS50105',
    '%',
    '%41',
    '%25',
    '%E0%A4%A',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\u0000',
    '\ud800',
    '\r\n',
    ' ',
    'Request Id: ',
    'Correlation ID:',
    correlation,
    correlation.slice(0, -1),
    '2026-08-13T21:24:29Z',
    'error_codes":[',
    '50105,',
    ']',
    'Error code: ',
    '1234',
  ),
)

test('whatever is pasted, only numbers, GUIDs and a time come out', () => {
  const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
      (text) => {
        const { codes, meaning, correlationId, requestId, applicationId, timestamp } = readPasted(text)
        expect(codes.length).toBeLessThanOrEqual(3)
        for (const code of codes) expect(String(code)).toMatch(/^\d{1,10}$/)
        for (const id of [correlationId, requestId, applicationId])
          if (id !== undefined) expect(id).toMatch(guid)
        if (timestamp !== undefined) expect(timestamp).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ$/)
        if (meaning !== undefined) expect(Object.keys(aadstsMeanings)).toContain(meaning)
      },
    ),
    { numRuns: 500 },
  )
})

/**
 * Texts that make careless patterns go back and forth. How long each takes is not asserted: an exponential one never
 * ends.
 */
test.each<[string, string]>([
  ['AADSTS', 'AADSTS'],
  ['digits', '1'],
  ['blanks', ' '],
  ['line ends', '\n'],
  ['colons', ':'],
  ['percent signs', '%'],
  ['encoded percent signs', '%25'],
  ['halves of letters', '%E0%A4'],
  ['letters', 'a'],
  ['almost GUIDs', '5a000000-0000-4000-8000-00000000000'],
  ['GUIDs', `${request} `],
  ['labels', 'Correlation ID: '],
  ['lists', 'error_codes":[1,'],
  ['almost times', '2026-08-13 '],
  ['almost approvals', 'approbation '],
  ['labels with digits', 'code : 1'],
])('64 kB of %s are read to the end', (_, piece) => {
  expect(readPasted(piece.repeat((64 * 1024) / piece.length)).codes.length).toBeLessThanOrEqual(3)
})

type PastedError = {
  id: string
  text: string
  expect: {
    numbers: number[]
    correlationId: string | null
    timestamp: string | null
    who: 'person' | 'manager' | 'it' | 'tmas' | null
  }
}
const pastedErrors: PastedError[] = JSON.parse(
  readFileSync(new URL('./testing/pasted-errors.json', import.meta.url), 'utf8'),
)

test.each(pastedErrors)(
  '$id: number, IDs, time and who has to act are read from a text as people paste it',
  ({ text, expect: wanted }) => {
    const found = readPasted(text)
    const [first] = found.codes
    const meaning = first === undefined ? found.meaning : meaningOfAadsts(first)
    if (meaning === undefined) throw new Error('nothing was recognised')
    const who: WhoMustAct | null = wanted.who === 'tmas' ? 'operator' : wanted.who
    expect({
      numbers: found.codes,
      correlationId: found.correlationId ?? null,
      timestamp: found.timestamp ?? null,
      who: aadstsMeanings[meaning].who,
    }).toEqual({
      numbers: wanted.numbers,
      correlationId: wanted.correlationId,
      timestamp: wanted.timestamp,
      who,
    })
  },
)
