import { channel } from 'node:diagnostics_channel'

/**
 * An event that other code can count. Publishing costs nothing if no one listens. The publisher need not know who
 * listens, and nothing may depend on it: events are for figures, never for behaviour.
 */
export function diagnosticEvent<Message extends object>(name: string) {
  const events = channel(`tmas:${name}`)
  return {
    publish(message: Message): void {
      if (events.hasSubscribers) events.publish(message)
    },
    /** @returns a function that stops listening. */
    subscribe(listener: (message: Message) => void): () => void {
      const onMessage = (message: unknown) => listener(message as Message)
      events.subscribe(onMessage)
      return () => events.unsubscribe(onMessage)
    },
  }
}
