import type { Simulated } from './simulate.ts'
import type { Day } from './simulated-day.ts'

/** What came of a simulation, against what R36 asks for. */
export type Figures = {
  customers: number
  people: number
  days: Day[]
  /** Milliseconds. */
  longestShutOut: number
  tooLong: number
  /** People who were kept out before a pause, at most, and those included who have no password. */
  mostKeptOut: number
  mostRefused: number
  withoutCause: number
  forecast: { right: number; wrong: number; none: number }
}

/** Milliseconds. Longer than this no one may be shut out. */
export const longestAllowed = 5 * 60 * 1000

/** People kept out before a wave is paused, at most. */
export const mostAllowed = 10

/** The share of forecasts that must come true. */
export const forecastsToComeTrue = 0.99

export function figuresOf(simulated: readonly Simulated[]): Figures {
  const days = simulated.flatMap((one) => one.days)
  const shutOut = days.flatMap((day) => day.shutOut)
  const sum = (count: (day: Day) => number) => days.reduce((total, day) => total + count(day), 0)
  return {
    customers: simulated.length,
    people: simulated.reduce((total, { people }) => total + people, 0),
    days,
    longestShutOut: shutOut.reduce((most, ms) => Math.max(most, ms), 0),
    tooLong: shutOut.filter((ms) => ms > longestAllowed).length,
    mostKeptOut: days.reduce((most, { beforePause }) => Math.max(most, beforePause?.people ?? 0), 0),
    mostRefused: days.reduce((most, { beforePause }) => Math.max(most, beforePause?.inAll ?? 0), 0),
    withoutCause: days.filter(isWithoutCause).length,
    forecast: {
      right: sum(({ forecast }) => forecast.right),
      wrong: sum(({ forecast }) => forecast.wrong),
      none: sum(({ forecast }) => forecast.none),
    },
  }
}

/** Whether everything is as R36 asks for. */
export function isGood({ tooLong, mostKeptOut, withoutCause, forecast: { right, wrong } }: Figures): boolean {
  return (
    tooLong === 0 &&
    mostKeptOut <= mostAllowed &&
    withoutCause === 0 &&
    right >= forecastsToComeTrue * (right + wrong)
  )
}

/** The days that were not as R36 asks, with the seed that plays each of them again. */
export function offendersOf(simulated: readonly Simulated[]): string[] {
  return simulated.flatMap(({ seed, people, days }) =>
    days.flatMap((day, index) => {
      const { beforePause, trouble } = day
      const faults = [
        isWithoutCause(day) && 'paused without a cause',
        (beforePause?.people ?? 0) > mostAllowed && `paused after ${beforePause?.people} people`,
        day.shutOut.some((ms) => ms > longestAllowed) &&
          `shut out for ${day.shutOut.map(minutes).join(', ')} minutes`,
        day.forecast.wrong > 0 && `${day.forecast.wrong} forecasts that did not come true`,
      ].filter((fault) => fault !== false)
      if (faults.length === 0) return []
      return [
        `seed ${seed} (${people} people), day ${index + 1} (${trouble}, ${day.people} people): ${faults.join('; ')}`,
      ]
    }),
  )
}

const isWithoutCause = ({ beforePause }: Day) => beforePause?.hasCause === false

const minutes = (ms: number) => (ms / 60_000).toFixed(1)
const percent = (part: number, whole: number) =>
  whole === 0 ? '—' : `${((100 * part) / whole).toFixed(2)} %`

/** The figures in a few lines. */
export function summaryOf(figures: Figures): string {
  const {
    customers,
    people,
    days,
    longestShutOut,
    tooLong,
    mostKeptOut,
    mostRefused,
    withoutCause,
    forecast,
  } = figures
  const { right, wrong } = forecast
  return [
    `${customers} customers with ${people} people, ${days.length} days with a trouble each.`,
    `Longest that anyone was shut out: ${minutes(longestShutOut)} minutes; more than five: ${tooLong} times.`,
    `Most people kept out before a pause: ${mostKeptOut}; refused, with or without a password: ${mostRefused}. Pauses without a cause: ${withoutCause}.`,
    `Forecasts that came true: ${percent(right, right + wrong)} of ${right + wrong}.`,
    '',
    ...tableOf(figures),
  ].join('\n')
}

function tableOf({ days }: Figures): string[] {
  const rows = [...Map.groupBy(days, ({ trouble }) => trouble)].map(([trouble, ofIt]) => {
    const shutOut = ofIt.flatMap((day) => day.shutOut)
    const paused = ofIt.flatMap(({ beforePause }) => beforePause ?? [])
    const longest = shutOut.reduce((most, ms) => Math.max(most, ms), 0)
    const most = paused.reduce((sofar, { people }) => Math.max(sofar, people), 0)
    return `| ${trouble} | ${ofIt.length} | ${paused.length} | ${most || '—'} | ${shutOut.length} | ${minutes(longest)} |`
  })
  return [
    '| what went wrong | days | paused | kept out before a pause, at most | people shut out | longest, minutes |',
    '|---|---|---|---|---|---|',
    ...rows.toSorted(),
  ]
}

const begin = '<!-- written by `npm run simulate -- --write` -->'
const end = '<!-- end of the simulation -->'

/** The document with the figures between its marks. */
export function withSimulation(document: string, figures: Figures, seed: number): string {
  const [head, rest = ''] = document.split(begin)
  const tail = rest.slice(rest.indexOf(end) + end.length)
  const { customers, people, days, forecast } = figures
  const { right, wrong } = forecast
  const list = [
    `- ${customers.toLocaleString('en')} customers with ${people.toLocaleString('en')} people from the seed ${seed}, and ${days.length.toLocaleString('en')} days with a trouble each.`,
    `- The longest that anyone was shut out: **${minutes(figures.longestShutOut)} minutes**; more than five: ${figures.tooLong} times.`,
    `- At most **${figures.mostKeptOut} people** were kept out before a wave was paused; ${figures.mostRefused}, if those are counted who have no password.`,
    `- Pauses without a cause: **${figures.withoutCause}**.`,
    `- Of ${(right + wrong).toLocaleString('en')} forecasts, **${percent(right, right + wrong)}** came true.`,
  ]
  const picture = '![How long people were shut out](roll-out.svg)'
  return `${head}${begin}\n\n${picture}\n\n${list.join('\n')}\n\n${tableOf(figures).join('\n')}\n\n${end}${tail}`
}

/** How long people were shut out, as a picture: a bar for each half minute, with how many there were. */
export function plotOf({ days }: Figures): string {
  const half = 30_000
  const bars = Array.from({ length: 12 }, () => 0)
  for (const ms of days.flatMap((day) => day.shutOut)) {
    const bar = Math.min(11, Math.floor(ms / half))
    bars[bar] = (bars[bar] ?? 0) + 1
  }
  const most = Math.max(1, ...bars)
  const [width, height, left, floor] = [640, 260, 48, 210]
  const step = (width - left - 16) / bars.length
  const columns = bars.map((count, index) => {
    const tall = count === 0 ? 0 : Math.max(1, (170 * count) / most)
    const x = left + index * step
    return [
      `<rect x="${x.toFixed(1)}" y="${(floor - tall).toFixed(1)}" width="${(step - 4).toFixed(1)}" height="${tall.toFixed(1)}" rx="2" fill="#2f6fde"/>`,
      count > 0 &&
        `<text x="${(x + step / 2 - 2).toFixed(1)}" y="${(floor - tall - 5).toFixed(1)}" text-anchor="middle">${count.toLocaleString('en')}</text>`,
      `<text x="${(x + step / 2 - 2).toFixed(1)}" y="${floor + 16}" text-anchor="middle">${index === 11 ? '5.5+' : index / 2}</text>`,
    ]
  })
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="11" fill="#5b6472">`,
    '<title id="title">How many people were shut out for how many minutes</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<line x1="${left}" x2="${width - 16}" y1="${floor}" y2="${floor}" stroke="#c9d0da"/>`,
    `<line x1="${(left + 10 * step - 2).toFixed(1)}" x2="${(left + 10 * step - 2).toFixed(1)}" y1="24" y2="${floor}" stroke="#c0392b" stroke-dasharray="4 3"/>`,
    `<text x="${(left + 10 * step - 6).toFixed(1)}" y="34" text-anchor="end" fill="#c0392b">five minutes</text>`,
    ...columns.flat().filter((part) => part !== false),
    `<text x="${left}" y="${height - 14}">minutes from the first refusal until a way in was open; above the bars, people</text>`,
    '</svg>',
  ].join('\n')}\n`
}
