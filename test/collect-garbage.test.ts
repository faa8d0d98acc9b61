import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { collectGarbage } from '../src/collect-garbage.ts'

it('what nothing refers to is collected at once', async () => {
  const reference = new WeakRef({ text: 'x'.repeat(1000) })
  await setImmediate()
  expect(reference.deref()).toBeDefined()
  await setImmediate()
  collectGarbage()
  expect(reference.deref()).toBeUndefined()
})
