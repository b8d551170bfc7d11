import { Hono } from 'hono'
import { ChangesRequest } from '#protocol/changes.ts'
import { changesFor } from '#server/changes.ts'
import type { CommuneStore } from '#server/commune.ts'
import { readingDevice } from '#server/devices.ts'
import { compactJson } from './reply.ts'
import { bearerOf, jsonOf } from './request.ts'

/** `POST /api/changes`: a page of the change log under a reading token. */
export function changeRoutes(store: CommuneStore, pageSize: number): Hono {
  return new Hono().post('/', async (c) => {
    const device = await readingDevice(store, bearerOf(c))
    const request = await jsonOf(c, ChangesRequest)
    return compactJson(c, await changesFor(store, device, request, pageSize))
  })
}
