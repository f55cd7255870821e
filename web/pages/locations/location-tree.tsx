import { Portal, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useMessages } from '../../language.ts'
import classes from './location-tree.module.css'
import { mayAddLocations, type Node, pathOf, rowsOf, stepOf, type Tree, type TreeRow } from './tree.ts'
import { type Carried, useCarrying } from './use-carrying.ts'

/** Pixels; the style sheet says the same. Known in advance, so that only visible lines need to be rendered. */
const rowHeight = 36
const spare = 8

/**
 * The tree with its search. Renders visible lines only, so that five thousand are as fast as five. Those who may move a branch
 * drag it to its new parent, or cut and paste it.
 */
export function LocationTree({
  tree,
  selected,
  onSelect,
  onMove,
}: {
  tree: Tree
  selected: string | undefined
  onSelect: (id: string) => void
  onMove: (node: Node, parentId: string) => void
}) {
  const messages = useMessages().locations
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(tree, selected))
  const [activeId, setActiveId] = useState(selected)
  const words = useDeferredValue(search.trim())
  const rows = useMemo(() => rowsOf(tree, open, words), [tree, open, words])
  const { ref, height } = useElementSize<HTMLDivElement>()
  const [scrollTop, setScrollTop] = useState(0)

  const lines = useRef<HTMLDivElement>(null)
  useReveal({ tree, selected, words, rows, lines, setOpen, setActiveId })
  const openOne = useCallback((id: string) => setOpen((before) => new Set([...before, id])), [])
  const { carried, isAllowed, press, pointer, onKey } = useCarrying({
    tree,
    rows,
    rowHeight,
    lines,
    activeId,
    onOpen: openOne,
    onDrop: onMove,
  })

  const active = rows.findIndex(({ node }) => node.id === activeId)
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare)
  const beyond = Math.ceil((scrollTop + height) / rowHeight) + spare
  const inSight = rows.flatMap((row, index) =>
    // Screen readers get the name of the active line, so it exists even if it is scrolled away.
    (index >= first && index < beyond) || index === active ? [{ row, index }] : [],
  )

  const toggle = (id: string) => setOpen(new Set([id]).symmetricDifference(open))

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = rows[active]
    if (onKey(event, row?.node)) return
    if ((event.key === 'Enter' || event.key === ' ') && row) {
      event.preventDefault()
      onSelect(row.node.id)
      return
    }
    const step = stepOf(event.key, rows, active)
    if (!step) return
    event.preventDefault()
    if ('toggle' in step) return toggle(step.toggle)
    setActiveId(rows[step.goTo]?.node.id)
    scrollIntoView(event.currentTarget, step.goTo)
  }

  return (
    <div className={classes.tree}>
      <TextInput
        type="search"
        aria-label={messages.search}
        placeholder={messages.search}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed" role="status">
        {rows.length === 0 ? messages.noMatch : words === '' ? messages.count(tree.byId.size) : ''}
      </Text>
      {mayAddLocations(tree) && (
        <Text size="xs" c="dimmed" id="how-to-move" className={classes.hint}>
          {messages.dragHint}
        </Text>
      )}
      <VisuallyHidden role="status">
        {carried && sayCarried(messages, tree, carried, isAllowed)}
      </VisuallyHidden>
      <div
        ref={(element) => {
          lines.current = element
          ref(element)
        }}
        className={classes.lines}
        role="tree"
        data-carrying={carried !== undefined || undefined}
        data-dragging={carried?.at !== undefined || undefined}
        aria-describedby={mayAddLocations(tree) ? 'how-to-move' : undefined}
        {...pointer}
        tabIndex={0}
        aria-label={messages.tree}
        aria-activedescendant={active >= 0 ? lineId(activeId) : undefined}
        onKeyDown={onKeyDown}
        onFocus={() => active < 0 && setActiveId(rows[0]?.node.id)}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <div role="none" className={classes.all} style={{ height: rows.length * rowHeight }}>
          {inSight.map(({ row, index }) => (
            <Line
              key={row.node.id}
              row={row}
              index={index}
              isActive={index === active}
              isSelected={row.node.id === selected}
              place={carried && placeOf(carried, row.node.id)}
              onPress={press}
              onToggle={toggle}
              onSelect={(id) => {
                setActiveId(id)
                onSelect(id)
              }}
            />
          ))}
        </div>
      </div>
      {carried?.at && (
        <Portal>
          <div
            className={classes.carried}
            data-allowed={isAllowed}
            aria-hidden="true"
            style={{ left: carried.at.x + 14, top: carried.at.y + 10 }}
          >
            {carried.node.name}
          </div>
        </Portal>
      )}
    </div>
  )
}

/** Opens what the selected location is in and scrolls to it: when it is chosen, added or moved, and after a search. */
function useReveal({
  tree,
  selected,
  words,
  rows,
  lines,
  setOpen,
  setActiveId,
}: {
  tree: Tree
  selected: string | undefined
  words: string
  rows: readonly TreeRow[]
  lines: { readonly current: HTMLElement | null }
  setOpen: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void
  setActiveId: (id: string | undefined) => void
}) {
  const path = pathOf(tree, selected ?? '').map(({ id }) => id)
  const place = [words, ...path].join(' ')
  const shown = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place says all that matters of the path
  useEffect(() => {
    if (path.length === 0) return
    setOpen((before) => new Set([...before, ...path.slice(1)]))
    setActiveId(selected)
  }, [place])
  useEffect(() => {
    const index = rows.findIndex(({ node }) => node.id === selected)
    if (shown.current === place || index < 0 || !lines.current) return
    shown.current = place
    scrollIntoView(lines.current, index)
  }, [place, rows, selected, lines])
}

type Place = 'carried' | 'target' | 'over' | 'no'

/** What a line is to a branch that is carried: the branch itself, a place for it, or none. */
function placeOf({ node, targets, over }: Carried, id: string): Place {
  if (id === node.id) return 'carried'
  if (!targets.has(id)) return 'no'
  return id === over ? 'over' : 'target'
}

function sayCarried(
  messages: ReturnType<typeof useMessages>['locations'],
  tree: Tree,
  { node, over, at }: Carried,
  isAllowed: boolean,
): string {
  const parent = tree.byId.get(over ?? '')?.name
  const isElsewhere = parent !== undefined && over !== node.id
  if (isElsewhere)
    return isAllowed ? messages.putUnder(node.name, parent) : messages.notUnder(node.name, parent)
  return at ? '' : messages.pickedUp(node.name)
}

function Line({
  row: { node, level, position, siblings, isOpen },
  index,
  isActive,
  isSelected,
  place,
  onToggle,
  onPress,
  onSelect,
}: {
  row: TreeRow
  index: number
  isActive: boolean
  isSelected: boolean
  place: Place | undefined
  onPress: (node: Node, event: PointerEvent) => void
  onToggle: (id: string) => void
  onSelect: (id: string) => void
}) {
  const type = useMessages().locationTypes[node.type]
  return (
    // The tree itself has the keyboard: a line is told to it by aria-activedescendant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the tree
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the tree
    <div
      id={lineId(node.id)}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={isOpen}
      aria-selected={isSelected}
      className={classes.line}
      data-active={isActive || undefined}
      data-place={place}
      onPointerDown={(event) => onPress(node, event)}
      style={{ top: index * rowHeight, paddingInlineStart: `${level * 1.1 - 0.9}rem` }}
      onClick={() => onSelect(node.id)}
    >
      {/* For the pointer; the arrow keys do the same. */}
      <span
        className={classes.arrow}
        data-open={isOpen}
        aria-hidden="true"
        onClick={(event) => {
          if (isOpen === undefined) return
          event.stopPropagation()
          onToggle(node.id)
        }}
      >
        {isOpen === undefined ? '' : '▸'}
      </span>
      <span className={classes.name} title={`${node.name} (${type})`}>
        {node.name}
      </span>
      <span className={classes.code}>{node.code}</span>
    </div>
  )
}

function openAtFirst(tree: Tree, selected: string | undefined): ReadonlySet<string> {
  const tops = (tree.children.get('top') ?? []).map(({ id }) => id)
  return new Set([...tops, ...pathOf(tree, selected ?? '').map(({ id }) => id)])
}

function lineId(id: string | undefined) {
  return `location-${id}`
}

function scrollIntoView(lines: HTMLElement, index: number) {
  const [begin, end] = [index * rowHeight, (index + 1) * rowHeight]
  if (begin < lines.scrollTop) lines.scrollTop = begin
  else if (end > lines.scrollTop + lines.clientHeight) lines.scrollTop = end - lines.clientHeight
}
