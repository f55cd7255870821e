import { Button, Checkbox, Popover } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useMessages } from '../language.ts'
import classes from './columns.module.css'

/**
 * A column that a reader may do without. In a window that is too narrow for all of them, it is shown only if they ask for
 * it.
 */
export type Column<Name extends string> = {
  name: Name
  label: string
  /** Which windows have room for it: every one, one as wide as most laptops, or only a very wide one. */
  fits: 'always' | 'wide' | 'widest'
}

export type ShownColumns<Name extends string> = {
  isShown: (name: Name) => boolean
  /** Whether more is shown than fits, so that the table may have to scroll sideways. */
  isWider: boolean
  columns: readonly (Column<Name> & { isOn: boolean })[]
  /** Remembered in this browser. */
  show: (name: Name, isOn: boolean) => void
  /** Leaves it to the width of the window again. */
  reset: () => void
  isChosen: boolean
  /** Whether there are no columns to speak of. */
  isCards: boolean
}

/** Which columns of a list are shown: those that the reader chose, and otherwise those that there is room for. */
export function useColumns<Name extends string>(
  list: string,
  columns: readonly Column<Name>[],
): ShownColumns<Name> {
  const now = { getInitialValueInEffect: false }
  const isCards = useMediaQuery('(max-width: 62em)', false, now)
  const isWide = useMediaQuery('(min-width: 75em)', true, now)
  const isWidest = useMediaQuery('(min-width: 90em)', true, now)
  const [choices, setChoices] = useState(() => readChoices(list))
  const fits = { always: true, wide: isWide, widest: isWidest }
  const withChoice = columns.map((column) => ({
    ...column,
    // In a narrow window each row is a card, which has room for everything.
    isOn: isCards || (choices[column.name] ?? fits[column.fits]),
  }))
  const shown = new Set(withChoice.filter(({ isOn }) => isOn).map(({ name }) => name))
  const remember = (next: Choices) => {
    setChoices(next)
    keepChoices(list, next)
  }
  return {
    columns: withChoice,
    isShown: (name) => shown.has(name),
    isWider: !isCards && withChoice.some(({ isOn, fits: room }) => isOn && !fits[room]),
    show: (name, isOn) => remember({ ...choices, [name]: isOn }),
    reset: () => remember({}),
    isChosen: columns.some(({ name }) => choices[name] !== undefined),
    isCards,
  }
}

/** The button at a list that says how many columns are not shown, and chooses them. */
export function ColumnsButton<Name extends string>({
  shown: { columns, show, reset, isChosen, isCards },
}: {
  shown: ShownColumns<Name>
}) {
  const words = useMessages().columns
  if (isCards) return null
  const hidden = columns.filter(({ isOn }) => !isOn).length
  return (
    <Popover position="bottom-end" withinPortal={false} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="sm" className={classes.button}>
          {words.title}
          {hidden > 0 && <span className={classes.hidden}>{words.hidden(hidden)}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.title}>
        <div className={classes.choices}>
          {columns.map(({ name, label, isOn }) => (
            <Checkbox
              key={name}
              label={label}
              checked={isOn}
              onChange={(event) => show(name, event.currentTarget.checked)}
            />
          ))}
          {isChosen && (
            <Button variant="subtle" size="compact-sm" onClick={reset}>
              {words.reset}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Around a table: where its columns do not fit, it scrolls sideways, and who a row is about stays in sight. */
export function WideTable({ isWider = false, children }: { isWider?: boolean; children: ReactNode }) {
  return <div className={isWider ? `${classes.wide} ${classes.wider}` : classes.wide}>{children}</div>
}

type Choices = Readonly<Record<string, boolean>>

const keyOf = (list: string) => `tmas-columns-${list}`

/** Nothing that is kept in a browser is relied on: anything else than choices counts as none. */
function readChoices(list: string): Choices {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(list)) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(
      Object.entries(kept).filter((choice): choice is [string, boolean] => typeof choice[1] === 'boolean'),
    )
  } catch {
    return {}
  }
}

function keepChoices(list: string, choices: Choices): void {
  try {
    localStorage.setItem(keyOf(list), JSON.stringify(choices))
  } catch {
    // A browser that keeps nothing still shows them until the page is left.
  }
}
