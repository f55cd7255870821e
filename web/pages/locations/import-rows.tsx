import { Text } from '@mantine/core'
import type { LocationColumn, LocationFault } from '#shared/location-columns.ts'
import { locationTypes } from '#shared/roles.ts'
import type { Edits } from '../../components/sheet-import/edits.ts'
import classes from '../../components/sheet-import/sheet-import.module.css'
import { SheetRows } from '../../components/sheet-import/sheet-rows.tsx'
import { useMessages } from '../../language.ts'
import type { ImportRow } from './location-import.queries.ts'

/** The rows of an import of locations, each with its place in the tree. */
export function LocationRows(props: {
  columns: readonly LocationColumn[]
  rows: readonly ImportRow[]
  edits: Edits<LocationColumn>
  leftOut: ReadonlySet<number>
  onEdit: (line: number, column: LocationColumn, text: string) => void
  onLeaveOut: (line: number) => void
}) {
  const all = useMessages()
  const words = all.locationImport
  const types: Readonly<Record<string, string>> = all.locationTypes
  return (
    <SheetRows
      {...props}
      words={words}
      sayFault={({ otherLine }, _, fault) =>
        fault === 'twice_in_file' && otherLine !== null
          ? words.alsoOnLine(otherLine)
          : words.faults[fault as LocationFault]
      }
      sayValue={(column, value) => (column === 'type' ? (types[value] ?? value) : value)}
      shownOf={(row: ImportRow, column) => shownOf(row, column, types)}
      choicesOf={(column) =>
        column === 'type' ? locationTypes.map((type) => all.locationTypes[type]) : undefined
      }
      notes={({ namesakeCode }) =>
        namesakeCode !== null && <Text size="sm">{words.namesake(namesakeCode)}</Text>
      }
    />
  )
}

/** A cell as it will be: what is left empty for a new location is shown too. */
function shownOf(row: ImportRow, column: LocationColumn, types: Readonly<Record<string, string>>) {
  const text = row.cells[column] ?? ''
  if (column === 'parent') return row.path.join(' › ') || text
  if (column === 'id') return <span className={classes.id}>{text}</span>
  if (column === 'type' && text === '' && row.locationId === null) return types.store ?? ''
  return text
}
