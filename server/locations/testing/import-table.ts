/** A table of locations as `POST /locations/import` takes it in JSON, with its first row on line 2, as in a file. */
export function importTable(columns: readonly string[], rows: readonly (readonly string[])[]) {
  return {
    columns,
    rows: rows.map((cells, index) => ({
      line: index + 2,
      cells: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
    })),
  }
}
