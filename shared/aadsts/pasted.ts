import { meaningfulCodes, meaningOfAadsts } from './codes.ts'
import type { AadstsMeaning } from './meanings.ts'
import { meaningOfPage } from './pages.ts'

/**
 * What could be found in a text from Microsoft's page; each is of its own shape, and nothing else of the text is kept.
 */
export type Pasted = {
  /** The numbers, at most 3, the telling ones first. */
  codes: number[]
  /** What the text means where it has no number: a page that is known by its sentences, or a text that is no error. */
  meaning: AadstsMeaning | undefined
  correlationId: string | undefined
  /** Microsoft calls it request ID on its page and trace ID in its answers. */
  requestId: string | undefined
  /** The application that the page was about. */
  applicationId: string | undefined
  /** Whether TMAS is named in it. */
  namesTmas: boolean
  /** In UTC, as Microsoft writes it: `2026-08-13 21:24:29Z`. */
  timestamp: string | undefined
}

/** More than any page of Microsoft's holds. In bytes. */
export const longestPasted = 8 * 1024

/**
 * Finds what matters in a text that someone copied or typed: Microsoft's page in whatever language, what its "Copy info
 * to clipboard" copies, an address with an error in it, the JSON of an answer, a sentence about it, or the bare number.
 *
 * Takes time in proportion to the text, whatever is in it: no pattern here can go back over more than a sentence.
 */
export function readPasted(pasted: string): Pasted {
  const text = decoded(plain(pasted.slice(0, longestPasted)))
  const named = new Set(namedCodes(text))
  const found = named.size > 0 ? named : new Set(typedCodes(text))
  const meaning = found.size > 0 ? undefined : (meaningOfText(text) ?? meaningOfPage(text))
  const codes = found.size > 0 || meaning ? [...found] : [...new Set(mentionedCodes(text))]
  return {
    codes: meaningfulCodes(codes).slice(0, 3),
    meaning,
    ...idsIn(text),
    namesTmas: /\btmas\b/i.test(text),
    timestamp: timeIn(text),
  }
}

/** Digits of every script as ASCII, one kind of hyphen, and nothing invisible. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
}

/** Addresses carry their words encoded, sometimes twice. What is not well encoded stays as it is. */
function decoded(text: string): string {
  const once = (encoded: string) =>
    encoded.replace(/(?:%[\da-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run
      }
    })
  return once(once(text))
}

// --- Numbers ---------------------------------------------------------------------------------------------------

/** A digit, or a letter that people take for one when they type what they see. */
const digit = '[\\dOoQlI|]'

/** After the name, letters that look like a digit in a photograph, or in a hurry, are read as well. */
const named = '[\\dOoQlI|SBZ]'

/** Called by name: AADSTS, or a member or address of Microsoft's own. */
function* namedCodes(text: string): Generator<number> {
  const prefix = '(?<![a-z])A{1,2}\\s?D\\s?STS?[\\s:;.,#_*-]{0,4}'
  for (const [, token = '', spaced = ''] of text.matchAll(
    new RegExp(
      `${prefix}(?:(${digit}${named}{3,9})(?!\\d)|(${digit}{1,4}(?:[ .,\\r\\n]{1,2}${digit}{1,4}){1,3})(?!\\d))`,
      'gi',
    ),
  )) {
    const code = token ? readDigits(token) : knownOf(spaced.replace(/[ .,\r\n]/g, ''))
    if (code !== undefined) yield code
  }
  for (const [, list = ''] of text.matchAll(/error_codes["']?\s{0,3}[:=]\s{0,3}\[([\d,\s]{1,80})\]/gi))
    for (const [digits] of list.matchAll(/\d{4,10}/g)) yield Number(digits)
  for (const [, digits] of text.matchAll(/\/error\?code=(\d{4,10})(?!\d)/gi)) yield Number(digits)
}

/** What a code is called in the languages of our customers' browsers. Other numbers are called so, too. */
const codeWord = 'code|c[oó]digo?|codice|kode|kod|cod\\.|код|コード|代码|代碼|코드'
const errorWord = 'error|erreur|errore|erro|fehler|fout|number|num[eé]ro|n[uú]mero|nummer|message'

/**
 * Called a code or an error, on its line or the one before, or alone in the text. AADSTS numbers so written have 5 to 7
 * digits.
 */
function* typedCodes(text: string): Generator<number> {
  const label = new RegExp(
    `(?:${codeWord}|${errorWord})[^\\d]{0,25}?(?<![\\w./:-])(${digit}{5,7})(?![\\w-]|[.:/]\\d)`,
    'gi',
  )
  const isCode = new RegExp(codeWord, 'i')
  for (const [said, token = ''] of text.matchAll(label)) {
    const code = readDigits(token)
    if (code !== undefined && (isCode.test(said) || meaningOfAadsts(code))) yield code
  }
  for (const line of text.split(/[\r\n]+/)) {
    const [, token] = new RegExp(`^\\W{0,20}(${digit}{5,7})\\W{0,20}$`).exec(line) ?? []
    const code = token === undefined ? undefined : readDigits(token)
    const isAlone = line.trim() === text.trim()
    if (code !== undefined && (isAlone || meaningOfAadsts(code))) yield code
  }
}

/** A number that we know, somewhere in a few words; not that of a store or of a town in France. */
function* mentionedCodes(text: string): Generator<number> {
  if (text.length > 300) return
  const place = /(?:store|shop|magasin|tienda|filiale|negozio|loja|winkel|n°|nr|no)\W{0,3}$/i
  for (const match of text.matchAll(/(?<![\w./:+-])\d+(?: \d+)*(?![\w-]|[.:/]\d)/g)) {
    const numbers = match[0].split(' ').filter((number) => number.length > 1)
    const isPlace = match[0].startsWith('750') || place.test(text.slice(0, match.index))
    const isCode = (number: string) => /^\d{5,7}$/.test(number) && meaningOfAadsts(Number(number))
    // Among others without a comma it is part of a phone number.
    if (!isPlace && numbers.every(isCode)) yield* numbers.map(Number)
  }
}

/**
 * O is 0, l and I are 1, S is 5, B is 8, Z is 2, in whatever case. Letters at the end may belong to the next word.
 * Undefined where too few are digits.
 */
function readDigits(token: string): number | undefined {
  const asDigits = (letters: string) =>
    letters
      .replace(/[oq]/gi, '0')
      .replace(/[li|]/gi, '1')
      .replace(/s/gi, '5')
      .replace(/b/gi, '8')
      .replace(/z/gi, '2')
  const whole = asDigits(token)
  const isTyped = (token.match(/\d/g)?.length ?? 0) >= 2
  const [digits = ''] = /^\d*/.exec(token) ?? []
  if (digits.length >= 4 && (digits === token || meaningOfAadsts(Number(whole)) === undefined))
    return Number(digits)
  return isTyped && whole.length <= 10 ? Number(whole) : undefined
}

function knownOf(token: string): number | undefined {
  const code = readDigits(token)
  return code !== undefined && meaningOfAadsts(code) ? code : undefined
}

// --- Texts that hold no number of the sign-in service -------------------------------------------------------------

/** What is no page of Microsoft's sign-in, or says by its form what it is. */
function meaningOfText(text: string): AadstsMeaning | undefined {
  if (/error_subcode["']?\s?[=:]\s?["']?cancel|error["']?\s?[=:]\s?["']?access_denied/i.test(text))
    return 'cancelled'
  if (
    /^\s*https?:\/\/(?:login\.(?:microsoftonline|windows|microsoft|live|partner)|login\.sovcloud)[^\s]*\s*$/i.test(
      text,
    )
  )
    return 'sign_in_address'
  if (/(?<![\da-f-])(?:0x)?8004[\da-f]{4}(?![\da-f-])/i.test(text)) return 'personal_account_code'
  if (/(?<!\w)(?:0x)?CAA[\da-f]{5}(?!\w)/i.test(text)) return 'windows_code'
  if (
    /\[(?:\d{4}|(?=[a-z]{0,4}\d)[\da-z]{5})\]|error tag\s?:|(?<!\d)-?(?:2147|3399|3400)\d{6}(?!\d)/i.test(
      text,
    )
  )
    return 'office_code'
}

// --- IDs and time ----------------------------------------------------------------------------------------------

/**
 * What tells one ID from another, in the languages that our customers' browsers speak; where none is there, the order
 * does.
 */
const labels = [
  ['correlationId', /corr?[eé]l|korrel/gi],
  [
    'requestId',
    /request|trace|demande|solicitud|anfrage|anforderung|richiesta|aanvraag|pedido|solicita[cç]/gi,
  ],
  ['applicationId', /\bapp|aplica|anwendung|toepassing|client[_ ]?id/gi],
  // "Device identifier" and the like are none of these.
  ['other', /device|appareil|dispositivo|gerät|apparaat|tenant|resource|ressource|recurso|object|user/gi],
] as const

type Label = (typeof labels)[number][0]

/** A digit of a GUID; on a narrow screen, in a mail or a chat, a line may end after any of them. */
const hex = '[\\da-f](?:[ \\t>]{0,4}\\r?\\n[ \\t>]{0,4})?'
const hyphen = '-(?:[ \\t>]{0,4}\\r?\\n[ \\t>]{0,4})?'
const guid = new RegExp(
  `(?<![\\da-f-])(?:${hex}){8}${hyphen}(?:${hex}){4}${hyphen}(?:${hex}){4}${hyphen}(?:${hex}){4}${hyphen}(?:${hex}){11}[\\da-f](?![\\da-f-])|(?<![\\da-f-])[\\da-f]{32}(?![\\da-f-])`,
  'gi',
)

/**
 * A GUID belongs to the label nearest before it, on its line or the line above. Microsoft's page has the request first.
 */
function idsIn(text: string): Pick<Pasted, 'correlationId' | 'requestId' | 'applicationId'> {
  const found: Partial<Record<Label, string>> = {}
  const unlabelled: string[] = []
  let end = 0
  for (const match of text.matchAll(guid)) {
    const before = text.slice(Math.max(end, match.index - 80), match.index)
    end = match.index + match[0].length
    const id = asGuid(match[0])
    const label = labelOf(before.split(/[\r\n]+/).filter((line) => line.trim() !== ''))
    if (label) found[label] ??= id
    // In a sentence, IDs stand in quotation marks or brackets: those are applications and tenants. Without hyphens and
    // without a name it may be anything.
    else if (match[0].includes('-') && (/[:：\s]\s*$/.test(before) || before === '')) unlabelled.push(id)
  }
  const { correlationId, requestId, applicationId } = found
  if (correlationId || requestId) return { correlationId, requestId, applicationId }
  const [first, second] = unlabelled
  return { correlationId: second ?? first, requestId: second && first, applicationId }
}

function asGuid(found: string): string {
  return found
    .replace(/[^\da-f]/gi, '')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    .toLowerCase()
}

function labelOf(lines: string[]): Label | undefined {
  for (const line of lines.slice(-2).reverse()) {
    const nearest = labels
      .map(([label, pattern]) => ({ label, at: [...line.matchAll(pattern)].at(-1)?.index ?? -1 }))
      .reduce((one, other) => (other.at > one.at ? other : one))
    if (nearest.at >= 0) return nearest.label
  }
}

/** The first moment in it. The blank or T between date and time is a + in some addresses. */
function timeIn(text: string): string | undefined {
  const [, date, time] =
    /(?<!\d)(20\d\d-[01]\d-[0-3]\d)[T +]([0-2]\d:[0-5]\d:[0-5]\d)(?:\.\d{1,7})?(?:Z|\s|"|'|&|\]|$)/m.exec(
      text,
    ) ?? []
  return date && time && !Number.isNaN(Date.parse(`${date}T${time}Z`)) ? `${date} ${time}Z` : undefined
}
