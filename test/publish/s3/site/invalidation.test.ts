import { expect, it } from 'vitest'
import { invalidationOf } from '../../../../src/publish/s3/site/invalidation.ts'

it('an invalidation lists paths as a CDN knows them, and both of a page', () => {
  const { CallerReference, Paths } = invalidationOf(['feeds/c#.xml', 'topics/müller/index.html', 'index.html'])
  const Items = ['/feeds/c%23.xml', '/topics/m%C3%BCller/', '/topics/m%C3%BCller/index.html', '/', '/index.html']
  expect(Paths).toEqual({ Quantity: 5, Items })
  expect(invalidationOf([]).CallerReference).not.toBe(CallerReference)
})

it('an invalidation of very many paths is one of all', () => {
  const paths = Array.from({ length: 1001 }, (_, number) => `feeds/${number}.xml`)
  expect(invalidationOf(paths).Paths).toEqual({ Quantity: 1, Items: ['/*'] })
})
