/** Rows for a terminal: each column as wide as its widest cell. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [heading, ...rows].map(line).join('\n')
}

/** A moment as a list shows it; a dash if it never was. */
export function moment(at: Date | null): string {
  return at ? at.toISOString().replace(/\.\d+/, '') : '-'
}
