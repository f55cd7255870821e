/** What the doctor says of one thing: a line, and where it is not well, what to do. */
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

/** It could not be looked at, for the reason that another line gives. */
export function skipped(name: string, detail: string): Finding {
  return { name, status: 'skipped', detail }
}

/** What an error says, in one line. Where several addresses were tried, Node's error has a code and no words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  return (error.message || code || error.name).split('\n')[0] ?? ''
}
