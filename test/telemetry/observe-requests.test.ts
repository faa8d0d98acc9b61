import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { type EndedRequest, observeRequests, type RequestObserver } from '../../src/telemetry/observe-requests.ts'
import { eventually } from '../support/command.ts'
import { request } from '../support/request.ts'

it('an observer that throws disturbs neither the response nor the other observers', async () => {
  const errors: unknown[] = []
  const ended: EndedRequest[] = []
  const fail = () => {
    throw new Error('cannot count')
  }
  const url = await listen([fail, (request) => ended.push(request)], (error) => errors.push(error))
  for (const count of [1, 2]) {
    expect((await request(`${url}/feeds/ai.xml`)).status).toBe(204)
    await eventually(() => ended.length === count)
    expect(errors).toHaveLength(count)
  }
  expect(errors[0]).toEqual(new Error('cannot count'))
})

it('an observer learns what the client asked for, whatever becomes of the URL on the way', async () => {
  const ended: EndedRequest[] = []
  await request(`${await listen([(request) => ended.push(request)])}/news/feeds/ai.xml?x`)
  const { url, response, milliseconds } = await eventually(() => ended[0])
  expect([url, response.statusCode]).toEqual(['/news/feeds/ai.xml?x', 204])
  expect(milliseconds).toBeGreaterThanOrEqual(0)
})

async function listen(observers: RequestObserver[], onError: (error: unknown) => void = () => {}): Promise<string> {
  const server = createServer(
    observeRequests(
      (request, response) => {
        request.url = '/rewritten'
        response.writeHead(204).end()
      },
      observers,
      onError,
    ),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
