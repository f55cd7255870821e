import { Fragment } from 'react'
import type { Messages } from '#shared/messages/en.ts'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import { useSession } from '../../session.ts'
import classes from './many.module.css'
import type { Outcome } from './many.queries.ts'

type Reason = keyof Messages['manyUsers']['refused']

/** Whose names are said of each reason; the rest is counted. */
const mostNamed = 20

/** Those who are refused, by the reason why; once it is over, each with a link to their page, which keeps this one. */
export function LeftOut({
  outcomes,
  names,
  unchanged,
  isLinked = false,
}: {
  outcomes: readonly Outcome[]
  names: ReadonlyMap<string, string>
  /** What is said of those for whom there was nothing to do. */
  unchanged?: string | undefined
  /** Whether a name leads to the user's page. A question that is open would be lost with it. */
  isLinked?: boolean
}) {
  const words = useMessages().manyUsers
  const { user: self } = useSession()
  const refused = outcomes.filter(({ outcome }) => outcome === 'refused')
  const groups = [...Map.groupBy(refused, (one) => reasonOf(words.refused, one, self.id))]
  return (
    <ul className={classes.people}>
      {unchanged && <li>{unchanged}</li>}
      {groups.map(([reason, some]) => (
        <li key={reason}>
          {words.refused[reason](some.length)}{' '}
          {namedOf(reason, some).map(({ userId }, at) => (
            <Fragment key={userId}>
              {at > 0 && ', '}
              {isLinked ? (
                <TextLink
                  to="/administration/users/$userId"
                  params={{ userId }}
                  target="_blank"
                  inherit
                  underline="always"
                >
                  {names.get(userId) ?? userId}
                </TextLink>
              ) : (
                (names.get(userId) ?? userId)
              )}
            </Fragment>
          ))}
          {some.length > mostNamed && `, ${words.andMore(some.length - mostNamed)}`}
        </li>
      ))}
    </ul>
  )
}

/** Who is named with a reason. One's own says who it is. */
function namedOf(reason: Reason, some: readonly Outcome[]) {
  return reason === 'self' ? [] : some.slice(0, mostNamed)
}

function reasonOf(
  known: Messages['manyUsers']['refused'],
  { code, userId }: Outcome,
  selfId: string,
): Reason {
  if (code === 'forbidden' && userId === selfId) return 'self'
  return code !== null && Object.hasOwn(known, code) ? (code as Reason) : 'other'
}
