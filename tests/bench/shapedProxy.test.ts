import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Shape, type ShapedProxy, shapedProxy } from '../../scripts/bench/shapedProxy.ts'

const quick: Shape = { upBitsPerSecond: 1e9, downBitsPerSecond: 1e9, roundTripMs: 0 }
let server: Server
let proxy: ShapedProxy

beforeEach(async () => {
  server = createServer((asked, reply) => asked.resume().on('end', () => reply.end('Sổ Thôn')))
  server.listen(0)
  await once(server, 'listening')
  proxy = await shapedProxy((server.address() as AddressInfo).port)
})
afterEach(async () => {
  await proxy.close()
  server.closeAllConnections()
  server.close()
})

/** Sends one request by hand and reads until the server closes; the bytes of both. */
async function exchanged(body: string): Promise<{ sent: number; received: Buffer }> {
  const text = `POST / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  const socket = connect(proxy.port)
  socket.write(text)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return { sent: text.length, received: Buffer.concat(chunks) }
}

test('every byte crosses as it was, and is counted with its headers, over as many segments as it takes', async () => {
  await proxy.shape(quick)
  const { sent, received } = await exchanged('x'.repeat(10_000))
  expect(received.toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n.*Sổ Thôn$/s)
  expect(proxy.traffic()).toEqual({ up: sent, down: received.length, requests: 1, connections: 1, cuts: 0 })
})

test('a link that is shaped anew counts from nought', async () => {
  await exchanged('x')
  await proxy.shape(quick)
  expect(proxy.traffic()).toEqual({ up: 0, down: 0, requests: 0, connections: 0, cuts: 0 })
})

test('a connection is cut when its life is over, and what had not crossed by then never does', async () => {
  const bytes = 1_000_000
  await proxy.shape({ ...quick, upBitsPerSecond: 8_000, cutAfterMs: 20 })
  const asked = request({ port: proxy.port, method: 'POST' })
  const failed = once(asked, 'error')
  asked.write(Buffer.alloc(bytes))
  const [broken] = await failed
  expect(broken).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) })
  expect(proxy.traffic()).toMatchObject({ down: 0, connections: 1, cuts: 1 })
  expect(proxy.traffic().up).toBeLessThan(bytes)
})
