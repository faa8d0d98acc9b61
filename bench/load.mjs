import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { MAIN } from './feedmill.mjs'
import { makeArticles } from './make-corpus.mjs'

const PORT = 18_081
const CONNECTIONS = 64
const ARTICLES = 1000
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

/**
 * Mixed traffic while the corpus changes every second: full and conditional requests, HEAD, archives, unknown paths, aborted
 * requests and slow readers. Every response must be complete and from one generation.
 */
export async function benchLoad(seconds = 30) {
  console.log(`Mixed load over ${CONNECTIONS} connections for ${seconds} s, while the corpus changes every second:`)
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-load-'))
  const content = join(folder, 'content')
  mkdirSync(content)
  for (const { path, text } of makeArticles(ARTICLES)) writeFileSync(join(content, path), text)
  const env = {
    PATH: process.env.PATH,
    PORT: String(PORT),
    CONTENT_DIR: content,
    OUT_DIR: join(folder, 'out'),
    REGENERATE_CRON: '* * * * * *',
    FEED_ITEMS: '500',
    LOG_LEVEL: 'warn',
  }
  const server = spawn(process.execPath, [MAIN, 'start'], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  try {
    while (
      !(await get('/readyz').then(
        ({ status }) => status === 200,
        () => false,
      ))
    )
      await wait(100)
    await measure({ seconds, content, pid: server.pid })
  } finally {
    const ended = once(server, 'exit')
    server.kill()
    await ended
    agent.destroy()
    rmSync(folder, { recursive: true })
  }
}

async function measure({ seconds, content, pid }) {
  const counts = {}
  const failures = []
  const memory = []
  const end = performance.now() + seconds * 1000
  const isRunning = () => performance.now() < end
  const client = async (index) => {
    const work = Object.entries(clients)
    const [name, act] = work[index % work.length]
    while (isRunning()) {
      try {
        const outcome = await act()
        counts[`${name} ${outcome}`] = (counts[`${name} ${outcome}`] ?? 0) + 1
      } catch (error) {
        failures.push(`${name}: ${error.message}`)
      }
    }
  }
  const change = async () => {
    for (let version = 1; isRunning(); version++) {
      writeFileSync(join(content, 'changing.md'), changingArticle(version))
      memory.push(residentMegabytes(pid))
      await wait(1000)
    }
  }
  await Promise.all([change(), ...Array.from({ length: CONNECTIONS }, (_, index) => client(index))])
  for (const [what, count] of Object.entries(counts).sort())
    console.log(`  ${what.padEnd(32)}${String(count).padStart(9)}`)
  const third = Math.floor(memory.length / 3)
  const [middle, last] = [memory.slice(third, 2 * third), memory.slice(2 * third)].map((part) => Math.min(...part))
  console.log(
    `  resident memory: at most ${Math.max(...memory)} MB; at least ${middle} MB in the middle third, ${last} MB in the last`,
  )
  if (last > middle * 1.5) failures.push(`memory grows from ${middle} to ${last} MB`)
  console.log(
    `  failures: ${failures.length === 0 ? 'none' : `${failures.length}, such as ${failures.slice(0, 3).join('; ')}`}`,
  )
  console.log('No response may be truncated, mixed or refused, and memory must not grow from third to third.\n')
  if (failures.length > 0) process.exitCode = 1
}

let lastTag = '"none"'

/** What each client does in a loop; returns the outcome, and throws if it is wrong. */
const clients = {
  gzip: async () => checkWhole(await get('/feeds/all.xml', { 'Accept-Encoding': 'gzip' })),
  brotli: async () => checkWhole(await get('/feeds/all.json', { 'Accept-Encoding': 'br' })),
  plain: async () => checkWhole(await get('/feeds/all.atom')),
  conditional: async () => {
    const answer = await get('/feeds/all.xml', { 'Accept-Encoding': 'gzip', 'If-None-Match': lastTag })
    lastTag = answer.headers.etag
    return answer.status === 304 ? expectEmpty(answer, 304) : checkWhole(answer)
  },
  head: async () => expectEmpty(await get('/feeds/all.xml', {}, 'HEAD'), 200),
  archive: async () => checkWhole(await get('/feeds/all/archive/2.xml', { 'Accept-Encoding': 'gzip' })),
  unknown: async () => {
    const { status } = await get('/feeds/nothing.xml')
    if (status !== 404) throw new Error(`answered ${status}`)
    return status
  },
  aborted: async () => {
    const sent = request({ port: PORT, path: '/feeds/all.atom', agent: false }).on('error', () => {})
    sent.end()
    await wait(Math.random() * 10)
    sent.destroy()
    return 'dropped'
  },
  slow: () => readSlowly('/feeds/all.atom'),
}

/** A document is complete if it has the right ending, and from one generation if all its parts have the same version. */
function checkWhole({ status, headers, body }) {
  if (status !== 200) throw new Error(`answered ${status}`)
  const decode = { gzip: gunzipSync, br: brotliDecompressSync }[headers['content-encoding']] ?? ((bytes) => bytes)
  const text = decode(body).toString()
  if (!/(<\/rss>|<\/feed>|\}\n)\s*$/.test(text)) throw new Error('the document is truncated')
  const versions = new Set(text.match(/version \d+ of this/g))
  if (versions.size > 1) throw new Error(`the document is a mixture of ${[...versions].join(' and ')}`)
  return status
}

function expectEmpty({ status, body }, expected) {
  if (status !== expected) throw new Error(`answered ${status}`)
  if (body.length > 0) throw new Error(`${status} has a body`)
  return status
}

/** An article with its version in three places of a document. */
function changingArticle(version) {
  const said = `version ${version} of this`
  return `---\ntitle: "Title, ${said}"\nexcerpt: "Excerpt, ${said}"\npublishedDateTime: 2026-11-01T00:00:00Z\noriginalUrl: "https://example.org/changing"\ntopics: [AI]\n---\n\nBody, ${said}.\n`
}

function get(path, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    const sent = request({ port: PORT, path, headers, method, agent }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      )
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** Reads a document in chunks of 20 kB, so slowly that most of it waits in the server for a second or two. */
function readSlowly(path) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: PORT, host: '127.0.0.1', highWaterMark: 20_000 })
    const chunks = []
    socket.on('error', reject)
    socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      socket.pause()
      setTimeout(() => socket.resume(), 10)
    })
    socket.on('close', () => {
      const [head, ...parts] = Buffer.concat(chunks).toString().split('\r\n\r\n')
      const answer = { status: Number(head.slice(9, 12)), headers: {}, body: Buffer.from(parts.join('\r\n\r\n')) }
      Promise.resolve(answer).then(checkWhole).then(resolve, reject)
    })
  })
}

function residentMegabytes(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024)
}
