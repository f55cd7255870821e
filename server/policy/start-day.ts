/** A day on which a rule begins somewhere, and where that day is counted. */
export type StartDay = {
  /** As `2027-01-31`. */
  startsOn: string
  /** An IANA name. */
  timeZone: string
}

/** The moment at which a day starts in a time zone. Where midnight is skipped, it is the first moment after it. */
export function startOf({ startsOn, timeZone }: StartDay): Date {
  return new Date(Temporal.PlainDate.from(startsOn).toZonedDateTime(timeZone).epochMilliseconds)
}

/** Whether a day has started. */
export function hasCome(day: StartDay, now: Date): boolean {
  return startOf(day).getTime() <= now.getTime()
}
