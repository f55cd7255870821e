import { meaningOfAadsts, tellingCodes } from './codes.ts'
import type { AadstsMeaning } from './meanings.ts'

/** What could be found in a text from Microsoft's page; each is of its own shape, and nothing else of the text is kept. */
export type Pasted = {
  /** The numbers, at most 3, the telling ones first. */
  codes: number[]
  /** What the text means where it has no number: a page that asks for an administrator, or a cancel in an address. */
  meaning: AadstsMeaning | undefined
  correlationId: string | undefined
  /** Microsoft calls it request ID on its page and trace ID in its answers. */
  requestId: string | undefined
  /** The application that the page was about. */
  applicationId: string | undefined
  /** In UTC, as Microsoft writes it: `2026-08-13 21:24:29Z`. */
  timestamp: string | undefined
}

/** More than any page of Microsoft's holds. In UTF-16 units. */
const longest = 64 * 1024

/**
 * Finds what matters in a text that somebody copied: Microsoft's page in whatever language, what its "Copy info to
 * clipboard" copies, an address with an error in it, the JSON of an answer, or the bare number.
 *
 * Takes time in proportion to the text, whatever stands in it: no pattern here can go back over more than one line.
 */
export function readPasted(pasted: string): Pasted {
  const text = decoded(pasted.slice(0, longest))
  const codes = tellingCodes([...new Set([...codesIn(text)])]).slice(0, 3)
  return {
    codes,
    meaning: codes.length === 0 ? meaningIn(text) : undefined,
    ...idsIn(text),
    timestamp: timeIn(text),
  }
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

function* codesIn(text: string): Generator<number> {
  for (const [, digits] of text.matchAll(/AADSTS[\s:#]{0,3}(\d{4,10})(?!\d)/gi)) yield Number(digits)
  for (const [, list = ''] of text.matchAll(/error_codes["']?\s{0,3}[:=]\s{0,3}\[([\d,\s]{1,80})\]/gi))
    for (const [digits] of list.matchAll(/\d{4,10}/g)) yield Number(digits)
  for (const [, digits] of text.matchAll(/\/error\?code=(\d{4,10})(?!\d)/gi)) yield Number(digits)
  for (const line of text.split(/[\r\n]+/)) {
    // "Error Code: 53003" in any language, or the number alone. Other numbers stand in such lines, too.
    const [, label = '', digits] = /^\s{0,20}([^\d\n]{0,40}?)[\s:：]{0,5}(\d{4,10})\s{0,20}$/.exec(line) ?? []
    const code = Number(digits)
    if (digits && (meaningOfAadsts(code) || namesCode.test(label))) yield code
  }
}

const namesCode = /code|c[oó]dig|kod|cod\.|код|コード|代码|代碼|코드/i

/** What tells one ID from another, in the languages that our customers' browsers speak; where none is there, the order does. */
const labels = [
  ['correlationId', /corr?[eé]l|korrel/gi],
  [
    'requestId',
    /request|trace|demande|solicitud|anfrage|anforderung|richiesta|aanvraag|pedido|solicita[cç]/gi,
  ],
  ['applicationId', /\bapp|aplica|anwendung|client[_ ]?id/gi],
  // "Device identifier" and the like are none of these.
  ['other', /device|appareil|dispositivo|gerät|apparaat|tenant|resource|ressource|recurso|object|user/gi],
] as const

type Label = (typeof labels)[number][0]

/** A GUID belongs to the label nearest before it, on its line or the line above. Microsoft's page has the request first. */
function idsIn(text: string): Pick<Pasted, 'correlationId' | 'requestId' | 'applicationId'> {
  const found: Partial<Record<Label, string>> = {}
  const unlabelled: string[] = []
  let end = 0
  for (const match of text.matchAll(/(?<![\da-f-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f-])/gi)) {
    const before = text.slice(Math.max(end, match.index - 80), match.index)
    end = match.index + match[0].length
    const label = labelOf(before.split(/[\r\n]+/).filter((line) => line.trim() !== ''))
    if (label) found[label] ??= match[0].toLowerCase()
    // In a sentence, IDs stand in quotation marks or brackets: those are applications and tenants.
    else if (/[:：\s]\s*$/.test(before) || before === '') unlabelled.push(match[0].toLowerCase())
  }
  const { correlationId, requestId, applicationId } = found
  if (correlationId || requestId) return { correlationId, requestId, applicationId }
  const [first, second] = unlabelled
  return { correlationId: second ?? first, requestId: second && first, applicationId }
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
    /(?<!\d)(20\d\d-[01]\d-[0-3]\d)[T +]([0-2]\d:[0-5]\d:[0-5]\d)(?:\.\d{1,7})?(?:Z|\s|"|'|&|$)/m.exec(
      text,
    ) ?? []
  return date && time && !Number.isNaN(Date.parse(`${date}T${time}Z`)) ? `${date} ${time}Z` : undefined
}

/** Microsoft's page "Need admin approval" bears no number, and a cancel has none either. */
function meaningIn(text: string): AadstsMeaning | undefined {
  if (/error_subcode=cancel|error=access_denied/i.test(text)) return 'consent_declined'
  if (
    /admin(?:istrator)? approval|approbation .{0,20}administrateur|aprobación .{0,20}administrador/i.test(
      text,
    )
  )
    return 'admin_consent_required'
}
