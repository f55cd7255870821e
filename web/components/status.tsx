import type { ReactNode } from 'react'
import classes from './status.module.css'

/** A state as a coloured dot with its word, so that the eye finds in a list what failed. */
export function Status({
  tone,
  children,
  ...marks
}: {
  tone: 'good' | 'bad' | 'open'
  children: ReactNode
  'data-outcome'?: string
}) {
  return (
    <span className={classes.status} data-tone={tone} {...marks}>
      {children}
    </span>
  )
}
