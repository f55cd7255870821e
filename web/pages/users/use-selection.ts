import { useRef, useState } from 'react'
import { everyone, isSelected, nothing, rangeOf, type Selection, select } from './selection.ts'
import { nameOf, type User } from './users.queries.ts'

const chosenOf = (user: User) => ({ id: user.id, name: nameOf(user) })

/**
 * The selection in a list of users. It is kept from page to page and in every order, and forgotten with the filter.
 *
 * @param filter what stands for the filter in force.
 * @param page the users who are shown.
 */
export function useSelection(filter: string, page: readonly User[]) {
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
      set(select(selection, users.map(chosenOf), !isSelected(selection, user.id)))
    },
    togglePage(isWanted: boolean) {
      set(select(selection, page.map(chosenOf), isWanted))
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
