import { expect, it } from 'vitest'
import { dateInPath } from '../../src/corpus/date-in-path.ts'

it.each([
  ['2020-01-31-hello.md', '2020-01-31'],
  ['2020-01-31_hello.md', '2020-01-31'],
  ['2020-01-31.md', '2020-01-31'],
  ['post/2015-4-14-ncc-group-audit.markdown', '2015-04-14'],
  ['2021/04/15/hello.md', '2021-04-15'],
  ['blog/2021/04/15-hello.md', '2021-04-15'],
  ['2020-01-31-hello/index.md', '2020-01-31'],
  ['/2021/4/5/hello/', '2021-04-05'],
  ['2021/04/15.md', '2021-04-15'],
  ['releases/2021/04/15/hello.md', '2021-04-15'],
  ['a/2020-1-3_hello.md', '2020-01-03'],
  ['2021/04-15-hello.md', '2021-04-15'],
  ['2019-01-01-series/2021-04-15-hello.md', '2021-04-15'],
  ['hello-2020-01-31.md', undefined],
  ['v2020-01-31x.md', undefined],
  ['hello.md', undefined],
  ['2020/hello.md', undefined],
  ['2020-01-311.md', undefined],
])('the date in %s is %s', (path, date) => {
  expect(dateInPath(path)).toBe(date)
})
