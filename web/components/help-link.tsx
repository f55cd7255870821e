import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import type { HelpPassage } from '#server/help/outline.ts'
import { useLanguage } from '../language.ts'

/** A link to the passage of the help that says more, in the reader's language and in a new tab, so forms stay as they are. */
export function HelpLink({ to, children }: { to: HelpPassage; children: ReactNode }) {
  const [article, passage] = to.split('#')
  const language = useLanguage()
  return (
    <Anchor
      href={`/help/${article}?lang=${language}#${passage}`}
      target="_blank"
      inherit
      underline="always"
      c="inherit"
    >
      {children}
    </Anchor>
  )
}
