import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMessages } from '../language.ts'
import { Dialog } from './dialog.tsx'

/** Asks before something is taken away. The button says what it does, and is red. */
export function ConfirmDialog({
  title,
  hint,
  answer,
  isBusy = false,
  onConfirm,
  onClose,
  children,
}: {
  title: string
  hint: string
  answer: string
  isBusy?: boolean
  onConfirm: () => void
  onClose: () => void
  /** What is in the way, or what went wrong. */
  children?: ReactNode
}) {
  const { cancel } = useMessages().users
  return (
    <Dialog title={title} onClose={onClose}>
      <Text size="sm">{hint}</Text>
      {children}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {cancel}
        </Button>
        <Button color="red.9" loading={isBusy} onClick={onConfirm}>
          {answer}
        </Button>
      </Group>
    </Dialog>
  )
}
