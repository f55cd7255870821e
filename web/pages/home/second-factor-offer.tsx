import { Button, Group, Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { sayDay } from '#shared/end-date.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { useFirstMessages, useLanguage } from '../../language.ts'
import { useSession } from '../../session.ts'

/** Days after which a postponed offer comes back; and one of what the chain will require. */
const rest = 30
const restOfRequired = 1
const dayMs = 24 * 60 * 60 * 1000

/**
 * Offers a second factor to a manager who has a password and no second factor (R30). Postponed, it comes back after a
 * month. Where the chain will require one, it says from which day, and comes back the next day.
 */
export function SecondFactorOffer({ requiredFrom }: { requiredFrom: string | null }) {
  const words = useFirstMessages().secondFactor.offer
  const language = useLanguage()
  const { user } = useSession()
  const [putOffAt, setPutOffAt] = useState(() => readPutOff(user.id))
  const days = requiredFrom === null ? rest : restOfRequired
  if (putOffAt > Date.now() - days * dayMs) return null
  const title = requiredFrom === null ? words.title : words.requiredTitle(sayDay(requiredFrom, language))
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Text size="sm" fw={700} mb="xs" lh="xs">
        {title}
      </Text>
      <Text size="sm" mb="sm">
        {requiredFrom === null ? words.text : words.requiredText}
      </Text>
      <Group gap="xs">
        <ButtonLink to="/account">{requiredFrom === null ? words.setUp : words.setUpNow}</ButtonLink>
        <Button
          variant="default"
          onClick={() => {
            setPutOffAt(Date.now())
            keep(user.id)
          }}
        >
          {requiredFrom === null ? words.later : words.notYet}
        </Button>
      </Group>
    </Paper>
  )
}

const keyOf = (userId: string) => `tmas-second-factor-offer-${userId}`

/** When it was put off last; 0 if never. */
function readPutOff(userId: string): number {
  try {
    return Number(localStorage.getItem(keyOf(userId)))
  } catch {
    // The browser stores no data for us, or none at all. The offer is then shown.
    return 0
  }
}

function keep(userId: string): void {
  try {
    localStorage.setItem(keyOf(userId), String(Date.now()))
  } catch {
    // It will be offered again.
  }
}
