import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sayDay } from '#shared/end-date.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { useLanguage, useMessages } from '../../language.ts'
import { secondFactorQuery } from '../../second-factor.ts'
import { useSession } from '../../session.ts'

/** Days after which a postponed offer comes back; and one of what the chain will require. */
const rest = 30
const restOfRequired = 1
const dayMs = 24 * 60 * 60 * 1000

/**
 * Offers a second factor to a manager who has a password and no second factor (R30). Postponed, it comes back after a
 * month. Where the chain will require one, it says from which day, and comes back the next day.
 */
export function SecondFactorOffer() {
  const words = useMessages().secondFactor.offer
  const language = useLanguage()
  const { user } = useSession()
  const [putOffAt, setPutOffAt] = useState(() => readPutOff(user.id))
  const { data } = useQuery(secondFactorQuery)
  if (!data?.offered) return null
  const { requiredFrom } = data
  const days = requiredFrom === null ? rest : restOfRequired
  if (putOffAt > Date.now() - days * dayMs) return null
  const title = requiredFrom === null ? words.title : words.requiredTitle(sayDay(requiredFrom, language))
  return (
    <Alert role="region" aria-label={title} title={title} variant="default">
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
    </Alert>
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
