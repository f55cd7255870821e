import { Group, Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { use } from 'react'
import type { Language } from '#shared/languages.ts'
import type { ConnectionHealthMessages } from '#shared/messages/connection-health.en.ts'
import { TextLink } from '../../components/text-link.tsx'
import { useFirstMessages, useLanguage } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import classes from './connection-health.module.css'
import { connectionHealthQuery, type ConnectionHealth as Health } from './connection-health.queries.ts'

type Day = Health['days'][number]
type Causes = Day['causes']

/** So many days are listed at once. */
const listedAtOnce = 5

/** How the connection to Microsoft has been, day by day; with what failed because of it, each day leading to those sign-ins. */
export function ConnectionHealth() {
  const language = useLanguage()
  const words = use(wordsOf(language))
  // The page is complete without it, so a failure to load it is not shown.
  const { data } = useQuery(connectionHealthQuery)
  return words && data && <Shown words={words} data={data} />
}

function Shown({ words, data }: { words: ConnectionHealthMessages; data: Health }) {
  const summary = useSummary(words, data)
  const disturbed = data.days.filter(isDisturbed).toReversed()
  const [first] = data.days
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="connection-health">
      <Title order={2} size="h4" mb="xs" id="connection-health">
        {words.title}
      </Title>
      <Text mb="sm">{summary}</Text>
      <Strip days={data.days} words={words} label={summary} />
      {disturbed.length > 0 && (
        <>
          <details open={disturbed.length <= listedAtOnce}>
            <summary className={classes.summary}>
              <Text span size="sm">
                {words.days}
              </Text>
            </summary>
            <ul className={classes.days}>
              {disturbed.map((day) => (
                <DisturbedDay key={day.day} day={day} words={words} />
              ))}
            </ul>
          </details>
          <TextLink
            to="/administration/sign-ins"
            search={{ cause: 'connection', from: first?.day }}
            size="sm"
            underline="always"
          >
            {words.showAll}
          </TextLink>
        </>
      )}
    </Paper>
  )
}

const isDisturbed = ({ state }: Day) => state === 'partly' || state === 'failing'

const countOf = (causes: Causes) => causes.reduce((sum, { count }) => sum + count, 0)

function useSummary(words: ConnectionHealthMessages, { days, failing }: Health): string {
  const time = useTime('sentence')
  if (failing) return words.failing(countOf(failing.causes), time(failing.since))
  const disturbed = days.filter(isDisturbed)
  if (disturbed.length > 0)
    return words.failed(countOf(disturbed.flatMap(({ causes }) => causes)), disturbed.length)
  return days.some(({ state }) => state === 'sound') ? words.sound : words.unused
}

/** In units of the drawing, which is stretched to its place. */
const [height, step, gap] = [20, 10, 2]

/** A cell for each day. What the colours say is also in their height, and in words below. */
function Strip({
  days,
  words,
  label,
}: {
  days: readonly Day[]
  words: ConnectionHealthMessages
  label: string
}) {
  const date = useTime('day')
  const name = ({ day }: Day) => date(`${day}T12:00:00`)
  const [first, last] = [days[0], days.at(-1)]
  return (
    <>
      <svg
        className={classes.strip}
        viewBox={`0 0 ${days.length * step} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {days.map((day, index) => (
          <g key={day.day}>
            <title>{words.day(name(day), words.states[day.state])}</title>
            <rect
              data-state={day.state}
              x={index * step + gap / 2}
              y="0"
              width={step - gap}
              height={height}
            />
            {day.state === 'partly' && (
              <rect
                data-state="failing"
                x={index * step + gap / 2}
                y={height / 2}
                width={step - gap}
                height={height / 2}
              />
            )}
          </g>
        ))}
      </svg>
      <Group justify="space-between" mb="xs" aria-hidden>
        <Text size="xs" c="dimmed">
          {first && name(first)}
        </Text>
        <Text size="xs" c="dimmed">
          {last && name(last)}
        </Text>
      </Group>
    </>
  )
}

function DisturbedDay({ day, words }: { day: Day; words: ConnectionHealthMessages }) {
  const { refusalWords } = useFirstMessages()
  const date = useTime('day')
  const causes = day.causes.map(({ code, count }) => words.cause(refusalWords[code].short, count))
  return (
    <li>
      <TextLink
        to="/administration/sign-ins"
        search={{ cause: 'connection', from: day.day, to: day.day }}
        size="sm"
        underline="always"
      >
        {date(`${day.day}T12:00:00`)}
      </TextLink>{' '}
      <Text span size="sm">
        {[...causes, words.succeeded(day.succeeded)].join(' · ')}
      </Text>
    </li>
  )
}

/** Loaded with this part of the page, and not with the first words. */
const loaders: Record<Language, () => Promise<{ connectionHealth: ConnectionHealthMessages }>> = {
  en: () => import('#shared/messages/connection-health.en.ts'),
  fr: () => import('#shared/messages/connection-health.fr.ts'),
  es: () => import('#shared/messages/connection-health.es.ts'),
}

const loaded = new Map<Language, Promise<ConnectionHealthMessages | undefined>>()

/** @returns one promise for each language, so that a component can wait for it; undefined if they could not be loaded. */
function wordsOf(language: Language): Promise<ConnectionHealthMessages | undefined> {
  const words =
    loaded.get(language) ??
    loaders[language]().then(
      ({ connectionHealth }) => connectionHealth,
      () => {
        loaded.delete(language)
        return undefined
      },
    )
  loaded.set(language, words)
  return words
}
