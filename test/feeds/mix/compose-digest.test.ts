import { expect, it } from 'vitest'
import { identifyMix } from '../../../src/feeds/mix/compose-digest.ts'
import { defaultMix } from '../../../src/feeds/mix/mix-query.ts'

it('digests stay the same items when their number changes or a topic is renamed', () => {
  const digest = { ...defaultMix, digest: 'week' as const }
  const before = { ...digest, any: ['ai', 'zoo'], without: ['shop'] }
  const after = { ...digest, any: ['robots', 'zoo'], without: ['ads'], items: 10 }
  const moved = { ai: 'robots', machines: 'robots', shop: 'ads' }
  expect(identifyMix(before, {})).toBe('any=ai,zoo&digest=week&without=shop')
  expect(identifyMix(after, moved)).toBe(identifyMix(before, {}))
  expect(identifyMix({ ...after, any: ['zoo'] }, moved)).not.toBe(identifyMix(before, {}))
})
