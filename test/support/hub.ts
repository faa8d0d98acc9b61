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
  /** The content of each topic at the time of the notification, by URL. */
  seen: Map<string, string>
  /** How it responds: after how many milliseconds, with which status, and which topic it rejects. */
  behaviour: { delay: number; status: number; refused?: string }
  goDown: () => Promise<void>
  comeBack: () => Promise<void>
}

/** @param verify whether it fetches the topics */
export async function startHub({ verify = false } = {}): Promise<Hub> {
  const behaviour: Hub['behaviour'] = { delay: 0, status: 202 }
  const pings: string[] = []
  const seen = new Map<string, string>()
  let server: Server | undefined
  let port = 0
  const comeBack = async (): Promise<void> => {
    server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      const form = new URLSearchParams(body)
      const topic = form.get('hub.url') ?? ''
      const isPing = request.method === 'POST' && form.get('hub.mode') === 'publish'
      const { delay } = behaviour
      const status = topic === behaviour.refused ? 422 : behaviour.status
      if (delay > 0) await wait(delay)
      if (isPing && status < 300) {
        pings.push(topic)
        if (verify) seen.set(topic, await (await fetch(topic)).text())
      }
      response.writeHead(isPing ? status : 400).end()
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
  return { url: `http://127.0.0.1:${port}/`, pings, seen, behaviour, goDown, comeBack }
}
