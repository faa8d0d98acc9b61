import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net'
import { FeedmillError, messageOf } from '../../errors.ts'
import { ALLOW } from './cors.ts'

/** Limits that keep a client from using up what others need. */
export interface Limits {
  /** To send the head of a request. */
  headMs: number
  /** Without any traffic on a connection, between two requests or within a response. */
  stallMs: number
  /** To receive a response, so that nobody can occupy a connection by reading byte by byte. */
  downloadMs: number
  /** To receive the responses in progress when the server stops. */
  graceMs: number
  /** Open connections; more are closed at once. */
  connections: number
  /** Requests of one connection that wait for their responses (pipelining, RFC 9112 §9.3.2); more close it. */
  pipelined: number
}

const LIMITS: Limits = {
  headMs: 5000,
  stallMs: 20_000,
  downloadMs: 120_000,
  graceMs: 10_000,
  connections: 2000,
  pipelined: 16,
}

/** How often the times are checked. */
const CHECK_MS = 1000

/** The response to CONNECT, which Node does not pass to request listeners (RFC 9110 §9.3.6). */
const CONNECT_RESPONSE = `HTTP/1.1 405 Method Not Allowed\r\nAllow: ${ALLOW}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`

export interface HttpServer {
  address: AddressInfo
  /**
   * Accepts no more connections and requests, and resolves when the responses in progress have reached their clients, or the
   * grace period is over.
   */
  stop: () => Promise<void>
}

/**
 * Starts a server that limits slow clients.
 *
 * @param address.name the environment variable of the port, for the error message
 * @throws FeedmillError `port-unavailable`
 */
export async function startHttpServer(
  address: { name: string; port: number; host: string },
  listener: RequestListener,
  limits = LIMITS,
): Promise<HttpServer> {
  const server = createServer({
    headersTimeout: limits.headMs,
    requestTimeout: 2 * limits.headMs,
    keepAliveTimeout: 0,
    connectionsCheckingInterval: CHECK_MS,
  })
  server.timeout = limits.stallMs
  server.maxConnections = limits.connections
  const { accept, stop } = trackResponses(server, limits)
  server.on('request', (request, response) => {
    if (accept(response)) listener(request, response)
  })
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy()).end(CONNECT_RESPONSE, () => socket.destroy())
  })
  return { address: await listen(server, address), stop }
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
  return { accept, stop }
}

function listen(
  server: Server,
  { name, port, host }: { name: string; port: number; host: string },
): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.on('error', (error) => {
      const message = `${name} ${port} on host ${host} cannot be used: ${messageOf(error)}`
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      const hint = isTaken
        ? `Stop what uses it, or set ${name} to another one.`
        : `Set HOST to an address of this machine, such as 127.0.0.1, and ${name} to a port that this user may listen on.`
      reject(new FeedmillError('port-unavailable', message, hint, { cause: error }))
    })
    server.listen(port, host, () => resolve(server.address() as AddressInfo))
  })
}
