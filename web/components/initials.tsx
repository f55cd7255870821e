import classes from './initials.module.css'

/** A person's initials in a circle, so that the eye finds people again. Their name is next to it, for everyone. */
export function Initials({
  of: { firstName, lastName, username },
  size = 'list',
}: {
  of: { firstName: string; lastName: string; username: string }
  size?: 'list' | 'page'
}) {
  const parts = firstName || lastName ? [firstName, lastName] : [username]
  const initials = parts.map((part) => [...part][0] ?? '').join('')
  return (
    <span className={classes.initials} data-size={size} aria-hidden="true">
      {initials.toUpperCase()}
    </span>
  )
}
