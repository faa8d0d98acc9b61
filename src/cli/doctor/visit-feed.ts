import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { ACCEPT } from '../compare-feed/read-feed.ts'
import type { Answer, Exchange } from './exchange.ts'
import { type Content, readContent } from './read-content.ts'
import { readerAgents, USER_AGENT } from './readers.ts'
import { followRedirects, sendRequest } from './send-request.ts'
import type { FeedVisit, Visit } from './visit.ts'

const HEADERS = { Accept: ACCEPT, 'User-Agent': USER_AGENT, 'Accept-Encoding': 'gzip' }

/** Before any feed. */
const OLD_DATE = 'Mon, 01 Jan 1990 00:00:00 GMT'

/** Asks for a feed as readers do, about twenty times, one request after the other. */
export async function visitFeed(
  url: string,
  { now, corpus }: Pick<Visit, 'now'> & Pick<FeedVisit, 'corpus'>,
): Promise<Visit> {
  const chain = (await followRedirects(url, { headers: HEADERS })) as [Exchange, ...Exchange[]]
  const last = chain.at(-1) as Exchange
  const { answer } = last
  const content = answer && readContent(answer)
  const visit: Visit = { url, now, chain, content, readers: answer ? await askAsReaders(last.url) : {} }
  if (answer?.status !== 200 || content?.kind !== 'feed') return visit
  return { ...visit, feed: { ...(await askForFeed(last.url, answer, content)), corpus } }
}

async function askAsReaders(url: string): Promise<Record<string, Exchange>> {
  const readers: Record<string, Exchange> = {}
  for (const [name, agent] of Object.entries(readerAgents)) {
    const { 'User-Agent': _, ...others } = HEADERS
    readers[name] = await sendRequest(url, { headers: agent ? { ...others, 'User-Agent': agent } : others })
  }
  return readers
}

async function askForFeed(
  url: string,
  answer: Answer,
  content: Extract<Content, { kind: 'feed' }>,
): Promise<Omit<FeedVisit, 'corpus'>> {
  const ask = (headers: Record<string, string> = {}, method?: 'HEAD') =>
    sendRequest(url, { method, headers: { ...HEADERS, ...headers } })
  const etag = answer.headers.get('etag')
  const date = answer.headers.get('last-modified')
  const older = content.document.links.find(({ rel }) => rel === 'prev-archive')
  const hubs: Exchange[] = []
  for (const { rel, href } of content.document.links) {
    if (rel === 'hub' && isHttp(href)) hubs.push(await sendRequest(href, { headers: { 'User-Agent': USER_AGENT } }))
  }
  return {
    ...{ url, answer, content, hubs },
    again: await ask(),
    plain: await ask({ 'Accept-Encoding': 'identity' }),
    brotli: await ask({ 'Accept-Encoding': 'gzip, br' }),
    head: await ask({}, 'HEAD'),
    conditional: {
      etag: etag === null ? undefined : await ask({ 'If-None-Match': etag }),
      date: date === null ? undefined : await ask({ 'If-Modified-Since': date }),
      both:
        etag === null || date === null ? undefined : await ask({ 'If-None-Match': etag, 'If-Modified-Since': date }),
      otherEtag: await ask({ 'If-None-Match': '"feedmill-doctor"' }),
      oldDate: await ask({ 'If-Modified-Since': OLD_DATE }),
    },
    insecure: isUsualHttps(url) ? await sendRequest(url.replace(/^https/, 'http'), { headers: HEADERS }) : undefined,
    addresses: await askEachFamily(url),
    archive:
      older && isHttp(older.href, url)
        ? await followRedirects(new URL(older.href, url).href, { headers: HEADERS })
        : undefined,
  }
}

async function askEachFamily(url: string): Promise<FeedVisit['addresses']> {
  const { hostname } = new URL(url)
  if (isIP(hostname) || hostname.startsWith('[')) return []
  const found = await lookup(hostname, { all: true }).catch(() => [])
  const first = ([4, 6] as const).map((family) => found.find((address) => address.family === family))
  const addresses: { address: string; exchange: Exchange }[] = []
  if (first.includes(undefined)) return addresses
  for (const { address, family } of first as typeof found) {
    addresses.push({ address, exchange: await sendRequest(url, { headers: HEADERS, family: family as 4 | 6 }) })
  }
  return addresses
}

function isHttp(href: string, base?: string): boolean {
  return URL.canParse(href, base) && /^https?:$/.test(new URL(href, base).protocol)
}

function isUsualHttps(url: string): boolean {
  const { protocol, port } = new URL(url)
  return protocol === 'https:' && port === ''
}
