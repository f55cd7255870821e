import { channel } from 'node:diagnostics_channel'

/**
 * Something that happens now and then, told to whoever counts it. Where nobody listens, telling costs nothing; whoever
 * tells it need not know who listens, and nothing may depend on it: this is for figures, never for behaviour.
 */
export function happening<Message extends object>(name: string) {
  const told = channel(`tmas:${name}`)
  return {
    tell(message: Message): void {
      if (told.hasSubscribers) told.publish(message)
    },
    /** @returns how to stop listening. */
    listen(listener: (message: Message) => void): () => void {
      const heard = (message: unknown) => listener(message as Message)
      told.subscribe(heard)
      return () => told.unsubscribe(heard)
    },
  }
}
