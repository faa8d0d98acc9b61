import { describe, expect, it } from 'vitest'
import { firstHeading, nameOfFile, titleOfFile } from '../../src/corpus/article-title.ts'

describe('the first heading', () => {
  it.each([
    ['# Hello\n\nWords.', 'Hello', '\n\nWords.'],
    ['\n\n## Hello ##\nWords.', 'Hello', '\nWords.'],
    ['Hello\n=====\n\nWords.', 'Hello', '\n\nWords.'],
    ['# The **new** [mill](https://example.org/) {#mill}\n', 'The new mill', '\n'],
    ['# Use `<title>` &amp; more', 'Use <title> & more', ''],
    ['# A *new*, _old_ <em>and</em> ~~no~~ 2 * 3 `&lt;` snake_case', 'A new, old and no 2 * 3 &lt; snake_case', ''],
    ['# Promise<Option> & C\\# [a][b]', 'Promise<Option> & C# [a][b]', ''],
    ['# ![The mill](m.png) of 1. May', 'The mill of 1. May', ''],
    ['# 1984. ❤', '1984. ❤', ''],
    ['# ❤', '❤', ''],
  ])('of %j is a title, and leaves the body', (body, title, rest) => {
    expect(firstHeading(body)).toEqual({ title, body: rest })
  })

  it('stays in the body after other words', () => {
    const body = 'Words.\n\n# Hello\n'
    expect(firstHeading(body)).toEqual({ title: 'Hello', body })
  })

  it('is not a comment in code', () => {
    expect(firstHeading('```sh\n# install\n```\n')).toBeUndefined()
    expect(firstHeading('Words.\n')).toBeUndefined()
  })
})

describe('the name of a file', () => {
  it.each([
    ['posts/2020-01-31-hello-world.md', '2020-01-31-hello-world', 'Hello world'],
    ['posts/hello_world/index.md', 'hello_world', 'Hello world'],
    ['2020-01-31.md', '2020-01-31', undefined],
    ['Über uns.markdown', 'Über uns', 'Über uns'],
  ])('%s is %s, and as a title %s', (path, name, title) => {
    expect(nameOfFile(path)).toBe(name)
    expect(titleOfFile(path)).toBe(title)
  })
})
