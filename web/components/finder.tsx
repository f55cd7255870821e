import '../controls.css'
import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Messages } from '#shared/messages/en.ts'
import { canSomewhere } from '#shared/permissions.ts'
import { isTypedReference } from '#shared/shapes.ts'
import { api } from '../api.ts'
import { parseResponse } from '../client.ts'
import { useLanguage, useMessages } from '../language.ts'
import { isManager, places } from '../places.ts'
import { managesUsers, type Session, useSession } from '../session.ts'
import { Dialog } from './dialog.tsx'
import classes from './find.module.css'

/** Something to go to, or to begin. */
type Hit = { value: string; label: string; hint?: string; address: string }

const most = 6

/**
 * The search for people, locations, references, pages and actions. A list box with the cursor in its field: arrows and
 * Enter choose, and screen readers hear which one.
 */
export function Finder({ onClose }: { onClose: () => void }) {
  const messages = useMessages()
  const words = messages.find
  const session = useSession()
  const language = useLanguage()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 150)
  const text = asked.length > 1 ? asked : ''
  const people = useQuery({ ...peopleQuery(text), enabled: text !== '' && managesUsers(session) })
  const locations = useQuery({ ...locationsQuery(text), enabled: text !== '' && isManager(session) })
  // Escape closes the list, and so the whole search.
  const combobox = useCombobox({ defaultOpened: true, onDropdownClose: onClose })

  const groups: [label: string, hits: Hit[]][] = [
    [words.references, referenceOf(typed.trim(), session, words)],
    [words.people, text === '' ? [] : (people.data ?? [])],
    [words.locations, text === '' ? [] : (locations.data ?? []).map((hit) => hitOfLocation(hit, messages))],
    [words.pages, matching(pagesFor(session, messages, language), typed)],
    [words.actions, matching(actionsFor(session, words), typed)],
  ]
  const hits = groups.flatMap(([, found]) => found)
  const isBusy = typed.trim() !== asked || people.isFetching || locations.isFetching
  const found = hits.map(({ value }) => value).join()
  const { selectFirstOption, resetSelectedOption } = combobox
  const [first] = typed.trim() === '' ? [] : hits
  const opensFirst = first !== undefined
  useEffect(() => {
    if (found !== '' && opensFirst) selectFirstOption()
    else resetSelectedOption()
  }, [found, opensFirst, selectFirstOption, resetSelectedOption])

  function open(value: string) {
    const address = hits.find((hit) => hit.value === value)?.address
    if (address === undefined) return
    onClose()
    // The help is not of this console.
    if (address.startsWith('/help')) window.location.assign(address)
    else void router.navigate({ href: address })
  }

  return (
    <Dialog title={words.title} onClose={onClose} size="lg">
      <Combobox store={combobox} onOptionSubmit={open} withinPortal={false}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            aria-label={words.title}
            placeholder={words.hint}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
            autoComplete="off"
            spellCheck={false}
            rightSection={isBusy ? <Loader size="xs" /> : undefined}
          />
        </Combobox.EventsTarget>
        <Text size="sm" c="dimmed" role="status">
          {!isBusy && (hits.length === 0 ? words.nothing : words.found(hits.length))}
          {!isBusy && first && ` ${words.enterOpens(first.label)}`}
        </Text>
        <Combobox.Options className={classes.results} aria-label={words.title}>
          {groups.map(
            ([label, found]) =>
              found.length > 0 && (
                <Combobox.Group key={label} label={label}>
                  {found.map(({ value, label: name, hint }) => (
                    <Combobox.Option key={value} value={value}>
                      {name}
                      {hint && (
                        <Text span size="sm" c="inherit">
                          {' '}
                          {hint}
                        </Text>
                      )}
                    </Combobox.Option>
                  ))}
                </Combobox.Group>
              ),
          )}
        </Combobox.Options>
      </Combobox>
    </Dialog>
  )
}

const peopleQuery = (search: string) =>
  queryOptions({
    queryKey: ['users', 'find', search],
    queryFn: async (): Promise<Hit[]> => {
      const page = await parseResponse(api.users.$get({ query: { search, limit: String(most) } }))
      // The same address answers with a file when asked for one.
      if (typeof page === 'string' || !('items' in page)) throw new TypeError('a list was asked for')
      return page.items.map(({ id, username, email, firstName, lastName }) => ({
        value: `person ${id}`,
        label: `${firstName} ${lastName}`.trim() || username,
        hint: email,
        address: `/administration/users/${id}`,
      }))
    },
    placeholderData: keepPreviousData,
  })

const locationsQuery = (search: string) =>
  queryOptions({
    queryKey: ['locations', 'find', search],
    queryFn: async () =>
      (await parseResponse(api.locations.$get({ query: { search, limit: String(most) } }))).items,
    placeholderData: keepPreviousData,
  })

type FoundLocation = Awaited<ReturnType<NonNullable<ReturnType<typeof locationsQuery>['queryFn']>>>[number]

function hitOfLocation({ id, name, type, code }: FoundLocation, { locationTypes }: Messages): Hit {
  return {
    value: `location ${id}`,
    label: name,
    hint: [locationTypes[type], code].filter(Boolean).join(' · '),
    address: `/administration/locations?${new URLSearchParams({ location: id })}`,
  }
}

function referenceOf(text: string, { memberships }: Session, words: Messages['find']): Hit[] {
  if (!isTypedReference(text) || !canSomewhere(memberships, 'records.read')) return []
  const reference = text.toUpperCase()
  return [
    {
      value: 'reference',
      label: words.openReference(reference),
      address: `/administration/sign-ins?${new URLSearchParams({ reference })}`,
    },
  ]
}

function pagesFor(session: Session, messages: Messages, language: string): Hit[] {
  const pages = places
    .filter(({ isFor }) => isFor(session))
    .map(({ to, label }) => ({ value: `page ${to}`, label: label(messages), address: to }))
  return [...pages, { value: 'help', label: messages.help.toHelp, address: `/help?lang=${language}` }]
}

function actionsFor(session: Session, words: Messages['find']): Hit[] {
  const chain = session.memberships.find((membership) => canSomewhere([membership], 'settings.change'))
  const actions = [
    { label: words.addUser, address: '/administration/users/new', isFor: managesUsers(session) },
    { label: words.importUsers, address: '/administration/users/import', isFor: managesUsers(session) },
    ...(chain
      ? [
          {
            label: words.advanced(chain.locationName),
            address: `/administration/locations?${new URLSearchParams({ location: chain.locationId, section: 'advanced' })}`,
            isFor: true,
          },
        ]
      : []),
    {
      label: words.refusals,
      address: '/administration/sign-ins?outcome=refused',
      isFor: canSomewhere(session.memberships, 'records.read'),
    },
    { label: words.explainError, address: '/help/microsoft-error', isFor: true },
  ]
  return actions
    .filter(({ isFor }) => isFor)
    .map(({ label, address }) => ({ value: `action ${address}`, label, address }))
}

/** What has every typed word somewhere in its name, whatever the accents and letter case. */
function matching(hits: Hit[], typed: string): Hit[] {
  const wanted = folded(typed).split(/\s+/)
  return hits.filter(({ label }) => wanted.every((word) => folded(label).includes(word)))
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
