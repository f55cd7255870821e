import { Table, UnstyledButton } from '@mantine/core'
import classes from './sort-head.module.css'

export type Order = 'ascending' | 'descending' | 'none'

/** How a list sorted by `sort`, or by `-sort` the other way round, is sorted by this column. */
export function orderOf(column: string, sort: string): Order {
  return sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : 'none'
}

const signs = { ascending: ' ↑', descending: ' ↓', none: '' }

/** The heading of a column by which a list is sorted, or can be: once more turns the order round. */
export function SortHead({
  label,
  order,
  isFrozen = false,
  onSort,
}: {
  label: string
  order: Order
  /** Whether it stays where a wide table scrolls sideways. */
  isFrozen?: boolean
  /** @param isDescending whether the other way round */
  onSort: (isDescending: boolean) => void
}) {
  return (
    <Table.Th scope="col" aria-sort={order} data-frozen={isFrozen || undefined}>
      <UnstyledButton className={classes.sort} onClick={() => onSort(order === 'ascending')}>
        {label}
        <span aria-hidden="true">{signs[order]}</span>
      </UnstyledButton>
    </Table.Th>
  )
}
