/** A piece of a text, and whether it differs from the other text. */
export type Piece = { text: string; differs: boolean }

/**
 * Where two short texts differ, character by character, each as its own pieces: two tenant IDs, or two addresses, one
 * of which was mistyped. What they have in common stays in order (longest common subsequence), so that a missing
 * character is not a difference of everything after it.
 */
export function compare(one: string, other: string): { one: Piece[]; other: Piece[] } {
  const [a, b] = [[...one], [...other]]
  if (a.length > longest || b.length > longest) return { one: whole(one), other: whole(other) }
  const common = lengthsOfCommon(a, b)
  // If they have little in common, neither is a slip of the other, and marking every other character would only
  // confuse.
  if ((common[0]?.[0] ?? 0) * 3 < Math.max(a.length, b.length) * 2)
    return { one: whole(one, true), other: whole(other, true) }
  const marks: { one: boolean[]; other: boolean[] } = { one: [], other: [] }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const here = common[i]?.[j] ?? 0
    if (i < a.length && j < b.length && a[i] === b[j] && here === (common[i + 1]?.[j + 1] ?? 0) + 1) {
      marks.one.push(false)
      marks.other.push(false)
      i += 1
      j += 1
    } else if (i < a.length && (common[i + 1]?.[j] ?? 0) === here) {
      marks.one.push(true)
      i += 1
    } else {
      marks.other.push(true)
      j += 1
    }
  }
  return { one: piecesOf(a, marks.one), other: piecesOf(b, marks.other) }
}

/** Beyond this, comparing every character with every other would take too long. */
const longest = 330

function lengthsOfCommon(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] as number[]
      const below = lengths[i + 1] as number[]
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return lengths
}

function piecesOf(characters: readonly string[], marks: readonly boolean[]): Piece[] {
  const pieces: Piece[] = []
  characters.forEach((character, index) => {
    const differs = marks[index] ?? false
    const last = pieces.at(-1)
    if (last?.differs === differs) last.text += character
    else pieces.push({ text: character, differs })
  })
  return pieces
}

function whole(text: string, differs = false): Piece[] {
  return text === '' ? [] : [{ text, differs }]
}
