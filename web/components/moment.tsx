import { useLanguage } from '../language.ts'
import { relative, useTime } from '../use-time.ts'

/** How long ago a moment was, in words (“5 minutes ago”), with the whole time where the pointer rests on it. */
export function Moment({ at }: { at: string }) {
  const language = useLanguage()
  const time = useTime('second')
  return (
    <time dateTime={at} title={time(at)}>
      {relative(new Date(at), new Date(), language)}
    </time>
  )
}
