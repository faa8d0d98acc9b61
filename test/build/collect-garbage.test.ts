import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { collectGarbage, createCollector } from '../../src/build/collect-garbage.ts'

it('unreferenced objects are collected immediately', async () => {
  const reference = new WeakRef({ text: 'x'.repeat(1000) })
  await setImmediate()
  expect(reference.deref()).toBeDefined()
  await setImmediate()
  collectGarbage()
  expect(reference.deref()).toBeUndefined()
})

it('after a run, garbage is collected only if it is worth it', async () => {
  const tidy = createCollector()
  const madeBy = async (numbers: number) => {
    const reference = new WeakRef(Array.from({ length: numbers }, (_, index) => index + 0.5))
    await setImmediate()
    tidy()
    await setImmediate()
    return reference.deref()
  }
  await madeBy(10_000_000)
  expect(await madeBy(1000)).toBeDefined()
  expect(await madeBy(10_000_000)).toBeUndefined()
})
