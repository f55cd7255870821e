import { useEffect } from 'react'

const forms = new Set<symbol>()

/**
 * Notes that a form holds what would be lost with this page, as long as it does (R32). `useDraft` does it by itself.
 */
export function useUnsaved(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return
    const form = Symbol('form')
    forms.add(form)
    return () => {
      forms.delete(form)
    }
  }, [isChanged])
}

/** Whether something would be lost if this page were left. */
export function isAnythingUnsaved(): boolean {
  return forms.size > 0
}
