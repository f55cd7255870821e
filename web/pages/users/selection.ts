/** A user as a selection knows them: enough to name them, and whether they are a manager at the customer's top. */
export type Chosen = { id: string; name: string; isTopManager: boolean }

/** Which users of a list are selected: some, or everyone who matches the filter, on whatever page, except some. */
export type Selection =
  | { kind: 'some'; chosen: ReadonlyMap<string, Chosen> }
  | { kind: 'all'; except: ReadonlySet<string> }

export const nothing: Selection = { kind: 'some', chosen: new Map() }

export const everyone: Selection = { kind: 'all', except: new Set() }

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'some' ? selection.chosen.has(id) : !selection.except.has(id)
}

/** @param total of those who match the filter. */
export function countSelected(selection: Selection, total: number): number {
  return selection.kind === 'some' ? selection.chosen.size : Math.max(0, total - selection.except.size)
}

/** Selects these users, or takes them out. */
export function select(selection: Selection, users: readonly Chosen[], isWanted: boolean): Selection {
  if (selection.kind === 'all') {
    const except = new Set(selection.except)
    for (const { id } of users) isWanted ? except.delete(id) : except.add(id)
    return { kind: 'all', except }
  }
  const chosen = new Map(selection.chosen)
  for (const user of users) isWanted ? chosen.set(user.id, user) : chosen.delete(user.id)
  return { kind: 'some', chosen }
}

/** The users of a page from one to another, in either direction; only the last, if the first is on no such page. */
export function rangeOf<User extends { id: string }>(
  page: readonly User[],
  from: string | undefined,
  to: string,
): readonly User[] {
  const at = page.findIndex(({ id }) => id === to)
  const start = page.findIndex(({ id }) => id === from)
  if (start === -1) return page.slice(at, at + 1)
  return page.slice(Math.min(start, at), Math.max(start, at) + 1)
}
