/** The value below which this share of the values lies; 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/**
 * How often a value of the first sample is larger than one of the second (0.5 if they are alike), and how many standard
 * deviations that is from one half: the Mann-Whitney U test, without a correction for ties.
 *
 * @see https://doi.org/10.1214/aoms/1177730491
 */
export function superiority(
  first: readonly number[],
  second: readonly number[],
): { share: number; deviations: number } {
  let larger = 0
  for (const one of first) for (const other of second) larger += one > other ? 1 : one === other ? 0.5 : 0
  const pairs = first.length * second.length
  const share = larger / pairs
  return { share, deviations: (share - 0.5) / Math.sqrt((first.length + second.length + 1) / (12 * pairs)) }
}
