import { describe, expect, test } from 'vitest'
import { HamletId } from '#domain/ids.ts'
import { officeLine, type Wire } from '#office/http.ts'
import { householdId } from '../builders.ts'

function answering(status: number, body: string | null): Wire {
  return async () => new Response(body, { status })
}

describe('a reply', () => {
  test.each([
    { what: 'a refusal', wire: answering(409, '{"problem":"has_rivals"}'), code: 'has_rivals' },
    { what: 'a refusal of a newer server', wire: answering(409, '{"problem":"moon_is_full"}'), code: 'server_fault' },
    { what: "a network's log-in page", wire: answering(200, '<html>Wi-Fi</html>'), code: 'not_our_server' },
    { what: "a proxy's error page", wire: answering(502, '<html>Bad gateway</html>'), code: 'not_our_server' },
    { what: 'JSON that is not ours', wire: answering(200, '{"state":"happy"}'), code: 'not_our_server' },
    { what: 'an error that names no problem', wire: answering(500, '{"message":"no"}'), code: 'not_our_server' },
    { what: 'an empty page', wire: answering(200, ''), code: 'not_our_server' },
    { what: 'no reply at all', wire: () => Promise.reject(new TypeError('fetch failed')), code: 'no_line' },
  ])('that is $what is refused as $code', async ({ wire, code }) => {
    await expect(officeLine(wire).session()).rejects.toMatchObject({ name: 'Refusal', code })
  })

  test('that fits its schema is given on', async () => {
    const session = await officeLine(answering(200, '{"state":"signed_out","commune":"Bình Lương"}')).session()
    expect(session).toEqual({ state: 'signed_out', commune: 'Bình Lương' })
  })

  test('to a step counts only if it is an object of ours', async () => {
    await expect(officeLine(answering(200, '"welcome"')).logOut()).rejects.toMatchObject({ code: 'not_our_server' })
    await expect(officeLine(answering(200, '{}')).logOut()).resolves.toEqual({})
    await expect(officeLine(answering(204, null)).logOut()).resolves.toEqual({})
  })
})

describe('a request', () => {
  async function sent(ask: (line: ReturnType<typeof officeLine>) => Promise<unknown>) {
    const requests: { path: string; init: RequestInit }[] = []
    const line = officeLine(async (path, init) => {
      requests.push({ path, init })
      return new Response('{}')
    })
    await ask(line).catch(() => undefined)
    const [{ path, init }] = requests as [(typeof requests)[number]]
    return { path, method: init.method, headers: new Headers(init.headers), body: init.body }
  }

  test('that changes something carries the header no foreign page can send', async () => {
    const request = await sent((line) => line.accept(householdId(7), { revision: 3 }))
    expect(request).toMatchObject({
      path: `/api/office/households/${householdId(7)}/accept`,
      method: 'POST',
      body: '{"revision":3}',
    })
    expect(request.headers.get('x-so-thon')).toBe('1')
    expect((await sent((line) => line.logOut())).headers.get('x-so-thon')).toBe('1')
    expect((await sent((line) => line.revoke('d'))).headers.get('x-so-thon')).toBe('1')
  })

  test('that only reads carries neither the header nor a body', async () => {
    const request = await sent((line) => line.households(HamletId.parse('lang-mai')))
    expect(request).toMatchObject({ path: '/api/office/hamlets/lang-mai/households', method: 'GET', body: undefined })
    expect(request.headers.get('x-so-thon')).toBeNull()
  })
})
