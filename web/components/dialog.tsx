import { Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'

/**
 * A question before the page continues; Escape closes it. The page's scrolling is not locked, because that would need
 * a style which the content security policy does not allow. The title is in the body, because Modal's own header is a
 * second banner to screen readers.
 */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Modal.Root opened onClose={onClose} lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content>
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
