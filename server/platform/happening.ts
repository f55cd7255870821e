import { channel } from 'node:diagnostics_channel'

/**
 * An event that other code can count. Publishing costs nothing if no one listens. The publisher need not know who
 * listens, and nothing may depend on it: events are for figures, never for behaviour.
 */
export function happening<Message extends object>(name: string) {
  const told = channel(`tmas:${name}`)
  return {
    tell(message: Message): void {
      if (told.hasSubscribers) told.publish(message)
    },
    /** @returns a function that stops listening. */
    listen(listener: (message: Message) => void): () => void {
      const heard = (message: unknown) => listener(message as Message)
      told.subscribe(heard)
      return () => told.unsubscribe(heard)
    },
  }
}
