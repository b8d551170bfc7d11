import { Hono } from 'hono'
import { HistoryRequest } from '#protocol/history.ts'
import type { CommuneStore } from '#server/commune.ts'
import { readingDevice } from '#server/devices.ts'
import { historyForPhone } from '#server/history.ts'
import { compactJson } from './reply.ts'
import { bearerOf, jsonOf } from './request.ts'

/** `POST /api/history`: what ever happened to a household of the phone's hamlet, under a reading token. */
export function historyRoutes(store: CommuneStore): Hono {
  return new Hono().post('/', async (c) => {
    const device = await readingDevice(store, bearerOf(c))
    const { household } = await jsonOf(c, HistoryRequest)
    return compactJson(c, await historyForPhone(store, device, household))
  })
}
