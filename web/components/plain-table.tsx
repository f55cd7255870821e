import type { ComponentProps } from 'react'
import classes from './plain-table.module.css'

/**
 * A table that is only read, with the elements of HTML in it. It looks like Mantine's, which brings along what scrolls and
 * sticks; the home page does without that.
 */
export function PlainTable(props: ComponentProps<'table'>) {
  return <table className={classes.table} {...props} />
}
