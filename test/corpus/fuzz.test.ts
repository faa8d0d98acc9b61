import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { filesBelow } from '../support/files.ts'

const INPUTS = process.env.CI ? 100_000 : 10_000

/** No input may take longer. */
const LONGEST = 100

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

describe('the article parser', () => {
  it(`survives ${INPUTS} mutated files: it never throws or hangs, keeps no memory, pollutes nothing and runs nothing`, () => {
    const parse = createArticleParser({ timeZone: 'Europe/Berlin' })
    const random = randomNumbers(20260101)
    const before = usedMemory()
    let slowest = 0
    let articles = 0
    for (let index = 0; index < INPUTS; index++) {
      const text = mutate(SEEDS[index % SEEDS.length] as string, random)
      const source = { path: 'a.md', text }
      const duration = timeOf(() => {
        if ('article' in parse(source)) articles++
      })
      if (duration > slowest)
        slowest = Math.min(
          duration,
          timeOf(() => parse(source)),
          timeOf(() => parse(source)),
        )
      if (slowest > LONGEST) throw new Error(`${slowest} ms for ${JSON.stringify(text)}`)
    }
    const growth = usedMemory() - before
    console.info(`${INPUTS} inputs, ${articles} of them articles; the slowest took ${slowest.toFixed(1)} ms`)
    expect(articles).toBeGreaterThan(INPUTS / 100)
    expect(growth).toBeLessThan(32 * 1024 * 1024)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(Reflect.get(globalThis, 'pwned')).toBeUndefined()
  }, 300_000)
})

describe('the largest meaningless files', () => {
  const inFront = (line: string) => `---\ntitle: T\npublishedDateTime: 2026-01-01\n${line}\n---\n`
  const front = 60_000
  const body = 1_000_000

  it.each([
    ['a topic of signs', inFront(`topics: ["${'<'.repeat(front)}"]`)],
    ['a topic of tags', inFront(`topics: ["${'<a'.repeat(front / 2)}"]`)],
    ['wrong topics', inFront(`topics: [${'1,'.repeat(front / 2)}]`)],
    ['wrong pictures', inFront(`images:\n${'- {url: x}\n'.repeat(front / 11)}`)],
    ['lists in lists', inFront(`x: ${'['.repeat(front)}`)],
    ['blank lines', inFront('\n'.repeat(front))],
    ['percent signs', inFront(`originalUrl: "https://example.org/${'%'.repeat(front - 100)}"`)],
    ['brackets', inFront('') + '['.repeat(body)],
    ['images', inFront('') + '!['.repeat(body / 2)],
    ['tags', inFront('') + '<a '.repeat(body / 3)],
    ['sections of CDATA', inFront('') + 'a <![CDATA['.repeat(body / 11)],
  ])('parse no slower than others: %s', (_, text) => {
    const parse = createArticleParser({ timeZone: 'UTC' })
    const durations = [1, 2, 3].map(() => timeOf(() => parse({ path: 'a.md', text })))
    // Alone, each takes less than LONGEST; beside the other tests, a machine of two cores needs more.
    expect(Math.min(...durations)).toBeLessThan(3 * LONGEST)
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

/** Pseudo-random integers from a seed (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
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
