import { describe, expect, test } from 'vitest'
import { failureOf, Refusal, Unreachable } from '#phone/sync/failure.ts'
import { communeOverHttp, type Fetch } from '#phone/sync/http.ts'
import { problems } from '#protocol/problem.ts'
import { facts } from '../kit.ts'

const look = { facts, key: { id: '00112233aabbccdd', publicKey: 'B'.repeat(87) } }

function answering(body: BodyInit, init: ResponseInit & { type?: string } = {}): Fetch {
  const headers = { 'content-type': init.type ?? 'application/json; charset=UTF-8' }
  return async () => new Response(body, { status: init.status ?? 200, headers })
}

async function failureWith(send: Fetch, limit = 1_000): Promise<unknown> {
  return communeOverHttp(send, limit)
    .look('x')
    .then(
      () => 'an answer',
      (error: unknown) => error,
    )
}

test('a reply in our envelope is the answer', async () => {
  expect(await communeOverHttp(answering(JSON.stringify(look))).look('x')).toEqual(look)
})

describe('no answer of ours is', () => {
  const page = '<!doctype html><title>Wi-Fi miễn phí</title>'
  test.each<[string, string, Fetch]>([
    ['a captive portal’s page with 200', 'not_our_server', answering(page, { type: 'text/html' })],
    ['a captive portal’s page that calls itself JSON', 'not_our_server', answering(page)],
    [
      'what looks like ours and says it is a page',
      'not_our_server',
      answering(JSON.stringify(look), { type: 'text/html' }),
    ],
    ['a stranger’s JSON', 'not_our_server', answering('{"status":"ok"}')],
    ['a reply cut off on the way', 'not_our_server', answering(JSON.stringify(look).slice(0, 40))],
    ['a redirect', 'not_our_server', async () => Response.redirect('http://portal.example/', 302)],
    ['a stranger’s 404', 'not_our_server', answering('Not Found', { status: 404, type: 'text/plain' })],
    ['a gateway whose server is away', 'server_down', answering('Bad Gateway', { status: 502, type: 'text/html' })],
    ['our server’s own fault', 'server_down', answering('{"problem":"server_fault"}', { status: 500 })],
    ['silence of the line', 'no_line', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a reply in a newer protocol', 'newer_protocol', answering('{"protocol":2,"answers":[]}')],
    ['a refusal this version has no word for', 'not_our_server', answering('{"problem":"brand_new"}', { status: 409 })],
  ])('%s: %s', async (_, failure, send) => expect(failureOf(await failureWith(send))).toBe(failure))

  test('one that takes longer than the time limit: timed_out', async () => {
    const never: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)))
    expect(await failureWith(never, 5)).toEqual(new Unreachable('timed_out'))
  })
})

test.each(Object.entries(problems))('the refusal %s keeps its code', async (code, status) => {
  const refused = await failureWith(answering(JSON.stringify({ problem: code }), { status }))
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ code })
})

test('a token travels in the header, and nothing of this browser’s with it', async () => {
  const sent: RequestInit[] = []
  const send: Fetch = async (_, request) => {
    sent.push(request)
    return new Response('{"confirmed":true}', { headers: { 'content-type': 'application/json' } })
  }
  await communeOverHttp(send).confirm({ code: 'x', device: 'y' }, 'a reading token')
  // Whatever else it says goes over a slow line with every request.
  expect([...new Headers(sent[0]!.headers)]).toEqual([['authorization', 'Bearer a reading token']])
  expect(sent[0]).not.toHaveProperty('cache')
  expect(sent[0]).toMatchObject({ credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' })
})
