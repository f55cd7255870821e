import type { ReactNode } from 'react'
import { dayFilter, recentDays } from '../../components/day-filter.tsx'
import { chipsOf, FilterLine } from '../../components/filter-line.tsx'
import { useMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import { type AuditSearch, readAuditSearch } from './audit-search.ts'

/**
 * The filters of the audit log, each applied at once, and kept in the address.
 *
 * @param actorName whose actions are shown, if the records say it.
 */
export function AuditFilters({
  search,
  actorName,
  onChoose,
  end,
}: {
  search: AuditSearch
  actorName: string | undefined
  onChoose: (search: AuditSearch) => void
  /** What else belongs to the list. */
  end: ReactNode
}) {
  const { audit: words, filterLine } = useMessages()
  const date = useTime('day')
  const choose = (name: string, value: string | undefined) => {
    const { after: _, ...kept } = search
    onChoose(readAuditSearch({ ...kept, [name]: value }))
  }
  const actions = Object.entries(words.actions)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label))
  const { gone: _, ...kinds } = words.actors
  const filters = [
    { name: 'action', label: words.action, values: actions },
    {
      name: 'actor',
      label: words.actor,
      values: Object.entries(kinds).map(([value, label]) => ({ value, label })),
    },
    dayFilter('since', words.since, search.since, choose, recentDays(filterLine, new Date())),
    dayFilter('until', words.until, search.until, choose),
  ]
  const { actor } = search
  const inForce: Record<string, string | undefined> = {
    action: search.action && words.actions[search.action],
    actor: actor && (Object.hasOwn(kinds, actor) ? kinds[actor as keyof typeof kinds] : (actorName ?? actor)),
    since: search.since && date(`${search.since}T12:00:00`),
    until: search.until && date(`${search.until}T12:00:00`),
  }
  const chips = chipsOf(filters, inForce, filterLine.chip)
  return (
    <FilterLine
      label={words.filters}
      search={{
        label: words.search,
        hint: words.searchHint,
        text: search.search ?? '',
        onSearch: (text) => choose('search', text || undefined),
      }}
      filters={filters}
      chips={chips}
      onChoose={choose}
      onRemove={(name) => choose(name, undefined)}
      end={end}
      onClear={() => onChoose(search.search ? { search: search.search } : {})}
    />
  )
}
