import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { limitClientConnections } from './limit-client-connections.ts'
import { type Address, listenOn } from './listen-on.ts'
import { answerProtocolErrors, namesOneHost } from './protocol-errors.ts'
import { sendText } from './send-text.ts'

/** Limits that keep a client from using up what others need. */
export interface Limits {
  /** To send the head of a request. */
  headMs: number
  /** Without any traffic within a response. */
  stallMs: number
  /** Between two requests of a connection. */
  idleMs: number
  /** To receive a response, so that nobody can occupy a connection by reading byte by byte. */
  downloadMs: number
  /** To receive the responses in progress when the server stops. */
  graceMs: number
  /** Open connections; more are closed at once. */
  connections: number
  /** Open connections of one address. */
  clientConnections: number
  /** Whether an address is of a trusted proxy, which may open all connections. */
  isProxy: (address: string) => boolean
  /** Requests of one connection that wait for their responses (pipelining, RFC 9112 §9.3.2); more close it. */
  pipelined: number
}

export const LIMITS: Limits = {
  headMs: 5000,
  stallMs: 20_000,
  // Longer than load balancers keep idle connections, which would send a request into one that is being closed.
  idleMs: 90_000,
  downloadMs: 120_000,
  graceMs: 10_000,
  connections: 2000,
  clientConnections: 500,
  isProxy: () => false,
  pipelined: 16,
}

/** How often the times are checked. */
const CHECK_MS = 1000

export interface HttpServer {
  /** The URL of its root, or `unix:` and the path of its socket. */
  url: string
  /**
   * Accepts no more connections and requests, and resolves when the responses in progress have reached their clients, or the
   * grace period is over.
   */
  stop: () => Promise<void>
}

/**
 * Starts a server that limits slow clients.
 *
 * @throws FeedmillError `port-unavailable`
 */
export async function startHttpServer(
  address: Address,
  listener: RequestListener,
  limits = LIMITS,
): Promise<HttpServer> {
  const server = createServer({
    headersTimeout: limits.headMs,
    requestTimeout: 2 * limits.headMs,
    keepAliveTimeout: limits.idleMs,
    requireHostHeader: false,
    connectionsCheckingInterval: CHECK_MS,
  })
  server.timeout = limits.stallMs
  server.maxConnections = limits.connections
  limitClientConnections(server, { limit: limits.clientConnections, isProxy: limits.isProxy })
  const { accept, isAnswering, stop } = trackResponses(server, limits)
  const answer: RequestListener = (request, response) => {
    if (!accept(response)) return
    if (namesOneHost(request)) listener(request, response)
    else sendText(response, 400, 'A request names its host once', { Connection: 'close' })
  }
  server.on('request', answer)
  // An expectation may be ignored (RFC 9110 §10.1.1).
  server.on('checkExpectation', answer)
  answerProtocolErrors(server, isAnswering)
  return { url: await listenOn(server, address), stop }
}

/** The responses in progress on a connection: their number, and the check since which there have been some. */
interface Connection {
  responses: number
  since: number
}

/**
 * Tracks the responses in progress, from the request until the last byte is sent.
 *
 * Node's own `server.close()` would cut responses that are written but not sent yet, because it considers such connections
 * idle.
 */
function trackResponses(server: Server, { downloadMs, graceMs, pipelined }: Limits) {
  // By socket: when a socket closes, Node emits `close` only for the first of its pipelined responses.
  const connections = new Map<Socket, Connection>()
  let isStopping = false
  let checks = 0

  server.on('connection', (socket) => {
    connections.set(socket, { responses: 0, since: checks })
    socket.once('close', () => connections.delete(socket))
  })
  const accept = (response: ServerResponse): boolean => {
    const { socket } = response.req
    const connection = connections.get(socket)
    if (!connection || socket.destroyed) return false
    if (connection.responses >= pipelined) {
      socket.destroy()
      return false
    }
    if (isStopping) response.setHeader('Connection', 'close')
    if (connection.responses++ === 0) connection.since = checks
    response.on('close', release)
    return true
  }
  function release(this: ServerResponse): void {
    const { socket } = this.req
    const connection = connections.get(socket)
    if (!connection) return
    connection.responses--
    connection.since = checks
    if (isStopping && connection.responses === 0) socket.destroySoon()
  }
  const dropSlowClients = setInterval(() => {
    checks++
    for (const [socket, { responses, since }] of connections) {
      if (responses > 0 && checks - since > downloadMs / CHECK_MS) socket.destroy()
    }
  }, CHECK_MS).unref()

  const stop = async () => {
    isStopping = true
    clearInterval(dropSlowClients)
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()))
    for (const [socket, { responses }] of connections) if (responses === 0) socket.destroySoon()
    const force = setTimeout(() => {
      for (const socket of connections.keys()) socket.destroy()
    }, graceMs)
    await closed
    clearTimeout(force)
  }
  const isAnswering = (socket: Duplex): boolean => (connections.get(socket as Socket)?.responses ?? 0) > 0
  return { accept, isAnswering, stop }
}
