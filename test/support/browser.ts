import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { lookup } from 'mrmime'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { runCommand } from './command.ts'
import { isInstalled, outputOf } from './programs.ts'
import { writeFile } from './temporary-folder.ts'

/** Whether a browser for tests is installed. */
export const hasBrowser = isInstalled('chromium')

/** Pages in a real browser. */
export interface Pages {
  /** The base URL, without a trailing slash. */
  url: string
  /** Opens a page in a new browser context, by its path or, on another local server, by its URL. */
  open: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** Serves another page that is not in the generation. */
  add: (path: string, body: string) => void
  /** The paths of all pages. */
  paths: () => string[]
  /** Violations of what pages may do; a test that expects one removes it. */
  faults: string[]
  /** Bytes that the server has sent since the last page was opened. */
  sent: () => number
}

/**
 * Generates a site and serves it as a static host would, for all tests of a test file. Each test fails if a page violates the
 * Content Security Policy, throws, or contacts another host.
 */
export function usePages(files: Readonly<Record<string, string>>, env: Record<string, string> = {}): Pages {
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-pages-'))
  const added = new Map<string, string>()
  let browser: Browser
  let server: Server
  let sent = 0

  beforeAll(async () => {
    for (const [path, text] of Object.entries(files)) writeFile(join(folder, 'content', path), text)
    const dirs = { CONTENT_DIR: join(folder, 'content'), OUT_DIR: join(folder, 'out') }
    await runCommand(['generate'], { ...dirs, ...env })
    for (const [path, body] of added) writeFile(join(folder, 'out/current', path), body)
    server = await serveFolder(join(folder, 'out/current'), (bytes) => {
      sent += bytes
    })
    pages.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({
      executablePath: outputOf('sh', '-c', 'command -v chromium').trim(),
      args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    })
  }, 60_000)

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    expect(pages.faults.splice(0)).toEqual([])
  })

  afterAll(async () => {
    await browser?.close()
    server?.close()
    rmSync(folder, { recursive: true })
  })

  const pages: Pages = {
    url: '',
    faults: [],
    paths: () =>
      readdirSync(join(folder, 'out/current/'), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('index.html'))
        .map((path) => `/${encodeURI(path.slice(0, -'index.html'.length))}`),
    open: async (path, options) => {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      page.on('pageerror', (error) => pages.faults.push(error.message))
      page.on('dialog', (dialog) => pages.faults.push(`a dialog: ${dialog.message()}`))
      page.on('console', (message) => message.type() === 'error' && pages.faults.push(message.text()))
      page.on('request', (request) => {
        if (!/^(blob:)?http:\/\/127\.0\.0\.1:/.test(request.url())) pages.faults.push(`a request for ${request.url()}`)
      })
      sent = 0
      await page.goto(new URL(path, pages.url).href)
      return page
    },
    add: (path, body) => added.set(path, body),
    sent: () => sent,
  }
  return pages
}

async function serveFolder(folder: string, onSent: (bytes: number) => void): Promise<Server> {
  const server = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(request.url ?? ''))
    const file = path.endsWith('/') ? `${path}index.html` : path
    if (!existsSync(file)) return response.writeHead(404).end()
    const body = gzipSync(readFileSync(file))
    onSent(body.length)
    response.writeHead(200, { 'Content-Type': `${lookup(file)}; charset=utf-8`, 'Content-Encoding': 'gzip' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}
