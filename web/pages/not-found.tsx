import { Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useFirstMessages } from '../language.ts'

/** An address of the console where there is no page. */
export function NotFoundPage() {
  const messages = useFirstMessages()
  useDocumentTitle(`${messages.home.notFound} · ${messages.product}`)
  return (
    <Title order={1} size="h2">
      {messages.home.notFound}
    </Title>
  )
}
