import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ButtonLink } from '../../components/button-link.tsx'
import { useMessages } from '../../language.ts'
import { secondFactorQuery } from '../../second-factor.ts'
import { useSession } from '../../session.ts'

/** Days after which a postponed offer comes back. */
const rest = 30
const dayMs = 24 * 60 * 60 * 1000

/**
 * Offers a second factor to a manager who has a password and no second factor (R30). Postponed, it comes back after a
 * month.
 */
export function SecondFactorOffer() {
  const words = useMessages().secondFactor.offer
  const { user } = useSession()
  const [isPutOff, setIsPutOff] = useState(() => isResting(user.id))
  const { data } = useQuery({ ...secondFactorQuery, enabled: !isPutOff })
  if (isPutOff || !data?.offered) return null
  return (
    <Alert role="region" aria-label={words.title} title={words.title} variant="default">
      <Text size="sm" mb="sm">
        {words.text}
      </Text>
      <Group gap="xs">
        <ButtonLink to="/account">{words.setUp}</ButtonLink>
        <Button
          variant="default"
          onClick={() => {
            setIsPutOff(true)
            keep(user.id)
          }}
        >
          {words.later}
        </Button>
      </Group>
    </Alert>
  )
}

const keyOf = (userId: string) => `tmas-second-factor-offer-${userId}`

function isResting(userId: string): boolean {
  try {
    return Number(localStorage.getItem(keyOf(userId))) > Date.now() - rest * dayMs
  } catch {
    // The browser stores no data for us, or none at all. The offer is then shown.
    return false
  }
}

function keep(userId: string): void {
  try {
    localStorage.setItem(keyOf(userId), String(Date.now()))
  } catch {
    // It will be offered again.
  }
}
