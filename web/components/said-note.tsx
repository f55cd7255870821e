import { CloseButton, Paper, Text } from '@mantine/core'
import { useFirstMessages } from '../language.ts'
import classes from './said.module.css'

/** What was done, until it is closed. */
export function SaidNote({ text, onClose }: { text: string; onClose: () => void }) {
  const { close } = useFirstMessages().users.mailing
  return (
    <Paper withBorder shadow="md" p="sm" className={classes.paper}>
      <Text>{text}</Text>
      <CloseButton aria-label={close} onClick={onClose} />
    </Paper>
  )
}
