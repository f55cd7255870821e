import { Button, CloseButton, Menu, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useMessages } from '../language.ts'
import classes from './filter-line.module.css'

/** A filter with a few values, chosen in the menu. */
export type ChoiceFilter = {
  name: string
  label: string
  values: readonly { value: string; label: string }[]
}

/**
 * A filter whose value is typed or searched for, in a control that is in the line until it is left. Some values may be
 * offered in the menu first, and then, in the words of `other`, the control.
 */
export type FieldFilter = {
  name: string
  label: string
  control: (leave: () => void) => ReactNode
  values?: ChoiceFilter['values'] | undefined
  other?: string | undefined
}

/** A filter in force, in words. */
export type Chip = { name: string; text: string }

/** The chips of these filters, for those that are in force: what is chosen, in words, by the filter's name. */
export function chipsOf(
  filters: readonly Pick<ChoiceFilter, 'name' | 'label'>[],
  inForce: Readonly<Record<string, string | undefined>>,
  textOf: (label: string, value: string) => string,
): Chip[] {
  return filters.flatMap(({ name, label }) => {
    const value = inForce[name]
    return value ? [{ name, text: textOf(label, value) }] : []
  })
}

/**
 * The filters of a list in one line: a search, a chip for each filter in force, and a menu that adds one. Each is applied
 * at once.
 */
export function FilterLine({
  label,
  search,
  filters,
  chips,
  onChoose,
  onRemove,
  onClear,
  end,
}: {
  label: string
  search: { label: string; hint: string; text: string; onSearch: (text: string) => void }
  filters: readonly (ChoiceFilter | FieldFilter)[]
  chips: readonly Chip[]
  onChoose: (name: string, value: string) => void
  onRemove: (name: string) => void
  onClear: () => void
  /** What else belongs to the list, at the end of the line. */
  end?: ReactNode
}) {
  const words = useMessages().filterLine
  const add = useRef<HTMLButtonElement>(null)
  const [field, setField] = useState<string>()
  const opened = filters.find(({ name }) => name === field)
  const leave = () => {
    setField(undefined)
    add.current?.focus()
  }
  return (
    <search className={classes.line} aria-label={label}>
      <SearchField {...search} />
      {chips
        .filter(({ name }) => name !== field)
        .map(({ name, text }) => (
          <span key={name} className={classes.chip}>
            {text}
            <CloseButton
              size="sm"
              aria-label={words.remove(text)}
              onClick={() => {
                onRemove(name)
                // The chip is gone, and the keyboard focus with it.
                add.current?.focus()
              }}
            />
          </span>
        ))}
      {opened && 'control' in opened && (
        // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what its field does not take
        <div
          className={classes.field}
          onKeyDown={(event) => {
            if (event.defaultPrevented || !['Enter', 'Escape'].includes(event.key)) return
            // Or the button, which gets the focus, would take the key for its own.
            event.preventDefault()
            leave()
          }}
        >
          {opened.control(leave)}
        </div>
      )}
      <AddFilter
        trigger={add}
        filters={filters}
        returnsFocus={field === undefined}
        onChoose={onChoose}
        onOpen={setField}
      />
      {chips.length > 1 && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            onClear()
            add.current?.focus()
          }}
        >
          {words.clear}
        </Button>
      )}
      {end && <div className={classes.end}>{end}</div>}
    </search>
  )
}

function SearchField({
  label,
  hint,
  text,
  onSearch,
}: {
  label: string
  hint: string
  text: string
  onSearch: (text: string) => void
}) {
  const [typed, setTyped] = useState(text)
  const applied = useRef(text)
  const searchFor = useDebouncedCallback((wanted: string) => {
    applied.current = wanted
    onSearch(wanted)
  }, 250)
  // Another text in the address, as after going back, is shown; the one that was just typed is there already.
  useEffect(() => {
    if (text === applied.current) return
    applied.current = text
    setTyped(text)
  }, [text])
  return (
    <TextInput
      type="search"
      className={classes.search}
      aria-label={label}
      placeholder={hint}
      maxLength={200}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        searchFor(event.currentTarget.value.trim())
      }}
    />
  )
}

/** First which filter, then its value; or its field, in the line. */
function AddFilter({
  trigger,
  filters,
  returnsFocus,
  onChoose,
  onOpen,
}: {
  trigger: RefObject<HTMLButtonElement | null>
  filters: readonly (ChoiceFilter | FieldFilter)[]
  /** Unless a field has been opened, which has it. */
  returnsFocus: boolean
  onChoose: (name: string, value: string) => void
  onOpen: (name: string) => void
}) {
  const words = useMessages().filterLine
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<ChoiceFilter | FieldFilter>()
  const change = (open: boolean) => {
    setOpen(open)
    if (!open) setChosen(undefined)
  }
  return (
    <Menu
      opened={isOpen}
      onChange={change}
      position="bottom-start"
      withinPortal={false}
      returnFocus={returnsFocus}
      closeOnItemClick={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button ref={trigger} variant="default" size="sm">
          {words.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {chosen ? (
          <div className={classes.values} key={chosen.name}>
            <Menu.Label>{chosen.label}</Menu.Label>
            {chosen.values?.map(({ value, label }, at) => (
              <Menu.Item
                key={value}
                ref={at === 0 ? focusFirst : undefined}
                onClick={() => {
                  onChoose(chosen.name, value)
                  change(false)
                }}
              >
                {label}
              </Menu.Item>
            ))}
            {'control' in chosen && (
              <Menu.Item
                onClick={() => {
                  onOpen(chosen.name)
                  change(false)
                }}
              >
                {chosen.other}
              </Menu.Item>
            )}
          </div>
        ) : (
          filters.map((filter) => (
            <Menu.Item
              key={filter.name}
              onClick={() => {
                if (filter.values) return setChosen(filter)
                onOpen(filter.name)
                change(false)
              }}
            >
              {filter.label}
            </Menu.Item>
          ))
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The item that was chosen is gone, so the keyboard goes on at the first of its values. */
function focusFirst(item: HTMLElement | null) {
  item?.focus()
}
