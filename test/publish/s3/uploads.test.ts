import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createUploads } from '../../../src/publish/s3/uploads.ts'

/** Adds uploads of these sizes, each of which takes some turns of the event loop, and returns the most that was pending. */
async function mostPending(sizes: readonly number[], limits: { concurrency: number; maxBytes: number }) {
  const uploads = createUploads(limits)
  const [pending, most] = [
    { bytes: 0, count: 0 },
    { bytes: 0, count: 0 },
  ]
  for (const bytes of sizes) {
    await uploads.add(bytes, async () => {
      pending.bytes += bytes
      pending.count++
      most.bytes = Math.max(most.bytes, pending.bytes)
      most.count = Math.max(most.count, pending.count)
      for (let turns = 0; turns < 5; turns++) await turn()
      pending.bytes -= bytes
      pending.count--
    })
  }
  await uploads.drain()
  expect(pending).toEqual({ bytes: 0, count: 0 })
  return most
}

it('uploads to a slow bucket keep no more bytes in memory than their limit', async () => {
  const sizes = Array.from({ length: 200 }, (_, index) => 1 + (index % 10))
  expect(await mostPending(sizes, { concurrency: 100, maxBytes: 30 })).toEqual({ bytes: 30, count: expect.any(Number) })
})

it('no more uploads run at a time than their limit', async () => {
  expect(await mostPending(Array(50).fill(1), { concurrency: 4, maxBytes: 1000 })).toEqual({ bytes: 4, count: 4 })
})

it('an upload that is larger than the limit runs alone', async () => {
  expect(await mostPending([1, 50, 1], { concurrency: 4, maxBytes: 30 })).toEqual({ bytes: 50, count: 1 })
})

it('the first failure of an upload is thrown, and nothing is uploaded after it', async () => {
  const uploads = createUploads({ concurrency: 1, maxBytes: 10 })
  await uploads.add(1, () => Promise.reject(new Error('refused')))
  const later: string[] = []
  await expect(uploads.add(1, async () => later.push('sent'))).rejects.toThrow('refused')
  await expect(uploads.drain()).rejects.toThrow('refused')
  expect(later).toEqual([])
})
