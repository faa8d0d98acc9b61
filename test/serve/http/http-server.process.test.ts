import { once } from 'node:events'
import { type RequestListener, type ServerResponse, request as send } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Limits, startHttpServer } from '../../../src/serve/http/http-server.ts'
import { eventually } from '../../support/command.ts'

const limits: Limits = {
  headMs: 1000,
  stallMs: 10_000,
  idleMs: 10_000,
  downloadMs: 60_000,
  graceMs: 5000,
  connections: 100,
  clientConnections: 100,
  isProxy: () => false,
  pipelined: 16,
}

/** So long that a test is over before: a stop that waits for it fails. */
const NO_GRACE_NEEDED = { graceMs: 600_000 }

/** More than the buffers of a connection hold. */
const LARGE = Buffer.alloc(50_000_000, 'x')

describe('a slow client', () => {
  it('that does not finish its request gets 408 and is disconnected', async () => {
    const { port } = await listen(answerAtOnce)
    const socket = open(port, 'GET / HTTP/1.1\r\nHost: here\r\nX-Slow:')
    expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  })

  it('that receives nothing of its response is disconnected', async () => {
    const { port, responses } = await listen(answerAtOnce, { stallMs: 500 })
    const socket = open(port, 'GET /large HTTP/1.1\r\nHost: here\r\n\r\n').pause()
    await eventually(() => responses[0]?.closed)
    expect((await textOf(socket)).length).toBeLessThan(LARGE.length)
  })

  it('that receives its response very slowly is disconnected after a while', async () => {
    const { port } = await listen(answerAtOnce, { downloadMs: 2000 })
    const socket = open(port, 'GET /large HTTP/1.1\r\nHost: here\r\n\r\n').pause()
    const sip = setInterval(() => socket.read(100_000), 20)
    await once(socket, 'close')
    clearInterval(sip)
    expect(socket.bytesRead).toBeLessThan(LARGE.length)
  })
})

describe('a connection', () => {
  it('stays open between two requests for longer than a response may stall, and says for how long', async () => {
    const { port, responses } = await listen(answerAtOnce, { stallMs: 300, idleMs: 60_000 })
    const socket = open(port, 'GET / HTTP/1.1\r\nHost: here\r\n\r\n')
    await eventually(() => responses[0]?.closed)
    await wait(1000)
    socket.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n')
    const text = await textOf(socket)
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2)
    expect(text).toContain('Keep-Alive: timeout=60\r\n')
  })

  it('is kept longer than load balancers keep theirs', async () => {
    const server = await startHttpServer({ name: 'PORT', port: 0, host: '127.0.0.1' }, answerAtOnce)
    onTestFinished(server.stop)
    const response = await fetch(server.url)
    expect(response.headers.get('keep-alive')).toBe('timeout=90')
  })
})

describe('a response that no listener gives', () => {
  const HEADERS = [
    'Access-Control-Allow-Origin: *',
    'Access-Control-Expose-Headers: ETag, Last-Modified, Link',
    'X-Content-Type-Options: nosniff',
    "Content-Security-Policy: default-src 'none'; style-src 'self'; sandbox",
  ]

  it.each([
    ['to a malformed request', 'GET / HTTP/9.9\r\n\r\n', 400],
    ['to CONNECT', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n', 405],
    ['to too large headers', `GET / HTTP/1.1\r\nHost: here\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['to two hosts', 'GET / HTTP/1.1\r\nHost: here\r\nHost: there\r\n\r\n', 400],
    ['to no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['to a request that does not end', 'GET / HTTP/1.1\r\nHost:', 408],
  ])('%s has the headers of all others', async (_, text, status) => {
    let asked = 0
    const { port } = await listen(() => void asked++)
    const [head = ''] = (await textOf(open(port, text))).split('\r\n\r\n')
    const [first = '', ...headers] = head.split('\r\n')
    expect(first).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(headers).toEqual(expect.arrayContaining([...HEADERS, 'Connection: close']))
    expect(headers.includes('Allow: GET, HEAD, OPTIONS')).toBe(status === 405)
    expect(asked).toBe(0)
  })

  it('is none while another one is in progress', async () => {
    const { port } = await listen(() => {})
    expect(await textOf(open(port, 'GET / HTTP/1.1\r\nHost: here\r\n\r\nnonsense\r\n\r\n'))).toBe('')
  })

  it('is not needed for HTTP/1.0 without a host, or an unknown expectation', async () => {
    const { port } = await listen(answerAtOnce)
    expect(await textOf(open(port, 'GET / HTTP/1.0\r\n\r\n'))).toContain('200 OK')
    const text = 'GET / HTTP/1.1\r\nHost: here\r\nExpect: wonders\r\nConnection: close\r\n\r\n'
    expect(await textOf(open(port, text))).toContain('200 OK')
  })
})

it('connections beyond the limit are closed, and open ones are served', async () => {
  const { port } = await listen(answerAtOnce, { connections: 2 })
  const sockets = [1, 2].map(() => connect(port, '127.0.0.1'))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  await wait(100)
  expect(await textOf(open(port, 'GET / HTTP/1.1\r\nHost: here\r\n\r\n'))).toBe('')
  sockets[0]?.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n')
  expect(await textOf(sockets[0] as Socket)).toContain('200 OK')
  sockets[1]?.destroy()
})

it.each([
  ['a client has a quarter of the connections, so that others are served', false, ['', '200 OK']],
  ['a trusted proxy may have all connections', true, ['200 OK', '200 OK']],
])('%s', async (_, isProxy, expected) => {
  const { port } = await listen(answerAtOnce, {
    clientConnections: 2,
    isProxy: (address) => isProxy && address === '127.0.0.1',
  })
  const sockets = [1, 2].map(() => connect(port, '127.0.0.1'))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  const answers = ['127.0.0.1', '127.0.0.2'].map((localAddress) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress }).on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n')
    return textOf(socket).catch(() => '')
  })
  expect((await Promise.all(answers)).map((text) => /200 OK/.exec(text)?.[0] ?? '')).toEqual(expected)
  for (const socket of sockets) socket.destroy()
  await eventually(async () => (await textOf(open(port, 'GET / HTTP/1.0\r\n\r\n'))).includes('200 OK'))
})

describe('pipelined requests', () => {
  it('get their responses in order', async () => {
    const { port } = await listen(answerAtOnce)
    const text = await textOf(open(port, pipelined(10)))
    expect(text.match(/small/g)).toHaveLength(10)
  })

  it('close the connection if too many are pending', async () => {
    let asked = 0
    const { port } = await listen(() => void asked++)
    expect(await textOf(open(port, pipelined(1000)))).toBe('')
    expect(asked).toBe(16)
  })

  it('are all answered if the server stops in the meantime', async () => {
    const { port, stop, responses } = await listen(
      ({ url }, response) => void wait(300).then(() => response.end(`done ${url}`)),
    )
    const socket = open(port, pipelined(3))
    await eventually(() => responses.length === 3)
    const stopped = stop()
    expect((await textOf(socket)).match(/done \/\d/g)).toEqual(['done /0', 'done /1', 'done /2'])
    await stopped
  })
})

describe('a stop', () => {
  it('lets a download finish even if all of it has been written', async () => {
    const { port, stop, responses } = await listen(answerAtOnce)
    const socket = open(port, 'GET /large HTTP/1.1\r\nHost: here\r\n\r\n').pause()
    await eventually(() => responses[0]?.writableEnded)
    const stopped = stop()
    await wait(200)
    expect((await textOf(socket)).length).toBeGreaterThan(LARGE.length)
    await stopped
  })

  it('lets a request in progress finish and closes its connection', async () => {
    const { port, stop, responses } = await listen(
      (_request, response) => void wait(300).then(() => response.end('done')),
    )
    const socket = open(port, 'GET / HTTP/1.1\r\nHost: here\r\n\r\n')
    await eventually(() => responses.length === 1)
    const stopped = stop()
    expect(await textOf(socket)).toMatch(/done/)
    await stopped
  })

  it('closes idle connections at once and accepts no new ones', async () => {
    const { port, stop } = await listen(answerAtOnce, NO_GRACE_NEEDED)
    const idle = connect(port, '127.0.0.1')
    await once(idle, 'connect')
    await stop()
    await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('cuts responses after the grace period', async () => {
    const { port, stop, responses } = await listen(answerAtOnce, { graceMs: 500 })
    const socket = open(port, 'GET /large HTTP/1.1\r\nHost: here\r\n\r\n').pause()
    await eventually(() => responses.length === 1)
    await stop()
    expect((await textOf(socket)).length).toBeLessThan(LARGE.length)
  })
})

it('requests without keep-alive are not tracked after their connection closes', async () => {
  const { port, stop, responses } = await listen(() => {}, NO_GRACE_NEEDED)
  const aborted = send({ port, host: '127.0.0.1' }).on('error', () => {})
  aborted.end()
  await eventually(() => responses.length === 1)
  aborted.destroy()
  await eventually(() => responses[0]?.closed)
  await stop()
})

function pipelined(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const last = index === count - 1 ? 'Connection: close\r\n' : ''
    return `GET /${index} HTTP/1.1\r\nHost: here\r\n${last}\r\n`
  }).join('')
}

const answerAtOnce: RequestListener = ({ url }, response) => {
  const body = url === '/large' ? LARGE : Buffer.from('small')
  response.writeHead(200, { 'Content-Length': body.length }).end(body)
}

async function listen(listener: RequestListener, more: Partial<Limits> = {}) {
  const responses: ServerResponse[] = []
  const note: RequestListener = (request, response) => {
    responses.push(response)
    return listener(request, response)
  }
  const where = { name: 'PORT', port: 0, host: '127.0.0.1' }
  const { url, stop } = await startHttpServer(where, note, { ...limits, ...more })
  onTestFinished(stop)
  return { port: Number(new URL(url).port), stop, responses }
}

function open(port: number, text: string): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(text)
  return socket
}

async function textOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.resume()
  if (!socket.closed) await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}
