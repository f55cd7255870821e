import { useEffect, useRef, useState } from 'react'
import type { ManyChange } from '#shared/many-users.ts'
import { useUnsaved } from '../../unsaved.ts'
import { type Run, runInParts, type Target } from './many.queries.ts'

/** How far a run has come. */
export type Progress = { answered: number; total: number; isStopping: boolean }

export type Running = ReturnType<typeof useRun>

/** Runs in parts, with its progress. It stops with the page. */
export function useRun() {
  const [progress, setProgress] = useState<Progress>()
  const isStopped = useRef(false)
  useEffect(() => {
    isStopped.current = false
    return () => {
      isStopped.current = true
    }
  }, [])
  useUnsaved(progress !== undefined)
  return {
    progress,
    async run(change: ManyChange, targets: readonly Target[], dryRun: boolean): Promise<Run> {
      isStopped.current = false
      setProgress({ answered: 0, total: targets.length, isStopping: false })
      const run = await runInParts(change, targets, {
        dryRun,
        onProgress: (answered) => setProgress((before) => before && { ...before, answered }),
        isStopped: () => isStopped.current,
      })
      setProgress(undefined)
      return run
    },
    /** Ends it before its next request. What is on its way is done. */
    stop() {
      isStopped.current = true
      setProgress((before) => before && { ...before, isStopping: true })
    },
  }
}
