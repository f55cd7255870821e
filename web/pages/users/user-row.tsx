import { Badge, Checkbox, Table } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { managerRoles } from '#shared/roles.ts'
import { Address } from '../../components/address.tsx'
import { Initials } from '../../components/initials.tsx'
import { Moment } from '../../components/moment.tsx'
import { Status } from '../../components/status.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useMessages } from '../../language.ts'
import many from './many.module.css'
import { RowActions, type StepOutcome } from './user-actions.tsx'
import type { UserColumn } from './user-columns.ts'
import { useUserStatus } from './user-status.ts'
import classes from './users.module.css'
import { nameOf, type User } from './users.queries.ts'

/** One user in the list, with what the reader may do with them. */
export function UserRow({
  user,
  columns,
  isSelected,
  onSelect,
  onOutcome,
}: {
  user: User
  /** The names of the columns that are shown, with blanks between them, so that two are equal if they are the same. */
  columns: string
  isSelected: boolean
  /** @param isRange whether Shift was held, for everyone since the last one. */
  onSelect: (isRange: boolean) => void
  /** The result of a step, shown above the list; empty when another one starts. */
  onOutcome: (outcome: StepOutcome | undefined) => void
}) {
  const { select } = useMessages().manyUsers
  return (
    <Table.Tr {...(isSelected && { className: many.selected })}>
      <Table.Td className={many.pick}>
        <Checkbox
          aria-label={select(nameOf(user))}
          checked={isSelected}
          onChange={({ nativeEvent }) => onSelect('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
        />
      </Table.Td>
      <Cells user={user} shown={columns} onOutcome={onOutcome} />
    </Table.Tr>
  )
}

/** What does not depend on the selection. It is drawn again only for another user, so that selecting a page is immediate. */
const Cells = memo(function Cells({
  user,
  shown,
  onOutcome,
}: {
  user: User
  shown: string
  onOutcome: (outcome: StepOutcome | undefined) => void
}) {
  const all = useMessages()
  const messages = all.users
  const { columns } = messages
  const status = useUserStatus(user)
  const names = user.memberships.map(({ role }) => all.roles[role])
  const chains = user.locations.map(({ chainName }) => chainName)
  const cells: Record<UserColumn, ReactNode> = {
    name: (
      <Table.Td data-card="note" key="name">
        <Name of={user} />
      </Table.Td>
    ),
    email: (
      <Table.Td data-card="note" key="email">
        <Address of={user.email} />
      </Table.Td>
    ),
    role: (
      <Table.Td data-card="note" key="role">
        {[...new Set(names)].join(', ')} <SecondFactor user={user} />
      </Table.Td>
    ),
    chain: (
      <Table.Td data-card="note" key="chain">
        {[...new Set(chains)].join(', ')}
      </Table.Td>
    ),
    status: (
      <Table.Td data-card="aside" key="status" className={classes.short}>
        <Status tone={status.isOpen ? 'good' : 'bad'}>
          {status.isOpen ? status.text : <strong>{status.text}</strong>}
        </Status>
      </Table.Td>
    ),
    lastSignInAt: (
      <Table.Td data-label={columns.lastSignIn} data-card="fact" key="lastSignInAt">
        {user.lastSignInAt ? <Moment at={user.lastSignInAt} /> : messages.never}
      </Table.Td>
    ),
    link: (
      <Table.Td data-card="note" key="link">
        <MicrosoftLink user={user} />
      </Table.Td>
    ),
  }
  return (
    <>
      <Table.Td data-card="title" data-frozen className={classes.username}>
        <span className={classes.person}>
          <Initials of={user} />
          <TextLink to="/administration/users/$userId" params={{ userId: user.id }} inherit>
            <Address of={user.username} />
          </TextLink>
        </span>
      </Table.Td>
      {shown.split(' ').map((column) => cells[column as UserColumn])}
      <Table.Td data-card="aside">
        <RowActions user={user} onOutcome={onOutcome} />
      </Table.Td>
    </>
  )
})

/** The list by name is in the order of last names, so they stand out, as in the contacts of a phone. */
function Name({ of: { firstName, lastName } }: { of: User }) {
  return (
    <>
      {firstName && <span>{`${firstName} `}</span>}
      <strong>{lastName}</strong>
    </>
  )
}

/**
 * The account's own login ID, only if it differs from the address by now, because someone should then look at it
 * (R10).
 */
function MicrosoftLink({ user: { microsoftLink, email } }: { user: User }) {
  const messages = useMessages().users
  if (!microsoftLink) return messages.notLinked
  return isSameAddress(microsoftLink.loginId, email) ? (
    messages.linked
  ) : (
    <strong>
      <Address of={microsoftLink.loginId} />
    </strong>
  )
}

/** Compared as in R9, as far as it matters for what is shown. */
export function isSameAddress(one: string, other: string) {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

/** For managers, who always keep a password: that nothing else is asked for (R30). */
function SecondFactor({ user: { secondFactor, memberships } }: { user: User }) {
  const words = useMessages().secondFactor.console
  const isManager = memberships.some(({ role }) => managerRoles.includes(role))
  return !secondFactor && isManager ? (
    <Badge variant="default" className={classes.badge}>
      {words.none}
    </Badge>
  ) : null
}
