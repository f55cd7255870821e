import { type SeenTree, sameName } from '#server/locations/import-tree.ts'

/** Locations by the end of their paths, all of so many steps. */
type Ends = {
  /** ID → the last steps of the path. */
  endOf: ReadonlyMap<string, string>
  /** The same the other way. Two are enough to say that a text means several. */
  meant: ReadonlyMap<string, readonly string[]>
}

/**
 * Finds the locations within reach that a name means, or a path that ends with it: two at most. Names are compared once
 * for the tree, and not once for each text, because a file may name a thousand locations that are called the same.
 */
export function readPaths(tree: SeenTree): (text: string) => readonly string[] {
  const all = [...tree.tops()]
  for (const { id } of all) for (const child of tree.below(id)) all.push(child)
  const names = new Map(all.map(({ id, name }) => [id, sameName(name)]))
  const known = [endsOf([...names])]

  /** Of paths with one step more than these. */
  const longer = ({ endOf }: Ends) =>
    endsOf(
      all.flatMap(({ id, parentId }): [string, string][] => {
        const above = parentId === null ? undefined : endOf.get(parentId)
        return above === undefined ? [] : [[id, `${above}›${names.get(id)}`]]
      }),
    )
  return (text) => {
    const steps = text.split(/[›>]/).map(sameName).filter(Boolean)
    for (let last = known.at(-1); last && last.endOf.size > 0 && known.length < steps.length; ) {
      last = longer(last)
      known.push(last)
    }
    return known[steps.length - 1]?.meant.get(steps.join('›')) ?? []
  }
}

function endsOf(ends: readonly (readonly [id: string, end: string])[]): Ends {
  const meant = new Map<string, string[]>()
  for (const [id, end] of ends) {
    const others = meant.get(end)
    if (!others) meant.set(end, [id])
    else if (others.length === 1) others.push(id)
  }
  return { endOf: new Map(ends), meant }
}
