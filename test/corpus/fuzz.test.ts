import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { filesBelow } from '../support/files.ts'
import { freshRandom, fuzzing } from '../support/fuzzing.ts'
import { growthOf, LINEAR } from '../support/growth.ts'
import { profileOf } from '../support/profile.ts'

const SEEDS = [
  readFileSync('test/golden/content/link-post.md', 'utf8'),
  readFileSync('test/golden/content/hosted.md', 'utf8'),
  ...Object.values(filesBelow('test/fixtures/hostile')).filter((text) => text.length < 3000),
]

const FRAGMENTS = [
  '---',
  '\n---\n',
  '---js\n',
  '---json\n',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '!!js/function "globalThis.pwned = 1"',
  '<<: *a',
  ': ',
  '- ',
  '? ',
  '| ',
  '> ',
  '"',
  "'",
  '#',
  '\t',
  '\r',
  '\n',
  '\u0000',
  '\ufeff',
  '\ud800',
  '__proto__:\n  polluted: 1\n',
  'constructor:\n  prototype: {polluted: 1}\n',
  '0x',
  '1e999',
  '.nan',
  'null',
  '~',
  'true',
  '9999-99-99',
  '2026-02-31',
  'javascript:',
  'http://',
  '&amp;',
  '&#x0;',
  '<script>',
  '<!--',
  ']]>',
  '%',
  '\\',
  '[a](',
  '![',
  '```',
  '|a|',
  '* * *',
  '\n\n\n\n',
  '('.repeat(200),
  '['.repeat(200),
  '> '.repeat(200),
  '*a '.repeat(100),
  '<a '.repeat(100),
]

const { numRuns, seed } = fuzzing(0.3)

describe('the article parser', () => {
  it(`survives ${numRuns} mutated files: it never throws or hangs, keeps no memory, pollutes nothing and runs nothing`, () => {
    const parse = createArticleParser(profileOf({ timezone: 'Europe/Berlin' }))
    const { random } = freshRandom()
    const below = (limit: number) => Math.floor(random() * limit)
    const inputs = Array.from({ length: numRuns }, (_, index) => mutate(SEEDS[index % SEEDS.length] as string, below))
    const before = usedMemory()
    let articles = 0
    const times = inputs.map((text) =>
      timeOf(() => {
        if ('article' in parse({ path: 'a.md', text })) articles++
      }),
    )
    const growth = usedMemory() - before
    const average = times.reduce((sum, time) => sum + time, 0) / numRuns
    const text = inputs[times.indexOf(Math.max(...times))] as string
    const slowest = Math.min(...[1, 2, 3].map(() => timeOf(() => parse({ path: 'a.md', text }))))
    console.info(`${articles} of ${numRuns} inputs were articles; FUZZ_SEED=${seed}`)
    expect(slowest / average, `FUZZ_SEED=${seed}: ${JSON.stringify(text)}`).toBeLessThan(200)
    expect(articles).toBeGreaterThan(numRuns / 100)
    expect(growth).toBeLessThan(32 * 1024 * 1024)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(Reflect.get(globalThis, 'pwned')).toBeUndefined()
  }, 600_000)
})

describe('the largest meaningless files', () => {
  const inFront = (line: string) => `---\ntitle: T\npublishedDateTime: 2026-01-01\n${line}\n---\n`
  const front = 60_000
  const body = 800_000

  it.each<[string, number, (size: number) => string]>([
    ['a topic of signs', front, (size) => inFront(`topics: ["${'<'.repeat(size)}"]`)],
    ['a topic of tags', front, (size) => inFront(`topics: ["${'<a'.repeat(size / 2)}"]`)],
    ['wrong topics', front, (size) => inFront(`topics: [${'1,'.repeat(size / 2)}]`)],
    ['invalid images', front, (size) => inFront(`images:\n${'- {url: x}\n'.repeat(size / 11)}`)],
    ['lists in lists', front, (size) => inFront(`x: ${'['.repeat(size)}`)],
    ['blank lines', front, (size) => inFront('\n'.repeat(size))],
    ['percent signs', front, (size) => inFront(`originalUrl: "https://example.org/${'%'.repeat(size - 100)}"`)],
    ['brackets', body, (size) => inFront('') + '['.repeat(size)],
    ['images', body, (size) => inFront('') + '!['.repeat(size / 2)],
    ['tags', body, (size) => inFront('') + '<a '.repeat(size / 3)],
    ['sections of CDATA', body, (size) => inFront('') + 'a <![CDATA['.repeat(size / 11)],
  ])('parse in linear time: %s', (_, size, textOf) => {
    const parse = createArticleParser(profileOf())
    const growth = growthOf((length) => parse({ path: 'a.md', text: textOf(length) }), size)
    expect(growth).toBeLessThan(LINEAR)
  })
})

/** Applies a few random mutations: cuts, duplicates, overwrites or inserts hostile text. */
function mutate(seed: string, random: (below: number) => number): string {
  let text = seed
  for (let change = random(6); change >= 0; change--) {
    const start = random(text.length + 1)
    const end = Math.min(start + random(40), text.length)
    const fragment = FRAGMENTS[random(FRAGMENTS.length)] as string
    const middles = [
      '',
      text.slice(start, end).repeat(2),
      fragment,
      `${text.slice(start, end)}${fragment}`,
      String.fromCharCode(random(0x10000)),
    ]
    text = text.slice(0, start) + middles[random(middles.length)] + text.slice(end)
  }
  return text
}

function timeOf(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Bytes in use after garbage collection. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}
