/** What the doctor says about one check: one line and, if something is wrong, what to do. */
export type Finding = {
  name: string
  status: 'ok' | 'warning' | 'failed' | 'skipped'
  detail: string
  remedy?: string
}

export function fine(name: string, detail: string): Finding {
  return { name, status: 'ok', detail }
}

export function warning(name: string, detail: string, remedy: string): Finding {
  return { name, status: 'warning', detail, remedy }
}

export function failed(name: string, detail: string, remedy: string): Finding {
  return { name, status: 'failed', detail, remedy }
}

/** The check could not be made; another line says why. */
export function skipped(name: string, detail: string): Finding {
  return { name, status: 'skipped', detail }
}

/** An error in one line. If several addresses were tried, Node's error has a code but no message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  return (error.message || code || error.name).split('\n')[0] ?? ''
}
