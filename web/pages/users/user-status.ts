import { hasEnded, sayDay } from '#shared/end-date.ts'
import { useLanguage, useMessages } from '../../language.ts'
import type { User } from './users.queries.ts'

/** Whether an account is open, and what is said of it: enabled, disabled, or when it ends or has ended. */
export function useUserStatus({ enabled, endsOn }: Pick<User, 'enabled' | 'endsOn'>): {
  isOpen: boolean
  text: string
} {
  const { status, endsOn: ends, endedOn } = useMessages().users
  const language = useLanguage()
  if (!enabled || !endsOn) return { isOpen: enabled, text: status[enabled ? 'enabled' : 'disabled'] }
  const isOpen = !hasEnded({ endsOn }, new Date())
  const day = sayDay(endsOn, language)
  return { isOpen, text: isOpen ? ends(day) : endedOn(day) }
}
