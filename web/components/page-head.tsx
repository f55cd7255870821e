import { Text, Title } from '@mantine/core'
import type { ReactNode, RefObject } from 'react'
import { useMessages } from '../language.ts'
import classes from './page-head.module.css'

/** The head of a page: where it is, what it is called, what it is for in a sentence, and what can be done on the right. */
export function PageHead({
  title,
  above,
  lead,
  actions,
  heading,
}: {
  title: string
  /** The way back to the page above. Without one, the page is a place of its own in the administration. */
  above?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  /** For a page that sends the keyboard focus to its title. */
  heading?: RefObject<HTMLHeadingElement | null>
}) {
  const { locations } = useMessages()
  return (
    <div className={classes.head}>
      <div className={classes.words}>
        <Text size="sm" c="dimmed" component="div">
          {above ?? locations.administration}
        </Text>
        <Title order={1} size="h2" {...(heading && { ref: heading, tabIndex: -1 })}>
          {title}
        </Title>
        {lead && (
          <Text size="sm" c="dimmed" mt={4} component="div">
            {lead}
          </Text>
        )}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
