import { Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

/** A notice on the page's own background, because a coloured one gives links and titles too little contrast. */
export function Notice({
  tone,
  title,
  role,
  children,
}: {
  tone: 'good' | 'mind' | 'bad'
  title?: string
  role?: 'alert'
  children: ReactNode
}) {
  return (
    <Paper withBorder p="sm" w="100%" className={classes.notice} data-tone={tone} role={role}>
      {title && <Text fw={700}>{title}</Text>}
      {children}
    </Paper>
  )
}
