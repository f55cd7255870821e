/**
 * Text from a file, as it may go to a terminal, a report or a table: nothing in it moves the cursor, hides what is
 * there, or turns its direction. Lines stay lines.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, '\uFFFD')
}

/** The same for a place that has one line. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', ' ')
}
