import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { MAIN } from './feedmill.mjs'
import { makeArticles } from './make-corpus.mjs'

const CONNECTIONS = 64
const SECONDS = 5
const ROUNDS = 3
const PORT = 18_080

/** Requests per second for one feed, compared with nginx serving the same folder: the server on one core, wrk on another. */
export async function benchServe() {
  console.log(`Serving one feed over ${CONNECTIONS} connections, the server on one core and wrk on another:`)
  const missing = ['wrk', 'nginx', 'taskset'].filter(
    (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0,
  )
  if (missing.length > 0 || cpus().length < 2) {
    console.log(`  skipped: ${missing.length > 0 ? `${missing.join(', ')} not installed` : 'needs two cores'}\n`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-bench-'))
  mkdirSync(join(folder, 'content'))
  for (const { path, text } of makeArticles(1000)) writeFileSync(join(folder, 'content', path), text)
  const env = {
    PATH: process.env.PATH,
    CONTENT_DIR: join(folder, 'content'),
    OUT_DIR: join(folder, 'out'),
    FEED_ITEMS: '28',
  }
  execFileSync(process.execPath, [MAIN, 'generate'], { env, stdio: 'ignore' })
  const size = readFileSync(join(folder, 'out/current/feeds/all.xml')).length
  console.log(`  feeds/all.xml: ${Math.round(size / 1000)} kB`)
  const rows = []
  for (const [name, start] of [
    ['nginx, gzip_static', () => startNginx(folder)],
    ['Feedmill', () => startFeedmill({ ...env, LOG_LEVEL: 'warn' })],
    ['Feedmill, logging each request', () => startFeedmill({ ...env, LOG_LEVEL: 'info' })],
  ]) {
    const { url, stop } = await start()
    const etag = (await fetch(`${url}/feeds/all.xml`, { headers: { 'Accept-Encoding': 'gzip' } })).headers.get('etag')
    const requests = { 200: {}, 304: { 'If-None-Match': etag } }
    for (const [status, headers] of Object.entries(requests)) {
      rows.push({ name, status, ...load(`${url}/feeds/all.xml`, { 'Accept-Encoding': 'gzip', ...headers }) })
    }
    await stop()
  }
  for (const { name, status, perSecond, p99 } of rows) {
    const share = perSecond / rows.find((row) => row.status === status).perSecond
    console.log(
      `  ${name.padEnd(34)}${status}${perSecond.toFixed(0).padStart(9)}/s${p99.padStart(10)} p99${share.toFixed(2).padStart(7)} of nginx`,
    )
  }
  console.log(
    'The goal is at least half of nginx. Much of the rest is the write to the socket, which nginx does too; then',
  )
  console.log('parsing and streams of node:http. Feedmill itself takes about a tenth of each request.\n')
  rmSync(folder, { recursive: true })
}

/** The median of several rounds. */
function load(url, headers) {
  const rounds = Array.from({ length: ROUNDS }, () => loadOnce(url, headers))
  return rounds.sort((a, b) => a.perSecond - b.perSecond)[Math.floor(ROUNDS / 2)]
}

function loadOnce(url, headers) {
  const args = ['-c', '1', 'wrk', '-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency']
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`)
  const output = execFileSync('taskset', [...args, url], { encoding: 'utf8' })
  if (/Non-2xx/.test(output)) throw new Error(output)
  return { perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]), p99: /\n\s+99%\s+(\S+)/.exec(output)[1] }
}

async function startFeedmill(env) {
  const args = ['-c', '0', process.execPath, MAIN, 'start']
  const child = spawn('taskset', args, { env: { ...env, PORT: String(PORT) }, stdio: ['ignore', 'ignore', 'inherit'] })
  return { url: await untilReady(), stop: () => stopChild(child) }
}

async function startNginx(folder) {
  const config = join(folder, 'nginx.conf')
  writeFileSync(
    config,
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log stderr crit; master_process off;
     events { worker_connections 1024; }
     http {
       access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=1000;
       types { application/rss+xml xml; application/atom+xml atom; application/feed+json json; text/html html; }
       server { listen 127.0.0.1:${PORT}; root ${folder}/out/current; gzip_static on; }
     }`,
  )
  const child = spawn('taskset', ['-c', '0', 'nginx', '-c', config], { stdio: 'inherit' })
  return { url: await untilReady(), stop: () => stopChild(child) }
}

/** Waits until a server responds, and until its first run is over. */
async function untilReady() {
  const url = `http://127.0.0.1:${PORT}`
  while (!(await fetch(url).catch(() => undefined))) await wait(50)
  await wait(2000)
  return url
}

async function stopChild(child) {
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
