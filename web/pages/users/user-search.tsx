import { Radio, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../../language.ts'
import { nameOf, type User, usersQuery } from './users.queries.ts'

/** Users by the beginning of a name or address, to choose one from. */
export function UserSearch({
  label,
  guess,
  chosen,
  onChoose,
}: {
  label: string
  /** What is searched for at the start. */
  guess: string
  chosen: { id: string } | undefined
  onChoose: (user: User | undefined) => void
}) {
  const words = useMessages().correctAddress
  const [typed, setTyped] = useState<string>()
  const text = typed ?? guess
  const [asked] = useDebouncedValue(text.trim(), 300)
  const { data } = useQuery({ ...usersQuery({ search: asked, limit: 10 }), enabled: asked !== '' })
  const found = asked === '' ? undefined : data?.items
  return (
    <>
      <TextInput
        label={label}
        description={words.findHint}
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          onChoose(undefined)
        }}
      />
      <div role="status">{found?.length === 0 && <Text size="sm">{words.nobody}</Text>}</div>
      {found && found.length > 0 && (
        <Radio.Group
          label={<VisuallyHidden>{words.found}</VisuallyHidden>}
          value={chosen?.id ?? null}
          onChange={(id) => onChoose(found.find((user) => user.id === id))}
        >
          <Stack gap="xs">
            {found.map((user) => (
              <Radio key={user.id} value={user.id} label={nameOf(user)} description={user.email} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </>
  )
}
