import { newestAttempt, tmasUrl, visitor } from '#server/testing/front-door.ts'
import { clearUsers, type Stage } from '#server/testing/stage.ts'
import { type Form, visit } from './browser.ts'

/** What became of one sign-in: who TMAS says is signed in, and what it wrote down. */
export type SignIn = {
  user: string | undefined
  code: string | null
  /** The first check of the token that failed. */
  failed: string | undefined
}

export type SignInOptions = {
  /** From the button that is there for everyone, or from the chain's own address. */
  start?: 'general' | 'chain'
  /** What the person does on a page of the double. */
  answer?: (page: string) => Form
  /** The callback as it is visited. */
  callback?: (address: URL) => string
  /** The person has come before, and stays linked. */
  isLinked?: boolean
}

/** One whole sign-in at a double: the button, whatever the double asks, the callback, the session. */
export async function signIn(stage: Stage, options: SignInOptions = {}): Promise<SignIn> {
  const { start = 'general', answer, callback = String, isLinked = false } = options
  if (!isLinked) await clearUsers(stage)
  const browser = visitor(stage)
  const chain = start === 'chain' ? `?chain=${stage.north.chainId}` : ''
  const started = await browser.get(`/sign-in/microsoft${chain}`)
  const returned = await visit(started.headers.get('location') ?? '', {
    until: tmasUrl,
    ...(answer && { answer }),
  })
  await browser.get(callback(new URL(returned)))
  const { user } = (await browser.session()) ?? {}
  const { code, checks } = await newestAttempt(stage)
  const failed = (checks as { name: string; passed: boolean }[]).find(({ passed }) => !passed)
  return { user: user?.username, code, failed: failed?.name }
}
