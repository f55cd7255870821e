import { Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Question, useAsked } from '../asking.ts'

/**
 * A question before the page continues; Escape closes it. The page's scrolling is not locked, because that would need
 * a style which the content security policy does not allow. The title is in the body, because Modal's own header is a
 * second banner to screen readers; it names the dialog a moment after it has opened, so the dialog has the name itself.
 */
export function Dialog({
  title,
  onClose,
  over,
  size,
  children,
}: {
  title: string
  onClose: () => void
  /** A question that a request of the page waits for. It may be over another dialog, which then hears no Escape. */
  over?: Question['kind']
  size?: 'lg'
  children: ReactNode
}) {
  const asked = useAsked().map(({ kind }) => kind)
  const isCovered = asked.length > 0 && asked.at(-1) !== over
  return (
    <Modal.Root
      opened
      onClose={onClose}
      lockScroll={false}
      closeOnEscape={!isCovered}
      trapFocus={!isCovered}
      zIndex={over === undefined ? 200 : 300 + asked.indexOf(over)}
      {...(size && { size })}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body pt="md">
          <Stack>
            <Modal.Title fw={700}>{title}</Modal.Title>
            {children}
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
