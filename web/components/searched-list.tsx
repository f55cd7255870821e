import { Button, Group, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ReactNode, type RefObject, useState } from 'react'

/** A list with a search above it, how many there are, and the pages that follow. What is searched for is in the address. */
export function SearchedList({
  words,
  page: { total, next },
  search,
  told,
  status,
  onSearch,
  children,
}: {
  words: {
    search: string
    /** If there is none at all. */
    none: string
    /** If the search finds none. */
    noneFound: string
    count: (n: number) => string
    first: string
    more: string
  }
  page: { total: number; next: string | null }
  search: { search?: string | undefined; after?: string | undefined }
  /** What was just done. */
  told: string
  /** Where keyboard and screen reader users continue, if the button that they pressed is gone. */
  status: RefObject<HTMLParagraphElement | null>
  onSearch: (search: { search?: string | undefined; after?: string | undefined }, replaces: boolean) => void
  children: ReactNode
}) {
  const [typed, setTyped] = useState(search.search ?? '')
  const searchFor = useDebouncedCallback((text: string) => onSearch({ search: text || undefined }, true), 250)
  const none = search.search ? words.noneFound : words.none
  return (
    <>
      {(total > 0 || search.search) && (
        <TextInput
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          maw="24rem"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            searchFor(event.currentTarget.value)
          }}
        />
      )}
      <Text size="sm" role="status" tabIndex={-1} ref={status}>
        {told} {total === 0 ? none : words.count(total)}
      </Text>
      {total > 0 && children}
      <Group>
        {search.after && (
          <Button variant="default" onClick={() => onSearch({ ...search, after: undefined }, false)}>
            {words.first}
          </Button>
        )}
        {next && (
          <Button variant="default" onClick={() => onSearch({ ...search, after: next }, false)}>
            {words.more}
          </Button>
        )}
      </Group>
    </>
  )
}
