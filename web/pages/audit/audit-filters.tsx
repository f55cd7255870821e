import { Button, NativeSelect, Paper, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useMessages } from '../../language.ts'
import classes from './audit-filters.module.css'
import { type AuditSearch, readAuditSearch } from './audit-search.ts'

/** The filters. They apply when the form is sent, so that a half-typed day asks for nothing. */
export function AuditFilters({
  search,
  onChoose,
}: {
  search: AuditSearch
  onChoose: (search: AuditSearch) => void
}) {
  const words = useMessages().audit

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = Object.fromEntries(new FormData(event.currentTarget))
    onChoose({ ...readAuditSearch(fields), actor: search.actor })
  }
  const actions = Object.entries(words.actions)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label))
  return (
    <Paper component="search" withBorder p="md" aria-label={words.filters}>
      <form className={classes.filters} onSubmit={submit}>
        <TextInput
          type="search"
          name="search"
          label={words.search}
          placeholder={words.searchHint}
          maxLength={200}
          defaultValue={search.search}
        />
        <NativeSelect
          name="action"
          label={words.action}
          defaultValue={search.action ?? ''}
          data={[{ value: '', label: words.everyAction }, ...actions]}
        />
        <TextInput type="date" name="since" label={words.since} defaultValue={search.since} />
        <TextInput type="date" name="until" label={words.until} defaultValue={search.until} />
        <div className={classes.buttons}>
          <Button type="submit">{words.search}</Button>
          <Button variant="default" onClick={() => onChoose({})}>
            {words.clear}
          </Button>
        </div>
      </form>
    </Paper>
  )
}
