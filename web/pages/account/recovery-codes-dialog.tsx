import { Button, CopyButton, Group, Text } from '@mantine/core'
import { Dialog } from '../../components/dialog.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import classes from './second-factor.module.css'

/** The recovery codes, the one time they are shown. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const words = useMessages().secondFactor.account
  useUnsaved(true)
  return (
    <Dialog title={words.codesTitle} onClose={onClose}>
      <Text size="sm">{words.codesHint}</Text>
      <ol className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Group justify="flex-end">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? words.copied : words.copyCodes}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{words.codesKept}</Button>
      </Group>
    </Dialog>
  )
}
