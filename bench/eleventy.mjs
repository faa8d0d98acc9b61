import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const CONFIG = `
const newest = (items) => items.sort((a, b) => b.date - a.date).slice(0, 50)
export default function (config) {
  config.addCollection('feeds', (api) => {
    const all = api.getAll().filter((item) => item.data.publishedDateTime)
    const topics = [...new Set(all.flatMap((item) => item.data.topics))]
    const feed = (name, items) => ({ name, items: newest(items) })
    return [feed('all', [...all]), ...topics.map((name) => feed(name, all.filter((item) => item.data.topics.includes(name))))]
  })
  return { markdownTemplateEngine: false, htmlTemplateEngine: false, dir: { input: '.', output: '_site' } }
}
`

const ARTICLES = `export default { permalink: false, eleventyComputed: { date: (data) => new Date(data.publishedDateTime) } }`

/** A template that renders a document per feed; `document` is the source of a function of a feed name and its items. */
const template = (extension, document) => `
const escape = (text) => String(text ?? '').replace(/[<>&"]/g, (sign) => '&#' + sign.charCodeAt(0) + ';')
const document = ${document}
export default class {
  data() {
    return {
      pagination: { data: 'collections.feeds', size: 1, alias: 'feed' },
      permalink: (data) => 'feeds/' + data.feed.name.replaceAll(' ', '-') + '.${extension}',
    }
  }
  render({ feed }) {
    return document(feed.name, feed.items.map(({ data, content }) => ({ ...data, content })))
  }
}
`

const RSS = `(name, items) => '<rss version="2.0"><channel><title>' + escape(name) + '</title>' + items.map((item) =>
  '<item><title>' + escape(item.title) + '</title><link>' + escape(item.webUrl) + '</link><guid>' + escape(item.originalUrl)
  + '</guid><pubDate>' + item.date.toUTCString() + '</pubDate><description>' + escape(item.excerpt) + '</description>'
  + item.topics.map((topic) => '<category>' + escape(topic) + '</category>').join('')
  + '<content>' + escape(item.content) + '</content></item>').join('') + '</channel></rss>'`

const ATOM = `(name, items) => '<feed xmlns="http://www.w3.org/2005/Atom"><title>' + escape(name) + '</title>' + items.map((item) =>
  '<entry><title>' + escape(item.title) + '</title><link href="' + escape(item.webUrl) + '"/><id>' + escape(item.originalUrl)
  + '</id><updated>' + item.date.toISOString() + '</updated><summary>' + escape(item.excerpt) + '</summary>'
  + '<content type="html">' + escape(item.content) + '</content></entry>').join('') + '</feed>'`

const JSON_FEED = `(name, items) => JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: name, items: items.map(
  ({ originalUrl: id, webUrl: url, title, excerpt: summary, content: content_html, date: date_published, topics: tags, related }) =>
  ({ id, url, title, summary, content_html, date_published, tags, related })) })`

/** Eleventy, if `ELEVENTY` is its package folder: the newest 50 of every topic and of all, in RSS, Atom and JSON. */
export function findEleventy() {
  const command = join(process.env.ELEVENTY ?? '', 'cmd.cjs')
  if (!process.env.ELEVENTY || !existsSync(command)) return undefined
  return {
    name: 'Eleventy',
    prepare: (folder) => {
      const site = join(folder, 'eleventy')
      mkdirSync(site)
      symlinkSync(join(folder, 'content'), join(site, 'articles'))
      writeFileSync(join(site, 'package.json'), '{"type":"module"}')
      writeFileSync(join(site, 'eleventy.config.js'), CONFIG)
      writeFileSync(join(folder, 'content', 'articles.11tydata.js'), ARTICLES)
      for (const [extension, source] of Object.entries({ xml: RSS, atom: ATOM, json: JSON_FEED })) {
        writeFileSync(join(site, `${extension}.11ty.js`), template(extension, source))
      }
      const output = join(site, '_site')
      return { command: process.execPath, args: [command, '--quiet'], options: { cwd: site }, output }
    },
  }
}
