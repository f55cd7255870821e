import { useRef, useState } from 'react'
import { managerRoles } from '#shared/roles.ts'
import { useSession } from '../../session.ts'
import { type Chosen, everyone, isSelected, nothing, rangeOf, type Selection, select } from './selection.ts'
import { nameOf, type User } from './users.queries.ts'

/** A user as the selection keeps them. The customer's top-level chain has the customer's ID. */
function chosenOf(user: User, topId: string): Chosen {
  const isTopManager = user.memberships.some(
    ({ locationId, role }) => locationId === topId && managerRoles.includes(role),
  )
  return { id: user.id, name: nameOf(user), isTopManager }
}

/**
 * The selection in a list of users. It is kept from page to page and in every order, and forgotten with the filter.
 *
 * @param filter what stands for the filter in force.
 * @param page the users who are shown.
 */
export function useSelection(filter: string, page: readonly User[]) {
  const { customer } = useSession()
  const [kept, setKept] = useState<{ filter: string; selection: Selection }>({ filter, selection: nothing })
  const selection = kept.filter === filter ? kept.selection : nothing
  // Where a range starts: the user who was clicked last.
  const anchor = useRef<string>(undefined)
  const set = (next: Selection) => setKept({ filter, selection: next })
  return {
    selection,
    /** @param isRange whether everyone since the user who was clicked last is meant, too. */
    toggle(user: User, isRange: boolean) {
      const users = isRange ? rangeOf(page, anchor.current, user.id) : [user]
      anchor.current = user.id
      set(
        select(
          selection,
          users.map((one) => chosenOf(one, customer.id)),
          !isSelected(selection, user.id),
        ),
      )
    },
    togglePage(isWanted: boolean) {
      set(
        select(
          selection,
          page.map((one) => chosenOf(one, customer.id)),
          isWanted,
        ),
      )
    },
    selectEveryone() {
      set(everyone)
    },
    clear() {
      anchor.current = undefined
      set(nothing)
    },
  }
}

export type UsersSelection = ReturnType<typeof useSelection>
