import { Fragment } from 'react'

/** Characters of a part that has a place in most columns, and is not broken further. */
const longest = 20

/**
 * An address, or a name with dots in it: where its column is narrow it breaks at its own signs, and not within a word. What
 * is copied from the page is the address alone.
 */
export function Address({ of: text }: { of: string }) {
  const parts = text
    .split(/(?<=@)/)
    .flatMap((part) => (part.length > longest ? part.split(/(?=\.)/) : [part]))
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
