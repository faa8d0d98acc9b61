import { describe, expect, it } from 'vitest'
import { createOnDemandDocuments } from '../../../src/serve/mix/on-demand-documents.ts'
import { generationOf } from '../../support/generation.ts'

const generation = generationOf({})
const content = {
  path: 'feeds/mix.xml',
  mediaType: 'application/rss+xml',
  body: Buffer.from('RSS'),
  updated: new Date('2026-01-01T00:00:00Z'),
}

describe('a document on demand', () => {
  it('is made once for all requests, however many', async () => {
    const find = createOnDemandDocuments()
    let made = 0
    const create = async () => {
      made++
      return content
    }
    const found = Array.from({ length: 600 }, () => find(generation, 'one', create))
    expect(found).not.toContain(undefined)
    const files = await Promise.all(found)
    expect([new Set(files).size, await find(generation, 'one', create), made]).toEqual([1, files[0], 1])
  })

  it('is refused while 200 others wait, and made afterwards', async () => {
    const find = createOnDemandDocuments()
    const others = Array.from({ length: 200 }, (_, index) => find(generation, `other ${index}`, async () => content))
    expect(find(generation, 'one', async () => content)).toBeUndefined()
    expect(find(generation, 'other 0', async () => content)).toBeDefined()
    await Promise.all(others)
    expect(await find(generation, 'one', async () => content)).toMatchObject({ path: 'feeds/mix.xml', bytes: 3 })
  })

  it('is made again after it could not be', async () => {
    const find = createOnDemandDocuments()
    await expect(find(generation, 'one', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
    expect(await find(generation, 'one', async () => content)).toMatchObject({ bytes: 3 })
  })
})
