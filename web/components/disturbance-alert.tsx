import { Alert, Text } from '@mantine/core'
import { useMessages } from '../language.ts'
import { useTime } from '../use-time.ts'
import type { Disturbance } from './microsoft-status.ts'

/** Orange on light orange is too faint to read (WCAG 1.4.3). */
const title = { color: 'var(--mantine-color-text)' }

/** What is disrupted, and since when. */
export function DisturbanceAlert({ disturbance: { kind, since } }: { disturbance: Disturbance }) {
  const { disturbance: words } = useMessages()
  const time = useTime()
  return (
    <Alert color="orange" title={words.title} mb="md" styles={{ title }}>
      {words.kinds[kind]}{' '}
      <Text span size="sm">
        {words.since(time(since))}
      </Text>
    </Alert>
  )
}
