import { describe, expect, it } from 'vitest'
import { aliasPath } from '../../src/text/alias-path.ts'

describe('aliasPath', () => {
  it.each([
    ['old', 'old'],
    ['/old/', 'old'],
    ['/2019/05/old/index.html', '2019/05/old'],
    ['2019/05/old.html', '2019/05/old.html'],
    ['https://blog.example/2019/old/?p=1#top', '2019/old'],
    ['/caf%C3%A9/', 'café'],
    ['/cafe\u0301/', 'café'],
    ['/100%/', '100%'],
    ['//', undefined],
    ['/index.html', undefined],
    ['https://blog.example', undefined],
    ['', undefined],
  ])('of %j is %j', (alias, path) => {
    expect(aliasPath(alias)).toBe(path)
  })

  it('takes linear time', () => {
    const slashes = '/'.repeat(60_000)
    const start = performance.now()
    expect(aliasPath(`a${slashes}b${slashes}`)).toBe(`a${slashes}b`)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
