import { Alert, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { parseResponse } from 'hono/client'
import { api } from '../api.ts'
import { useMessages } from '../language.ts'
import { useTime } from '../use-time.ts'

const statusQuery = queryOptions({
  queryKey: ['microsoft-status'],
  queryFn: () => parseResponse(api['microsoft-status'].$get()),
  refetchInterval: 60_000,
})

/** Orange on light orange is too faint to read (WCAG 1.4.3). */
const title = { color: 'var(--mantine-color-text)' }

/** While sign-ins with Microsoft fail for everyone, tells managers that their configuration is not the cause. */
export function MicrosoftDisturbance() {
  const { disturbance: words } = useMessages()
  const time = useTime()
  // If the status cannot be loaded, nothing is shown: the page itself will show what fails.
  const disturbance = useQuery(statusQuery).data?.disturbance
  return (
    // Always there, so that screen readers notice what appears in it.
    <div role="status">
      {disturbance && (
        <Alert color="orange" title={words.title} mb="md" styles={{ title }}>
          {words.kinds[disturbance.kind]}{' '}
          <Text span size="sm">
            {words.since(time(disturbance.since))}
          </Text>
        </Alert>
      )}
    </div>
  )
}
