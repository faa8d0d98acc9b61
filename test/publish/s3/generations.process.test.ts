import { describe, expect, it } from 'vitest'
import type { Bucket } from '../../../src/publish/s3/bucket.ts'
import { openGenerations } from '../../../src/publish/s3/generations.ts'
import { startS3Double } from '../../support/s3-double.ts'

const FIRST = { generation: 1, manifest: 'a', by: 'one publisher' }
const SECOND = { generation: 2, manifest: 'b', by: 'one publisher, again' }
const THIRD = { generation: 3, manifest: 'c', by: 'another one' }

describe('a publisher', () => {
  it('that was suspended does not win with a number that was removed since, and goes on from the newest', async () => {
    const { bucket, publisher, server } = await start()
    await publisher.create(FIRST)
    for (const record of [SECOND, THIRD]) await server.create(record)
    await bucket.remove('generations/00000002.json')
    expect(await publisher.create({ ...SECOND, by: 'a late one' })).toEqual({ isCurrent: false, warnings: [] })
    expect(await publisher.readCurrent({ isExact: true })).toEqual(THIRD)
    expect(await openGenerations(bucket, () => 0).readCurrent()).toEqual(THIRD)
  })

  it('says which record is damaged, and what to do', async () => {
    const { bucket, publisher, server } = await start()
    await publisher.create(FIRST)
    await bucket.put('generations/00000001.json', Buffer.from('{'), { contentType: '', cacheControl: '' })
    await expect(server.readCurrent()).rejects.toMatchObject({
      message: '"s3://feeds/site": generations/00000001.json is no record of a generation',
      hint: 'If it stays so, remove generations/00000001.json: the next run publishes again, from the generation before.',
    })
  })
})

describe('a server that polls', () => {
  it('sends one conditional GET each time, and lists only once', async () => {
    const { double, publisher, server, poll } = await start()
    await publisher.create(FIRST)
    await server.readCurrent()
    double.requests.length = 0
    for (let polls = 0; polls < 60; polls++) expect(await poll()).toEqual(FIRST)
    const lines = double.requests.map(({ line }) => line)
    const next = lines.filter((line) => line === 'GET /feeds/site/generations/00000002.json')
    const hints = lines.filter((line) => line === 'GET /feeds/site/latest.json')
    expect({ all: lines.length, next: next.length, hints: hints.length }).toEqual({ all: 60, next: 4, hints: 56 })
    expect(double.requests.reduce((bytes, { received }) => bytes + received, 0)).toBeLessThan(1000)
  })

  it('notices a generation within a minute though its publisher died before it wrote the hint', async () => {
    const { bucket, publisher, server, poll } = await start()
    await publisher.create(FIRST)
    await server.readCurrent()
    await writeRecord(bucket, SECOND)
    await writeRecord(bucket, THIRD)
    const seen = []
    for (let polls = 0; polls < 14; polls++) seen.push((await poll())?.generation)
    expect(seen).toEqual([...Array<number>(12).fill(1), 2, 3])
    expect(await poll()).toEqual(THIRD)
  })

  it('notices the first generation in the same way', async () => {
    const { bucket, server, poll } = await start()
    expect(await server.readCurrent()).toBeUndefined()
    await writeRecord(bucket, FIRST)
    for (let polls = 0; polls < 12; polls++) expect(await poll()).toBeUndefined()
    expect(await poll()).toEqual(FIRST)
  })

  it('does not go back when a slow publisher writes the hint of an older generation', async () => {
    const { bucket, publisher, server, poll } = await start()
    for (const record of [FIRST, SECOND, THIRD]) await publisher.create(record)
    expect(await server.readCurrent()).toEqual(THIRD)
    await writeHint(bucket, SECOND)
    for (let polls = 0; polls < 3; polls++) expect(await poll()).toEqual(THIRD)
  })

  it('reads a hint again that was altered on the way', async () => {
    const { bucket, publisher } = await start()
    await publisher.create(FIRST)
    let isAltering = false
    const alter: Bucket['get'] = async (key, known) => {
      const found = await bucket.get(key, known)
      return isAltering && found && found !== 'unchanged' ? { ...found, body: found.body.subarray(1) } : found
    }
    const server = openGenerations({ ...bucket, get: alter }, () => 0)
    await server.readCurrent()
    await publisher.create(SECOND)
    isAltering = true
    expect(await server.readCurrent()).toEqual(FIRST)
    isAltering = false
    expect(await server.readCurrent()).toEqual(SECOND)
  })

  it('goes back when another generation is published after a person removed the newest ones', async () => {
    const { bucket, publisher, server, poll, open } = await start()
    for (const record of [FIRST, SECOND, THIRD]) await publisher.create(record)
    await server.readCurrent()
    for (const { generation } of [SECOND, THIRD]) await bucket.remove(`generations/0000000${generation}.json`)
    expect(await poll()).toEqual(THIRD)
    const other = { ...SECOND, manifest: 'd', by: 'a third one' }
    expect(await (await open()).create(other)).toEqual({ isCurrent: true, warnings: [] })
    expect(await poll()).toEqual(other)
  })
})

describe('a generation', () => {
  it('is won by a publisher that does not get the answer', async () => {
    const { double, publisher, server } = await start()
    double.intercept = ({ method, headers }) =>
      method === 'PUT' && headers['if-none-match'] ? [501, 'NotImplemented', 'afterwards'] : undefined
    expect(await publisher.create(FIRST)).toEqual({ isCurrent: true, warnings: [] })
    expect(await server.readCurrent()).toEqual(FIRST)
  })

  it('is not won by a publisher whose number another one has', async () => {
    const { publisher, server } = await start()
    await publisher.create(FIRST)
    expect(await server.create({ ...FIRST, by: 'another one' })).toEqual({ isCurrent: false, warnings: [] })
    expect(await server.readCurrent()).toEqual(FIRST)
  })
})

/** A publisher and a server, whose clock goes on by 5 s with each poll. */
async function start() {
  let time = 0
  const double = await startS3Double()
  const bucket = await double.open()
  const open = async () => openGenerations(await double.open(), () => time)
  const server = await open()
  const poll = () => {
    time += 5000
    return server.readCurrent()
  }
  return { double, bucket, publisher: await open(), server, poll, open }
}

const HEADERS = { contentType: 'application/json', cacheControl: 'no-cache' }

async function writeRecord(bucket: Bucket, record: typeof FIRST): Promise<void> {
  await bucket.put(`generations/0000000${record.generation}.json`, Buffer.from(JSON.stringify(record)), HEADERS)
}

async function writeHint(bucket: Bucket, record: typeof FIRST): Promise<void> {
  await bucket.put('latest.json', Buffer.from(JSON.stringify(record)), HEADERS)
}
