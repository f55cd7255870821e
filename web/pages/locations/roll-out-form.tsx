import { Button, Fieldset, Group, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { api, basedOn } from '../../api.ts'
import { parseResponse } from '../../client.ts'
import { ChangedMeanwhile } from '../../components/meanwhile.tsx'
import { useMessages } from '../../language.ts'
import { useUnsaved } from '../../unsaved.ts'
import { ownTimeZone } from '../../use-time.ts'
import { useChange } from './change.tsx'
import classes from './locations.module.css'
import type { RollOut } from './roll-out.queries.ts'
import { type Node, pathOf, type Tree } from './tree.ts'

type Wave = { locationIds: string[]; startsOn: string; noticeDaysBefore: number }
/** `key` is for the page alone, so that a wave keeps its fields when another is removed. */
type Line = Wave & { key: number }

const nextKey = (lines: readonly Line[]) => Math.max(-1, ...lines.map(({ key }) => key)) + 1
const emptyLine = (key: number): Line => ({ key, locationIds: [], startsOn: '', noticeDaysBefore: 7 })
const waveOf = ({ locationIds, startsOn, noticeDaysBefore }: Wave): Wave => ({
  locationIds,
  startsOn,
  noticeDaysBefore,
})

/** The form of a plan: a line a wave, and the time zone in which their days begin. */
export function RollOutForm({
  chain,
  tree,
  plan,
  timeZone,
  onClose,
}: {
  chain: Node
  tree: Tree
  plan: RollOut
  /** What is in force, or null if nothing was set: then the browser's is proposed. */
  timeZone: string | null
  onClose: () => void
}) {
  const messages = useMessages()
  const { rollOut: words, locations, locationTypes } = messages
  const [opened] = useState(plan)
  const [openedZone] = useState(timeZone ?? ownTimeZone())
  const [zone, setZone] = useState(openedZone)
  const [openedLines] = useState<Line[]>(() =>
    plan.waves.length > 0 ? plan.waves.map((wave, key) => ({ ...waveOf(wave), key })) : [emptyLine(0)],
  )
  const [lines, setLines] = useState(openedLines)
  useUnsaved(
    zone !== openedZone || JSON.stringify(lines.map(waveOf)) !== JSON.stringify(openedLines.map(waveOf)),
  )
  const branches = [...tree.byId.values()]
    .filter(({ id }) => pathOf(tree, id).some((above) => above.id === chain.id))
    .map(({ id, name, type }) => ({ value: id, label: `${name} · ${locationTypes[type]}` }))
  const param = { id: chain.id }
  const saving = useChange(
    async ({ waves, version }: { waves: Wave[]; version: string }) => {
      if (zone !== timeZone)
        await parseResponse(api.locations[':id'].advanced.$patch({ param, json: { timeZone: zone } }))
      return parseResponse(
        api.locations[':id'].advanced['roll-out'].$put({ param, json: { waves } }, basedOn(version)),
      )
    },
    onClose,
    {
      meanwhile: ({ theirs, version }, close) => (
        <ChangedMeanwhile
          opened={{ waves: opened.waves.map(waveOf), state: opened.state, pauses: [] }}
          mine={{ waves: lines.map(waveOf), state: opened.state, pauses: [] }}
          theirs={theirs}
          wordsOf={() => ({ label: words.title, say })}
          onClose={close}
          onDecide={({ waves }) => saving.carryOut({ waves: waves as Wave[], version })}
        />
      ),
    },
  )
  const say = (value: unknown) =>
    Array.isArray(value)
      ? (value as (Pick<Wave, 'startsOn'> & Partial<Wave>)[])
          .map(({ startsOn, locationIds }) =>
            [startsOn, locationIds?.map((id) => tree.byId.get(id)?.name ?? '…').join(', ')]
              .filter(Boolean)
              .join(': '),
          )
          .join(' · ')
      : words.planStates[value as RollOut['state']]
  const change = (key: number, changed: Partial<Wave>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...changed } : line)))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    saving.carryOut({ waves: lines.map(waveOf), version: opened.version })
  }
  return (
    <form onSubmit={submit} aria-label={words.title} className={classes.form}>
      <Stack gap="sm">
        <Select
          label={words.timeZone}
          description={words.timeZoneHint}
          searchable
          allowDeselect={false}
          limit={50}
          data={zonesWith(zone)}
          value={zone}
          onChange={(chosen) => chosen && setZone(chosen)}
        />
        {lines.map((line, index) => (
          <WaveFields
            key={line.key}
            number={index + 1}
            wave={line}
            branches={branches}
            errors={{
              locationIds: errorAt(saving.errors, `waves.${index}.locationIds`),
              startsOn: errorAt(saving.errors, `waves.${index}.startsOn`),
            }}
            onChange={(changed) => change(line.key, changed)}
            onRemove={
              lines.length > 1 ? () => setLines(lines.filter(({ key }) => key !== line.key)) : undefined
            }
          />
        ))}
        {saving.outcome}
        <Group gap="xs">
          <Button variant="default" onClick={() => setLines([...lines, emptyLine(nextKey(lines))])}>
            {words.addWave}
          </Button>
          <Button type="submit" loading={saving.isBusy}>
            {locations.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {locations.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** One wave: its branches, its day, and how long before its people are told. */
function WaveFields({
  number,
  wave,
  branches,
  errors,
  onChange,
  onRemove,
}: {
  number: number
  wave: Wave
  branches: { value: string; label: string }[]
  errors: Partial<Record<keyof Wave, string | undefined>>
  onChange: (changed: Partial<Wave>) => void
  /** Undefined for the only wave. */
  onRemove: (() => void) | undefined
}) {
  const { rollOut: words } = useMessages()
  return (
    <Fieldset legend={words.wave(number)}>
      <Stack gap="sm">
        <MultiSelect
          label={words.branches}
          searchable
          limit={50}
          data={branches}
          value={wave.locationIds}
          error={errors.locationIds}
          onChange={(locationIds) => onChange({ locationIds })}
        />
        <TextInput
          type="date"
          label={words.startsOn}
          required
          value={wave.startsOn}
          error={errors.startsOn}
          onChange={(event) => onChange({ startsOn: event.currentTarget.value })}
        />
        <NumberInput
          label={words.noticeDays}
          min={0}
          max={90}
          allowDecimal={false}
          value={wave.noticeDaysBefore}
          onChange={(days) => onChange({ noticeDaysBefore: Number(days) })}
        />
        {onRemove && (
          <Group>
            <Button variant="default" size="xs" onClick={onRemove}>
              {words.removeWave(number)}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  )
}

/** What the server says of a field, or of one entry of it. */
function errorAt(errors: Record<string, string>, field: string): string | undefined {
  const all = Object.entries(errors).flatMap(([at, text]) =>
    at === field || at.startsWith(`${field}.`) ? [text] : [],
  )
  return all.length > 0 ? all.join(' ') : undefined
}

/** All that the browser knows, and the one that is set. */
function zonesWith(zone: string): string[] {
  return [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}
