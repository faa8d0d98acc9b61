import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** A WebSub hub that fetches each topic as soon as it is notified, as real hubs do. */
export interface Hub {
  url: string
  /** Every topic it accepted, in order. */
  pings: string[]
  /** The requests it received: their topics and the program that sent them. */
  requests: { topics: string[]; agent: string | undefined }[]
  /** The content of each topic at the time of the notification, by URL. */
  seen: Map<string, string>
  /** How it responds: after how many milliseconds, with which status and headers, and which topic it rejects, or whether all with more than one. */
  behaviour: { delay: number; status: number; headers?: Record<string, string>; refused?: string; takesOne?: boolean }
  goDown: () => Promise<void>
  comeBack: () => Promise<void>
}

/** @param verify whether it fetches the topics */
export async function startHub({ verify = false } = {}): Promise<Hub> {
  const behaviour: Hub['behaviour'] = { delay: 0, status: 202 }
  const pings: string[] = []
  const requests: Hub['requests'] = []
  const seen = new Map<string, string>()
  let server: Server | undefined
  let port = 0
  const comeBack = async (): Promise<void> => {
    server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const form = new URLSearchParams(body)
      const topics = form.getAll('hub.url')
      const isPing = request.method === 'POST' && form.get('hub.mode') === 'publish'
      requests.push({ topics, agent: request.headers['user-agent'] })
      const { delay, refused, takesOne = false, headers } = behaviour
      const isRefused = (refused !== undefined && topics.includes(refused)) || (takesOne && topics.length > 1)
      const status = isRefused ? 422 : behaviour.status
      if (delay > 0) await wait(delay)
      if (isPing && status < 300) {
        if (verify) for (const topic of topics) seen.set(topic, await fetchText(topic))
        pings.push(...topics)
      }
      response.writeHead(isPing ? status : 400, headers).end()
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  const goDown = async (): Promise<void> => {
    server?.closeAllConnections()
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
    server = undefined
  }
  await comeBack()
  onTestFinished(goDown)
  return { url: `http://127.0.0.1:${port}/`, pings, requests, seen, behaviour, goDown, comeBack }
}

/** The text of a URL; empty if it cannot be reached. */
async function fetchText(url: string): Promise<string> {
  try {
    return await (await fetch(url)).text()
  } catch {
    return ''
  }
}
