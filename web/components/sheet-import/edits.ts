import { useState } from 'react'

/** By line: what the person has made of cells. */
export type Edits<Column extends string> = ReadonlyMap<number, Partial<Record<Column, string>>>

/** What a person corrects in the rows of a file, and which rows they leave out. */
export function useEdits<Column extends string>() {
  const [edits, setEdits] = useState<Edits<Column>>(new Map())
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set())
  const corrected = [...edits.values()].reduce((sum, cells) => sum + Object.keys(cells).length, 0)
  return {
    edits,
    leftOut,
    /** Cells that were corrected and not checked since. */
    corrected,
    isEdited: corrected > 0 || leftOut.size > 0,
    edit: (line: number, column: Column, text: string) =>
      setEdits(
        new Map(edits).set(line, { ...edits.get(line), [column]: text } as Partial<Record<Column, string>>),
      ),
    leaveOut: (line: number) => setLeftOut(new Set([line]).symmetricDifference(leftOut)),
  }
}
