/** What is wrong with a text that one person enters and others read (R35). */
export type TextFlaw = 'not_text' | 'link'

const unreadable = /[\p{C}\p{Zl}\p{Zp}]/u
const isLink = /:\/\/|www\./i
/** What mail programs turn into a link by themselves, besides: a bare domain, a mailbox. */
const looksLikeLink = /[\p{L}\p{N}]\.\p{L}{2}|@/u

/**
 * The one rule for every text that a customer can write and another person reads: one line, nothing that cannot be seen
 * or turns the direction of reading, and no link.
 *
 * @param where.lines whether it may have several lines, as a description has.
 * @param where.mailed whether it is mailed as it is. Then nothing may look like a link to the reader's mail program. In
 *   names this is allowed: some companies are called after their domain.
 */
export function flawOf(
  text: string,
  { lines = false, mailed = false }: { lines?: boolean; mailed?: boolean } = {},
): TextFlaw | undefined {
  if (unreadable.test(lines ? text.replace(/[\n\r\t]/g, '') : text)) return 'not_text'
  // Wide letters are links, too, once a mail program has narrowed them.
  const seen = text.normalize('NFKC')
  return isLink.test(seen) || (mailed && looksLikeLink.test(seen)) ? 'link' : undefined
}

/** A name as a mail has it: nothing in it is a link, or made one by the reader's mail program. */
export function defanged(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/:\/\//g, ' ')
    .replace(/www\./gi, 'www ')
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, '. ')
    .replace(/@/g, ' at ')
    .trim()
}
