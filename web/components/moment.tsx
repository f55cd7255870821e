import { useLanguage } from '../language.ts'
import { useNow } from '../use-now.ts'
import { relative, useTime } from '../use-time.ts'

/**
 * How long ago a moment was, in words (“5 minutes ago”), with the whole time where the pointer rests on it.
 *
 * @param within in a list in order of time, “3 days ago” in fifty rows would tell none from another: what is older than a
 *   day has its time, to the minute.
 */
export function Moment({ at, within }: { at: string; within?: 'day' }) {
  const language = useLanguage()
  const whole = useTime('second')
  const short = useTime()
  const now = useNow()
  const isLongAgo = within === 'day' && Math.abs(now - Date.parse(at)) >= 24 * 60 * 60 * 1000
  return (
    <time dateTime={at} title={whole(at)}>
      {isLongAgo ? short(at) : relative(new Date(at), new Date(now), language)}
    </time>
  )
}
