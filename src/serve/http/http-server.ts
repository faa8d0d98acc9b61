import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net'
import { FeedmillError, messageOf } from '../../errors.ts'
import { ALLOW } from './cors.ts'

/** What clients may take from the server, so that none keeps the others from it. Times are in milliseconds. */
export interface Limits {
  /** To send the head of a request. */
  head: number
  /** How long nothing at all may move on a connection, between two requests or within an answer. */
  stall: number
  /** To take an answer, so that nobody holds a connection by reading byte by byte. */
  download: number
  /** For the answers under way when the server is stopped. */
  grace: number
  /** How many connections there may be; more are closed at once. */
  connections: number
  /** How many requests of one connection may wait for their answers (pipelining, RFC 9112 §9.3.2); more close it. */
  pipelined: number
}

const LIMITS: Limits = {
  head: 5000,
  stall: 20_000,
  download: 120_000,
  grace: 10_000,
  connections: 2000,
  pipelined: 16,
}

/** How often the times are looked at, in milliseconds. */
const CHECKS = 1000

/** The answer to CONNECT, which Node gives to no listener of requests (RFC 9110 §9.3.6). */
const NO_TUNNEL = `HTTP/1.1 405 Method Not Allowed\r\nAllow: ${ALLOW}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`

export interface HttpServer {
  address: AddressInfo
  /**
   * Takes no more connections and requests, and resolves when the answers under way have reached their readers, or the
   * grace is over.
   */
  stop: () => Promise<void>
}

/**
 * Listens, and keeps slow clients from holding what others need.
 *
 * @param name the variable that gives the port, for the message when it is taken
 * @throws FeedmillError `port-unavailable`
 */
export async function startHttpServer(
  address: { name: string; port: number; host: string },
  listener: RequestListener,
  limits = LIMITS,
): Promise<HttpServer> {
  const server = createServer({
    headersTimeout: limits.head,
    requestTimeout: 2 * limits.head,
    keepAliveTimeout: 0,
    connectionsCheckingInterval: CHECKS,
  })
  server.timeout = limits.stall
  server.maxConnections = limits.connections
  const { isTaken, stop } = trackAnswers(server, limits)
  server.on('request', (request, response) => {
    if (isTaken(response)) listener(request, response)
  })
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy()).end(NO_TUNNEL, () => socket.destroy())
  })
  return { address: await listen(server, address), stop }
}

/** The answers under way on a connection: how many, and since when the first of them has been. */
interface Connection {
  answers: number
  since: number
}

/**
 * Keeps account of the answers under way, from the request until the last byte has left for the reader.
 *
 * Node's own `server.close()` would cut answers that have been written and not yet reached their readers, since it takes
 * such connections for idle.
 */
function trackAnswers(server: Server, { download, grace, pipelined }: Limits) {
  // By socket, so that one that is gone takes its answers along: of those that wait in a row Node tells only the first.
  const connections = new Map<Socket, Connection>()
  let isStopping = false
  let checks = 0

  server.on('connection', (socket) => {
    connections.set(socket, { answers: 0, since: checks })
    socket.once('close', () => connections.delete(socket))
  })
  const isTaken = (response: ServerResponse): boolean => {
    const { socket } = response.req
    const connection = connections.get(socket)
    if (!connection || socket.destroyed) return false
    if (connection.answers >= pipelined) {
      socket.destroy()
      return false
    }
    if (isStopping) response.setHeader('Connection', 'close')
    if (connection.answers++ === 0) connection.since = checks
    response.on('close', forget)
    return true
  }
  function forget(this: ServerResponse): void {
    const { socket } = this.req
    const connection = connections.get(socket)
    if (!connection) return
    connection.answers--
    connection.since = checks
    if (isStopping && connection.answers === 0) socket.destroySoon()
  }
  const dropSlowReaders = setInterval(() => {
    checks++
    for (const [socket, { answers, since }] of connections) {
      if (answers > 0 && checks - since > download / CHECKS) socket.destroy()
    }
  }, CHECKS).unref()

  const stop = async () => {
    isStopping = true
    clearInterval(dropSlowReaders)
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()))
    for (const [socket, { answers }] of connections) if (answers === 0) socket.destroySoon()
    const force = setTimeout(() => {
      for (const socket of connections.keys()) socket.destroy()
    }, grace)
    await closed
    clearTimeout(force)
  }
  return { isTaken, stop }
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
