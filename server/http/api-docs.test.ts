import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FrontDoor, openFrontDoor, visitor } from '#server/testing/front-door.ts'

let door: FrontDoor
let html: string
let description: {
  paths: Record<string, Record<string, { summary: string; responses: object }>>
  components: { schemas: object; securitySchemes: object }
}

beforeAll(async () => {
  door = await openFrontDoor()
  const browser = visitor(door)
  description = await (await browser.get('/api/v1/openapi.json')).json()
  html = await (await browser.get('/api/docs')).text()
})
afterAll(() => door.close())

test('every route of the API’s description is on the page, with its summary and its answers', () => {
  const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} /api/v1${path}`,
      operation,
    })),
  )
  expect(routes.length).toBeGreaterThan(30)
  for (const { name, operation } of routes) {
    const article = html.split('<article>').find((part) => part.includes(`<code>${name}</code>`))
    expect.soft(article, name).toContain(escaped(operation.summary))
    for (const status of Object.keys(operation.responses))
      expect.soft(article, name).toContain(`<dt><code>${status}</code></dt>`)
  }
})

test('every route of the API is in its description, with a summary', () => {
  const served = door.app.routes
    .filter(({ method, path }) => path.startsWith('/api/v1/') && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.slice('/api/v1'.length).replaceAll(/:(\w+)/g, '{$1}')}`)
    .filter((route) => route !== 'GET /openapi.json')
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { summary }]) =>
      summary ? [`${method.toUpperCase()} ${path}`] : [],
    ),
  )
  expect([...new Set(served)].sort()).toEqual(described.sort())
})

test('every link on the page leads to a place on it or to the description itself', () => {
  const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, link = '']) => link)
  const places = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => `#${id}`)
  expect(new Set(places).size).toBe(places.length)
  expect(links.filter((link) => !places.includes(link))).toEqual(['/api/v1/openapi.json'])
})

test('the page is plain HTML under the strictest policy: nothing inline, nothing from elsewhere', async () => {
  const response = await visitor(door).get('/api/docs')
  expect(response.headers.get('content-type')).toMatch(/^text\/html/)
  expect(response.headers.get('content-security-policy')).toContain(
    "default-src 'none'; script-src 'self'; style-src 'self';",
  )
  expect(html).not.toMatch(/<script|<style|style=|\son\w+=|(?:src|href)="(?:https?:)?\/\//)
  for (const [, sheet = ''] of html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g))
    expect((await visitor(door).get(sheet)).status).toBe(200)
})

test.each([
  ['fr', 'Réponses'],
  ['es', 'Respuestas'],
])('the page around the description is in the reader’s language too (%s)', async (language, word) => {
  const page = await (await visitor(door).get(`/api/docs?lang=${language}`)).text()
  expect(page).toContain(`<html lang="${language}">`)
  expect(page).toContain(word)
})

test('the description names both ways to authenticate', () => {
  expect(description.components.securitySchemes).toEqual({
    session: { type: 'apiKey', in: 'cookie', name: 'tmas' },
    apiKey: { type: 'http', scheme: 'bearer' },
  })
})

function escaped(text: string) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
