/** The cookie of a person who signs in with their password. @throws {Error} if they cannot. */
export async function sessionOf(server: string, username: string, password: string): Promise<string> {
  const response = await fetch(`${server}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server },
    body: JSON.stringify({ username, password }),
  })
  await response.body?.cancel()
  if (response.status !== 201) throw new Error(`${username} could not sign in: ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
