/** Signs someone in with a password. @returns the session's cookie. @throws {Error} if the sign-in fails. */
export async function signInWithPassword(
  origin: string,
  username: string,
  password: string,
): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ username, password }),
  })
  const [line] = answer.headers.getSetCookie()
  if (answer.status !== 201 || !line) throw new Error(`the sign-in was answered with ${answer.status}`)
  return line.split(';')[0] ?? ''
}
