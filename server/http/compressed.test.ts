import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openFrontDoor, tmasUrl, visitor } from '#server/testing/front-door.ts'
import { compressed } from './compressed.ts'

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(compressed(listener)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Asks with nothing but these headers, and opens what is compressed. */
async function ask(url: string, headers: Record<string, string>) {
  const request = get(url, { headers: { host: new URL(tmasUrl).host, ...headers }, agent: false })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  const encoding = answer.headers['content-encoding']
  const bytes = await buffer(answer)
  const open = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? '']
  return {
    status: answer.statusCode,
    headers: answer.headers,
    encoding,
    text: String(open ? open(bytes) : bytes),
  }
}

test('pages, their files and the description of the API are compressed, and say the same', async () => {
  const door = await openFrontDoor()
  onTestFinished(() => door.close())
  const url = await listen(getRequestListener(door.app.fetch))
  const page = await (await visitor(door).get('/help/cannot-sign-in')).text()
  const [asset] = /\/assets\/[^"]+\.css/.exec(page) ?? []
  for (const path of ['/help/cannot-sign-in', '/api/v1/openapi.json', asset]) {
    const plain = await ask(`${url}${path}`, { 'accept-encoding': 'identity' })
    expect([plain.status, plain.encoding]).toEqual([200, undefined])
    for (const encoding of ['br', 'gzip']) {
      const smaller = await ask(`${url}${path}`, { 'accept-encoding': encoding })
      expect([path, smaller.encoding]).toEqual([path, encoding])
      expect(smaller.text).toBe(plain.text)
      expect(smaller.headers.vary).toMatch(/Accept-Encoding/)
    }
  }
})

test('the console’s files were compressed when it was built', async () => {
  const door = await openFrontDoor()
  onTestFinished(() => door.close())
  const names = readdirSync(new URL('../../web/dist/assets', import.meta.url))
  const script = `/console/assets/${names.find((name) => name.endsWith('.js'))}`
  const [plain, smaller] = [
    await visitor(door).get(script),
    await visitor(door).get(script, { 'accept-encoding': 'gzip, br;q=0.8' }),
  ]
  expect([plain, smaller].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, 'br'])
  const opened = brotliDecompressSync(await smaller.arrayBuffer())
  expect(opened.toString()).toBe(await plain.text())
})

describe('an answer of the person’s own', () => {
  const list = JSON.stringify(Array.from({ length: 200 }, (_, at) => `North Group, store ${at}`))
  const answer =
    (type: string, body: string): RequestListener =>
    (_, response) => {
      response.setHeader('content-type', type)
      response.end(body)
    }
  const asked = { 'accept-encoding': 'gzip', cookie: 'tmas=1' }

  test('is compressed if a page of ours or the person asked for it', async () => {
    const url = await listen(answer('application/json', list))
    for (const site of ['same-origin', 'none'])
      expect((await ask(url, { ...asked, 'sec-fetch-site': site })).encoding).toBe('gzip')
  })

  test('keeps its length to itself if another site had the browser ask for it', async () => {
    const url = await listen(answer('application/json', list))
    for (const site of ['cross-site', 'same-site'])
      expect((await ask(url, { ...asked, 'sec-fetch-site': site })).encoding).toBeUndefined()
    expect((await ask(url, asked)).encoding).toBeUndefined()
  })

  test('is left alone if it is short, if it is a picture, and if it is a list that goes on', async () => {
    const here = { ...asked, 'sec-fetch-site': 'same-origin' }
    for (const [type, body] of [
      ['application/json', '{"name":"Ada"}'],
      ['image/png', list],
      ['text/event-stream', list],
    ] as const)
      expect((await ask(await listen(answer(type, body)), here)).encoding).toBeUndefined()
  })
})
