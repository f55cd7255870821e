import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { listTargets, mayMove, type Node, type Tree, type TreeRow } from './tree.ts'

/** Pixels that a pressed pointer moves before it drags: a click is not always still. */
const slack = 6
/** Pixels from the edge of the tree within which it scrolls, and how far with each step. */
const edge = 28
const scrollStep = 14
/** Milliseconds between two steps; and for which a closed branch is pointed at before it opens. */
const scrollPause = 40
const openPause = 700

/** A branch that is on its way to another parent. */
export type Carried = {
  node: Node
  /** Where it may be put down. */
  targets: ReadonlySet<string>
  /** Where it would be put down now: under the pointer, or the active line. */
  over: string | undefined
  /** Where the pointer is; undefined if it is carried with the keyboard. */
  at: { x: number; y: number } | undefined
}

/**
 * Carries a branch of the tree to another parent: drags it with the mouse or a pen, or cuts and pastes it with the keyboard.
 * With a finger, dragging scrolls. The lines have one height, so the place under the pointer is known without asking the
 * page for it, also where lines are not drawn.
 *
 * @param onDrop puts it there, once the caller has had it confirmed.
 */
export function useCarrying({
  tree,
  rows,
  rowHeight,
  lines,
  activeId,
  onOpen,
  onDrop,
}: {
  tree: Tree
  rows: readonly TreeRow[]
  rowHeight: number
  lines: RefObject<HTMLDivElement | null>
  activeId: string | undefined
  onOpen: (id: string) => void
  onDrop: (node: Node, parentId: string) => void
}) {
  const [carried, setCarried] = useState<Omit<Carried, 'over'>>()
  const [pointed, setPointed] = useState<string>()
  const pressed = useRef<{ node: Node; x: number; y: number }>(undefined)
  const isDragged = carried?.at !== undefined
  const over = isDragged ? pointed : activeId
  const now: Carried | undefined = useMemo(() => carried && { ...carried, over }, [carried, over])
  const isAllowed = over !== undefined && (carried?.targets.has(over) ?? false)

  const take = (node: Node, at: Carried['at']) => {
    if (!mayMove(tree, node)) return
    setCarried({ node, at, targets: new Set(listTargets(tree, node).map(({ id }) => id)) })
  }
  const letGo = () => {
    pressed.current = undefined
    setCarried(undefined)
    setPointed(undefined)
  }
  const putDown = () => {
    if (carried && over !== undefined && isAllowed) onDrop(carried.node, over)
    letGo()
  }
  const rowAt = (y: number) => {
    const box = lines.current?.getBoundingClientRect()
    if (!box || y < box.top || y > box.bottom) return undefined
    return rows[Math.floor((y - box.top + (lines.current?.scrollTop ?? 0)) / rowHeight)]?.node.id
  }

  // While the pointer rests at an edge, the tree goes on scrolling under it.
  const y = carried?.at?.y
  useEffect(() => {
    const box = lines.current?.getBoundingClientRect()
    if (y === undefined || !box) return
    const step = y < box.top + edge ? -scrollStep : y > box.bottom - edge ? scrollStep : 0
    if (step === 0) return
    const timer = setInterval(() => lines.current?.scrollBy({ top: step }), scrollPause)
    return () => clearInterval(timer)
  }, [y, lines])

  const isClosed = isDragged && rows.some(({ node, isOpen }) => node.id === pointed && isOpen === false)
  useEffect(() => {
    if (!isClosed || pointed === undefined) return
    const timer = setTimeout(() => onOpen(pointed), openPause)
    return () => clearTimeout(timer)
  }, [isClosed, pointed, onOpen])

  useEffect(() => {
    if (!isDragged) return
    const cancel = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      pressed.current = undefined
      setCarried(undefined)
      setPointed(undefined)
    }
    window.addEventListener('keydown', cancel)
    return () => window.removeEventListener('keydown', cancel)
  }, [isDragged])

  return {
    carried: now,
    isAllowed,
    /** Begins on a line, which may then be dragged. */
    press(node: Node, { button, pointerType, clientX: x, clientY: y }: PointerEvent) {
      if (button === 0 && pointerType !== 'touch') pressed.current = { node, x, y }
    },
    /** For the element around all lines. */
    pointer: {
      onPointerMove(event: PointerEvent<HTMLDivElement>) {
        const { clientX: x, clientY: y } = event
        const from = pressed.current
        if (!from) return
        if (!carried) {
          if (Math.hypot(x - from.x, y - from.y) < slack || !mayMove(tree, from.node)) return
          event.currentTarget.setPointerCapture(event.pointerId)
          take(from.node, { x, y })
        } else if (isDragged) setCarried({ ...carried, at: { x, y } })
        setPointed(rowAt(y))
      },
      onPointerUp() {
        if (isDragged) putDown()
        pressed.current = undefined
      },
      onPointerCancel: letGo,
    },
    /** Cuts, pastes, or gives up. @returns whether the key meant one of these. */
    onKey(event: KeyboardEvent, active: Node | undefined): boolean {
      const isCommand = event.ctrlKey || event.metaKey
      if (isCommand && event.key.toLowerCase() === 'x' && active) take(active, undefined)
      else if (carried && isCommand && event.key.toLowerCase() === 'v') putDown()
      else if (carried && event.key === 'Escape') letGo()
      else return false
      event.preventDefault()
      return true
    },
  }
}
