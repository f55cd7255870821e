import { Group, Paper, Text, Title } from '@mantine/core'
import { PlainTable } from '../../components/plain-table.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { useFirstMessages } from '../../language.ts'
import { useTime } from '../../use-time.ts'
import classes from './overview.module.css'
import type { Overview } from './overview.queries.ts'

/** From the axis up. */
const outcomes = ['succeeded', 'refused', 'pending'] as const

/** In units of the drawing, which is stretched to its place. */
const [height, step, gap] = [100, 10, 2]

type Day = Overview['days'][number]

/**
 * Sign-ins by day and outcome, as bars. A bar chart of thirty days is a few rectangles: no library draws it in fewer
 * bytes. The same numbers are a table, in which each leads to its list.
 */
export function SignInChart({ days }: { days: readonly Day[] }) {
  const { overview: words } = useFirstMessages()
  const date = useTime('day')
  const name = ({ day }: Day) => date(`${day}T12:00:00`)
  const sum = (outcome: (typeof outcomes)[number]) => days.reduce((total, day) => total + day[outcome], 0)
  const total = (day: Day) => outcomes.reduce((all, outcome) => all + day[outcome], 0)
  const most = Math.max(...days.map(total), 1)
  const [first, last] = [days[0], days.at(-1)]
  const isEmpty = days.every((day) => total(day) === 0)
  const summary = words.summary(sum('succeeded'), sum('refused'))
  return (
    <Paper
      component="section"
      withBorder
      p="md"
      aria-labelledby="sign-ins-by-day"
      className={classes.outcomes}
    >
      <Title order={2} size="h4" mb="xs" id="sign-ins-by-day">
        {words.signIns}
      </Title>
      {isEmpty ? (
        <Text c="dimmed">{words.none}</Text>
      ) : (
        <>
          <Group gap="lg" mb="sm">
            {outcomes.map((outcome) => (
              <TextLink
                key={outcome}
                to="/administration/sign-ins"
                search={{ outcome, from: first?.day }}
                c="inherit"
                size="sm"
              >
                <span className={classes.key} data-outcome={outcome} />
                {words.outcomes[outcome]} <strong>{words.number(sum(outcome))}</strong>
              </TextLink>
            ))}
          </Group>
          <svg
            className={classes.chart}
            viewBox={`0 0 ${days.length * step} ${height}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={summary}
          >
            <line
              className={classes.axis}
              x1="0"
              y1={height}
              x2={days.length * step}
              y2={height}
              vectorEffect="non-scaling-stroke"
            />
            {days.map((day, index) => (
              <g key={day.day}>
                <title>
                  {`${name(day)}: ${outcomes.map((outcome) => `${words.outcomes[outcome]} ${words.number(day[outcome])}`).join(', ')}`}
                </title>
                {/* The whole column, so that a day without sign-ins says so as well. */}
                <rect x={index * step} y="0" width={step} height={height} fill="transparent" />
                {barsOf(day, most).map(({ outcome, y, size }) => (
                  <rect
                    key={outcome}
                    data-outcome={outcome}
                    x={index * step + gap / 2}
                    y={y}
                    width={step - gap}
                    height={size}
                  />
                ))}
              </g>
            ))}
          </svg>
          <Group justify="space-between" aria-hidden>
            <Text size="xs" c="dimmed">
              {first && name(first)}
            </Text>
            <Text size="xs" c="dimmed">
              {last && name(last)}
            </Text>
          </Group>
          <details>
            <summary className={classes.summary}>
              <Text span size="sm">
                {words.asTable}
              </Text>
            </summary>
            <PlainTable aria-labelledby="sign-ins-by-day">
              <thead>
                <tr>
                  <th scope="col">{words.day}</th>
                  {outcomes.map((outcome) => (
                    <th key={outcome} scope="col">
                      {words.outcomes[outcome]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {days.toReversed().map((day) => (
                  <tr key={day.day}>
                    <th scope="row" className={classes.day}>
                      {name(day)}
                    </th>
                    {outcomes.map((outcome) => (
                      <td key={outcome}>
                        {day[outcome] === 0 ? (
                          words.number(0)
                        ) : (
                          <TextLink
                            to="/administration/sign-ins"
                            search={{ outcome, from: day.day, to: day.day }}
                            size="sm"
                            underline="always"
                          >
                            {words.number(day[outcome])}
                          </TextLink>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </PlainTable>
          </details>
        </>
      )}
    </Paper>
  )
}

/** One upon the other, from the axis up. */
function barsOf(day: Day, most: number) {
  let y = height
  return outcomes
    .filter((outcome) => day[outcome] > 0)
    .map((outcome) => {
      const size = (day[outcome] / most) * height
      y -= size
      return { outcome, y, size }
    })
}
