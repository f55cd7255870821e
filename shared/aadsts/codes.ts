import type { Refusal, WhoMustAct } from '../refusals.ts'
import { catalogue, type Numbers } from './catalogue.ts'
import { type AadstsMeaning, aadstsMeanings } from './meanings.ts'

/**
 * What the contract says of a whole family. It gives a number that no one here knows its refusal, never a sentence:
 * within each of them numbers ask quite different things of different people.
 */
const families: readonly { from: number; to: number; refusal: Refusal }[] = [
  { from: 16000, to: 16099, refusal: 'account_problem_at_microsoft' },
  { from: 50070, to: 50079, refusal: 'account_problem_at_microsoft' },
  { from: 530000, to: 530999, refusal: 'blocked_by_policy' },
]

const meaningByNumber: ReadonlyMap<number, AadstsMeaning> = new Map(
  (Object.keys(catalogue) as AadstsMeaning[]).flatMap((meaning) =>
    numbersOf(catalogue[meaning]).map((code) => [code, meaning] as const),
  ),
)

/** Every number that is known here, in order. */
export const aadstsCodes: readonly number[] = [...meaningByNumber.keys()].sort((a, b) => a - b)

/** All numbers of a meaning, wherever they are explained. */
export function numbersOf({ reference = [], lookUp = [], field = [] }: Numbers): number[] {
  return [...reference, ...lookUp, ...field]
}

/** What a number means for a sign-in; undefined for one that is not in the catalogue. */
export function meaningOfAadsts(code: number): AadstsMeaning | undefined {
  return meaningByNumber.get(code)
}

/** The refusal that an answer with this number becomes. */
export function refusalOfAadsts(code: number): Refusal {
  const meaning = meaningOfAadsts(code)
  const known = meaning && aadstsMeanings[meaning].refusal
  const family = families.find(({ from, to }) => from <= code && code <= to)
  return known ?? family?.refusal ?? 'refused_by_microsoft'
}

/** A generic "credential refused" often wraps the number that matters; it counts only where it stands alone. */
export function meaningfulCodes(codes: readonly number[]): number[] {
  return codes.filter((code) => code !== 70002 || codes.length === 1)
}

/** The one of several numbers that decides: the first that is known, else the first. */
export function decidingCode(codes: readonly number[]): number | undefined {
  const telling = meaningfulCodes(codes)
  return telling.find((code) => meaningOfAadsts(code) !== undefined) ?? telling[0]
}

/** Who has to act, if a number that decided this refusal says so; undefined if it does not. */
export function actorByNumber(code: Refusal, number: number | null): WhoMustAct | undefined {
  if (number === null || refusalOfAadsts(number) !== code) return undefined
  const meaning = meaningOfAadsts(number)
  return (meaning && aadstsMeanings[meaning].who) ?? undefined
}
