import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { feedmill } from './feedmill.mjs'
import { makeArticles } from './make-corpus.mjs'
import { measure, mebibytes, medians, printRow, seconds } from './measure.mjs'

const COUNT = 20_000
const RUNS = 3

const quote = (text) => JSON.stringify(text)

/** The same articles as other generators write them: the folder, its configuration, and the front matter of an article. */
const dialects = {
  'native front matter': {
    file: (path) => path,
    configuration: {},
  },
  'Hugo, YAML': {
    file: (path) => `post/${path}`,
    configuration: { 'hugo.toml': 'baseURL = "https://example.org/"\n[permalinks]\npost = "/:year/:month/:slug/"\n' },
    frontMatter: ({ title, date, summary, tags }) =>
      `---\ntitle: ${quote(title)}\ndate: ${date}\ndescription: ${quote(summary)}\ntags: ${quote(tags)}\ndraft: false\n---\n`,
  },
  'Zola, TOML': {
    file: (path) => `post/${path}`,
    configuration: { 'config.toml': 'base_url = "https://example.org"\n' },
    frontMatter: ({ title, date, summary, tags }) =>
      `+++\ntitle = ${quote(title)}\ndate = ${date}\ndescription = ${quote(summary)}\n[taxonomies]\ntags = ${quote(tags)}\n+++\n`,
  },
  'Jekyll, YAML': {
    file: (path, date) => `_posts/${date.slice(0, 10)}-${path}`,
    configuration: { '_config.yml': 'url: https://example.org\npermalink: pretty\n' },
    frontMatter: ({ title, date, summary, tags }) =>
      `---\nlayout: post\ntitle: ${quote(title)}\ndate: ${date}\nexcerpt: ${quote(summary)}\ntags:\n${tags.map((tag) => `  - ${tag}\n`).join('')}---\n`,
  },
}

/** Cold runs over the same articles in the front matter of several generators, in turn. */
export async function benchDialects() {
  console.log(`${COUNT.toLocaleString('en')} articles, cold, newest 50, median of ${RUNS} runs in turn:`)
  printRow(['', 'time', 'peak memory'])
  const folders = Object.values(dialects).map(writeDialect)
  const runs = folders.map(() => [])
  try {
    for (let run = 0; run < RUNS; run++) {
      for (const [index, folder] of folders.entries()) {
        const { command, args, options, output } = feedmill(0).prepare(folder)
        rmSync(output, { recursive: true, force: true })
        runs[index].push(await measure(command, args, options))
      }
    }
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  for (const [index, name] of Object.keys(dialects).entries()) {
    const { time, peak } = medians(runs[index])
    printRow([name, seconds(time), mebibytes(peak)])
  }
  console.log('The other rows should be at most a tenth above the first.')
}

function writeDialect({ file, configuration, frontMatter }) {
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-bench-'))
  const content = join(folder, 'content')
  mkdirSync(content)
  for (const [name, text] of Object.entries(configuration)) writeFileSync(join(content, name), text)
  for (const { path, text } of makeArticles(COUNT)) {
    const date = /publishedDateTime: (\S+)/.exec(text)[1]
    const target = join(content, file(path, date))
    mkdirSync(join(target, '..'), { recursive: true })
    writeFileSync(target, frontMatter ? frontMatter(fieldsOf(text, date)) + bodyOf(text) : text)
  }
  return folder
}

function fieldsOf(text, date) {
  return {
    title: /title: "(.*)"/.exec(text)[1],
    date,
    summary: /excerpt: "(.*)"/.exec(text)[1],
    tags: Array.from(text.matchAll(/^ {2}- (Topic \d+)$/gm), ([, tag]) => tag),
  }
}

function bodyOf(text) {
  return text.slice(text.indexOf('\n---\n') + 5)
}
