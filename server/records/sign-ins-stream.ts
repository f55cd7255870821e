import type { Db } from '#server/platform/database.ts'
import { type AttemptFeed, overlap } from './attempt-feed.ts'
import { listNoted, type Noted, readDatabaseClock } from './sign-ins.queries.ts'

/** Where a stream goes on: when something was noted, in milliseconds, and of which attempt. */
export type StreamPosition = { notedAt: number; attemptId: string }

/** So many attempts wait to be told, or are made up for by a stream that begins again; beyond, it says `reset`. */
const memory = 500

/** Bytes that may wait for a slow reader; meanwhile what happens is only remembered by its id. */
const waitingRoom = 64 * 1024

export type Stream = {
  db: Db
  feed: AttemptFeed
  customerId: string
  /** A person or a key: who may watch in so many windows and no more. */
  watcher: string
  after: StreamPosition | undefined
  /** Whether whoever watches may still. Asked before anything is written, and at every beat. */
  isAllowed(): Promise<boolean>
  /** These attempts, oldest first, as far as the reader may see them and wants to. */
  read(ids: readonly string[]): Promise<{ position: StreamPosition; item: unknown }[]>
  /** Milliseconds between two signs of life. */
  beat: number
}

/**
 * Attempts as they begin and end, as server-sent events: `attempt` with the attempt as it stands now, or `reset` where
 * there were too many to tell. The same attempt may come again: it is the newest word on it that counts.
 *
 * It ends when the reader leaves, or may no longer read, or does not read, or when this instance ends.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function openActivityStream(stream: Stream): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const waiting = new Set<string>()
  let mustReset = false
  let isBusy = false
  let isOver = false
  let beatsUnread = 0
  let stop: () => void
  let controller: ReadableStreamDefaultController<Uint8Array>

  return new ReadableStream<Uint8Array>(
    {
      // Not async: where there are too many streams already, this throws, and the request is answered so.
      start(given) {
        controller = given
        const unwatch = stream.feed.watch(stream.customerId, stream.watcher, {
          onAttempts: remember,
          onClose: end,
        })
        const timer = setInterval(breathe, stream.beat)
        timer.unref()
        stop = () => {
          isOver = true
          clearInterval(timer)
          unwatch()
        }
        write('retry: 3000\n\n')
        void begin()
      },
      pull: tell,
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: waitingRoom }),
  )

  function end() {
    if (isOver) return
    stop()
    controller.close()
  }

  function write(text: string) {
    // The reader may leave while the database is asked.
    if (!isOver) controller.enqueue(encoder.encode(text))
  }

  /** Says where to go on from, should it break off before anything happens; and what happened since the last time. */
  async function begin() {
    try {
      const now = (await readDatabaseClock(stream.db)).getTime()
      write(`id: ${writePosition({ notedAt: now, attemptId: nothing })}\n\n`)
      if (stream.after) await resume(stream.after)
    } catch {
      remember(undefined)
    }
  }

  /** What the reader missed, and a little before it: what was noted then may only be readable now. */
  async function resume({ notedAt, attemptId }: StreamPosition) {
    const since = new Date(Math.max(notedAt - overlap, 0))
    const noted = await listNoted(stream.db, [stream.customerId], since, memory)
    const isLast = (one: Noted) => one.attemptId === attemptId && one.notedAt.getTime() === notedAt
    remember(noted.length === memory ? undefined : noted.filter((one) => !isLast(one)))
  }

  function remember(noted: readonly Noted[] | undefined) {
    for (const { attemptId } of noted ?? []) waiting.add(attemptId)
    if (noted === undefined || waiting.size > memory) {
      waiting.clear()
      mustReset = true
    }
    void tell()
  }

  async function tell(): Promise<void> {
    if (isBusy || isOver || (waiting.size === 0 && !mustReset) || isFull()) return
    isBusy = true
    try {
      if (!(await stream.isAllowed())) return end()
      if (mustReset) write('event: reset\ndata: {}\n\n')
      mustReset = false
      const ids = [...waiting].slice(0, 50)
      for (const id of ids) waiting.delete(id)
      const told = ids.length === 0 ? [] : await stream.read(ids)
      for (const { position, item } of told)
        write(`event: attempt\nid: ${writePosition(position)}\ndata: ${JSON.stringify(item)}\n\n`)
    } catch {
      // The database is away, or the reader: the next sign of life finds out which.
      mustReset = true
      return
    } finally {
      isBusy = false
    }
    return tell()
  }

  /** Also ends the stream of somebody who has gone to sleep with the line open. */
  async function breathe() {
    beatsUnread = isFull() ? beatsUnread + 1 : 0
    const isAllowed = await stream.isAllowed().catch(() => undefined)
    if (isAllowed === false || beatsUnread > 3) return end()
    if (!isFull()) write(': \n\n')
    return tell()
  }

  function isFull() {
    return (controller.desiredSize ?? 0) <= 0
  }
}

const nothing = '00000000-0000-0000-0000-000000000000'

export function writePosition({ notedAt, attemptId }: StreamPosition): string {
  return `${notedAt}.${attemptId}`
}

/** @returns undefined for what no stream of ours has given out. */
export function readPosition(text: string): StreamPosition | undefined {
  const found = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)
  return found?.[1] && found[2] ? { notedAt: Number(found[1]), attemptId: found[2] } : undefined
}
