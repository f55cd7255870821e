import type { Db } from '#server/platform/database.ts'
import { isGuid } from '#shared/shapes.ts'
import { type AttemptFeed, overlap } from './attempt-feed.ts'
import { listNoted, type Noted, readDatabaseClock } from './sign-ins.queries.ts'

/** Where a stream continues: when something was noted, in milliseconds, and for which attempt. */
export type StreamPosition = { notedAt: number; attemptId: string }

/**
 * How many attempts may wait to be sent, or are caught up when a stream starts again. Beyond that it sends `reset`.
 */
const memory = 500

const encoder = new TextEncoder()

/** How many bytes may wait for a slow reader. Beyond that, only the IDs of attempts are remembered. */
const waitingRoom = 64 * 1024

export type Stream<Scope> = {
  db: Db
  feed: AttemptFeed
  customerId: string
  /** A person or a key, who may watch in a limited number of windows. */
  watcher: string
  after: StreamPosition | undefined
  /**
   * What the watcher may read now; undefined if no longer anything. It is asked before anything is written, and at every
   * heartbeat, where the answer may take so many milliseconds longer.
   */
  readable(patience?: number): Promise<Scope | undefined>
  /** These attempts as events (`writeEvents`), oldest first, if the reader may see them and asked for them. */
  read(ids: readonly string[], scope: Scope): Promise<Uint8Array>
  /** Milliseconds between two signs of life. */
  heartbeatMs: number
}

/**
 * Attempts as they start and end, as server-sent events: `attempt` with the attempt as it is now, or `reset` if there
 * were too many to send. The same attempt may come again: its newest version counts.
 *
 * It ends when the reader leaves, may no longer read or does not read, or when this instance stops.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function openActivityStream<Scope>(stream: Stream<Scope>): ReadableStream<Uint8Array> {
  const waiting = new Set<string>()
  let mustReset = false
  let isBusy = false
  let isClosed = false
  let beatsUnread = 0
  let stop: () => void
  let controller: ReadableStreamDefaultController<Uint8Array>

  return new ReadableStream<Uint8Array>(
    {
      // Not async: if there are too many streams already, this throws, and the request is answered accordingly.
      start(given) {
        controller = given
        const unwatch = stream.feed.watch(stream.customerId, stream.watcher, {
          onAttempts: remember,
          onClose: end,
        })
        const timer = setInterval(sendHeartbeat, stream.heartbeatMs)
        timer.unref()
        stop = () => {
          isClosed = true
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
    if (isClosed) return
    stop()
    controller.close()
  }

  function write(text: string) {
    send(encoder.encode(text))
  }

  function send(bytes: Uint8Array) {
    // The reader may leave while the database is asked.
    if (!isClosed && bytes.length > 0) controller.enqueue(bytes)
  }

  /** Says where to continue if it breaks off before anything happens, and what has happened since the last time. */
  async function begin() {
    try {
      const now = (await readDatabaseClock(stream.db)).getTime()
      write(`id: ${writePosition({ notedAt: now, attemptId: nothing })}\n\n`)
      if (stream.after) await resume(stream.after)
    } catch {
      remember(undefined)
    }
  }

  /** What the reader missed, and a little before that: what was noted then may be readable only now. */
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
    if (isBusy || isClosed || (waiting.size === 0 && !mustReset) || isFull()) return
    isBusy = true
    try {
      const scope = await stream.readable()
      if (scope === undefined) return end()
      if (mustReset) write('event: reset\ndata: {}\n\n')
      mustReset = false
      const ids = [...waiting].slice(0, 50)
      for (const id of ids) waiting.delete(id)
      if (ids.length > 0) send(await stream.read(ids, scope))
    } catch {
      // The database is unreachable, or the reader is gone. The next heartbeat finds out which.
      mustReset = true
      return
    } finally {
      isBusy = false
    }
    return tell()
  }

  /** Also ends the stream of a reader that has gone to sleep with the connection open. */
  async function sendHeartbeat() {
    beatsUnread = isFull() ? beatsUnread + 1 : 0
    const isAllowed = await stream.readable(stream.heartbeatMs / 10).then(
      (scope) => scope !== undefined,
      () => undefined,
    )
    if (isAllowed === false || beatsUnread > 3) return end()
    if (!isFull()) write(': \n\n')
    return tell()
  }

  function isFull() {
    return (controller.desiredSize ?? 0) <= 0
  }
}

const nothing = '00000000-0000-0000-0000-000000000000'

/** Attempts as the events of a stream, all at once: each piece that is sent costs a call of the operating system. */
export function writeEvents(told: readonly { position: StreamPosition; item: unknown }[]): Uint8Array {
  const events = told.map(
    ({ position, item }) =>
      `event: attempt\nid: ${writePosition(position)}\ndata: ${JSON.stringify(item)}\n\n`,
  )
  return encoder.encode(events.join(''))
}

function writePosition({ notedAt, attemptId }: StreamPosition): string {
  return `${notedAt}.${attemptId}`
}

/** @returns undefined if it is not a position that one of our streams has given out. */
export function readPosition(text: string): StreamPosition | undefined {
  const [, notedAt, attemptId] = /^(\d{1,15})\.(.+)$/.exec(text) ?? []
  return notedAt && isGuid(attemptId) ? { notedAt: Number(notedAt), attemptId } : undefined
}
