import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sizesOf } from '../../src/publish/file-sizes.ts'
import type { Manifest, ManifestFile } from '../../src/publish/manifest.ts'
import type { Committed, PublicationStore, Revision, Staging } from '../../src/publish/store.ts'

/** An initially empty place for publications. */
export interface Place {
  /** Opens a store there, as another process would. */
  open: () => PublicationStore
  /** How many publications stay after pruning. */
  kept: number
  /** How many publications must follow each other until each way of reusing files was taken. */
  turns: number
  /** Alters or removes a published document, bypassing the store. */
  damage: (revision: Revision, path: string, bytes: Buffer | undefined) => void | Promise<void>
  /** The names of everything there, except locks, and what pruning removes later. */
  list: () => string[] | Promise<string[]>
}

/** The contract of every publication store. */
export function describeStore(name: string, createPlace: () => Place | Promise<Place>): void {
  describe(`a publication in ${name}`, () => {
    it('does not exist at first', async () => {
      const store = (await createPlace()).open()
      expect(await store.readRevision()).toBeUndefined()
      expect(await store.listRevisions()).toEqual([])
      await store.prepare()
      await store.prune()
    })

    it('is absent until committed, and then complete for every process', async () => {
      const { open } = await createPlace()
      const store = open()
      const staging = store.stage(undefined, ['feeds/ai.xml', 'index.html'])
      await put(staging, 'feeds/ai.xml', 'one')
      await put(staging, 'index.html', 'two')
      expect(await open().readRevision()).toBeUndefined()
      expect(await open().listRevisions()).toEqual([])
      const { revision, manifest } = (await staging.commit(contentsOf(ONE))) as Committed
      for (const reader of [store, open()]) {
        expect(await reader.readRevision()).toBe(revision)
        expect(await reader.listRevisions()).toEqual([revision])
        expect(await reader.readManifest(revision)).toEqual(manifest)
        expect(await read(reader, revision)).toEqual(ONE)
      }
    })

    it('has each document in every coding', async () => {
      const store = (await createPlace()).open()
      const { revision, manifest } = await publish(store, { 'a.xml': 'text' })
      const [file] = manifest.files as [ManifestFile]
      const codings = ['identity', 'gzip', 'br'] as const
      const bodies = await Promise.all(codings.map((coding) => store.readDocument(revision, file, coding)))
      expect(bodies.map(String)).toEqual(['text', 'text in gzip', 'text in br'])
    })

    it('has a new revision after each commit, even with the same contents', async () => {
      const store = (await createPlace()).open()
      const revisions = []
      for (const text of ['one', 'two', 'one', 'one']) revisions.push((await publish(store, { a: text })).revision)
      expect(new Set(revisions).size).toBe(4)
    })

    it('has increasing numbers', async () => {
      const { open } = await createPlace()
      const numbers: number[] = []
      for (const text of ['one', 'two']) numbers.push((await publish(open(), { a: text })).manifest.generation)
      expect(numbers).toEqual([1, 2])
    })

    it('is not replaced by one that was planned from another revision', async () => {
      const { open, list } = await createPlace()
      const store = open()
      const first = await publish(store, { a: 'one' })
      const stale = store.stage(first.revision, ['a'])
      await put(stale, 'a', 'stale')
      const second = await publish(open(), { a: 'two' })
      expect(await stale.commit(contentsOf({ a: 'stale' }))).toBe('conflict')
      expect(await store.readRevision()).toBe(second.revision)
      expect(await read(store, second.revision)).toEqual({ a: 'two' })
      const before = await list()
      expect(await open().stage(undefined, []).commit(contentsOf({}))).toBe('conflict')
      expect(await list()).toEqual(before)
    })

    it.each(['one process', 'two processes'])(
      'is won by exactly one of two concurrent commits in %s',
      async (processes) => {
        const { open } = await createPlace()
        const store = open()
        const { revision } = await publish(store, { a: 'first' })
        const racers = [store, processes === 'one process' ? store : open()].map((racer, index) => ({
          staging: racer.stage(revision, ['a']),
          text: String(index),
        }))
        const outcomes = await Promise.all(
          racers.map(async ({ staging, text }) => {
            await put(staging, 'a', text)
            return { text, committed: await staging.commit(contentsOf({ a: text })) }
          }),
        )
        const winners = outcomes.filter(({ committed }) => committed !== 'conflict')
        expect(winners).toHaveLength(1)
        const current = (await open().readRevision()) as Revision
        expect(await read(open(), current)).toEqual({ a: winners[0]?.text })
      },
    )

    it('reuses documents of the base, byte for byte, in every coding', async () => {
      const { open } = await createPlace()
      const { revision, manifest } = await publish(open(), ONE)
      const kept = manifest.files.filter(({ path }) => path === 'index.html')
      const store = open()
      const staging = store.stage(revision, ['feeds/ai.xml', 'index.html'])
      await put(staging, 'feeds/ai.xml', 'three')
      await staging.reuse(kept)
      const next = (await staging.commit(contentsOf({ 'feeds/ai.xml': 'three', 'index.html': 'two' }))) as Committed
      expect(await read(store, next.revision)).toEqual({ 'feeds/ai.xml': 'three', 'index.html': 'two' })
      expect(String(await store.readDocument(next.revision, kept[0] as ManifestFile, 'br'))).toBe('two in br')
      expect(await read(store, revision)).toEqual(ONE)
    })

    it('does not change when others follow in the same process, prepared or not', async () => {
      const { open, turns } = await createPlace()
      const store = open()
      for (let turn = 0; turn < turns; turn++) {
        const texts = { 'a/b/c': String(Math.floor(turn / 3)), 'a/d': String(turn), [`e/${turn % 4}`]: 'e' }
        await publish(store, texts)
        await store.prune()
        if (turn % 5 !== 0) await store.prepare()
        const [current, before] = await store.listRevisions()
        expect(await read(store, current as Revision)).toEqual(texts)
        if (before !== undefined) await read(store, before)
      }
    })

    it('leaves nothing behind if it is aborted', async () => {
      const { open, list } = await createPlace()
      await publish(open(), { a: 'one' })
      const before = await list()
      const staging = open().stage(await open().readRevision(), ['a', 'b'])
      await put(staging, 'b', 'two')
      await staging.abort()
      await staging.abort()
      expect(await list()).toEqual(before)
    })

    it('is not replaced after an abort, or if the final confirmation fails', async () => {
      const { open, list } = await createPlace()
      const { revision } = await publish(open(), { a: 'one' })
      const before = await list()
      const commit = async (options: { confirm?: () => Promise<void>; signal?: AbortSignal }) => {
        const staging = open().stage(revision, ['a'])
        await put(staging, 'a', 'two')
        return staging.commit(contentsOf({ a: 'two' }), options)
      }
      const controller = new AbortController()
      const confirm = async () => controller.abort(new Error('too late'))
      await expect(commit({ confirm, signal: controller.signal })).rejects.toThrow('too late')
      await expect(commit({ signal: AbortSignal.abort(new Error('given up')) })).rejects.toThrow('given up')
      await expect(commit({ confirm: () => Promise.reject(new Error('no')) })).rejects.toThrow('no')
      expect(await open().readRevision()).toBe(revision)
      expect(await list()).toEqual(before)
    })

    it.each([
      ['altered', Buffer.from('other')],
      ['lost', undefined],
    ])('is not read if a document was %s', async (_, bytes) => {
      const { open, damage } = await createPlace()
      const { revision, manifest } = await publish(open(), ONE)
      await damage(revision, 'feeds/ai.xml', bytes)
      const store = open()
      const [damaged, whole] = manifest.files as [ManifestFile, ManifestFile]
      const expected = { code: 'publication-damaged' }
      await expect(store.readDocument(revision, damaged, 'identity')).rejects.toMatchObject(expected)
      expect(String(await store.readDocument(revision, whole, 'identity'))).toBe('two')
      expect(await store.findDamage(revision, sizesOf(manifest.files))).toBe('feeds/ai.xml')
      expect(await store.findDamage(revision, sizesOf([whole]))).toBeUndefined()
    })

    it('is kept with those just before it, and no others, after pruning', async () => {
      const { open, kept } = await createPlace()
      const store = open()
      const revisions: Revision[] = []
      for (let turn = 0; turn < kept + 2; turn++)
        revisions.unshift((await publish(store, { a: String(turn) })).revision)
      await store.prune()
      expect(await open().listRevisions()).toEqual(revisions.slice(0, kept))
      await open().prune()
      expect(await open().listRevisions()).toEqual(revisions.slice(0, kept))
      expect(await read(open(), revisions[1] as Revision)).toEqual({ a: String(kept) })
    })

    it('is published by one process at a time, if that process asks for it', async () => {
      const { open } = await createPlace()
      let working = 0
      const publishAlone = (store: PublicationStore, text: string) =>
        store.exclusively(async () => {
          expect(++working).toBe(1)
          await publish(store, { a: text })
          working--
        })
      const store = open()
      await Promise.all([publishAlone(store, '1'), publishAlone(store, '2'), publishAlone(open(), '3')])
      const revision = (await open().readRevision()) as Revision
      expect((await open().readManifest(revision)).generation).toBe(3)
    })

    it('takes over no exclusion that is being started or ended', async () => {
      const { open } = await createPlace()
      const all = await Promise.all(Array.from({ length: 4 }, () => open().exclusively(async () => undefined)))
      expect(all.flatMap(({ recovered }) => recovered)).toEqual([])
    })

    it('ends the exclusion when the work fails or is aborted', async () => {
      const { open } = await createPlace()
      const failing = open().exclusively(() => Promise.reject(new Error('failed')))
      await expect(failing).rejects.toThrow('failed')
      const controller = new AbortController()
      void open().exclusively(() => new Promise(() => controller.abort()), { signal: controller.signal })
      expect(await open().exclusively(async () => 'done')).toEqual({ result: 'done', recovered: [], unfinished: [] })
    })

    it('has durable state next to it that is replaced atomically', async () => {
      const { open } = await createPlace()
      expect(await open().readState('websub')).toBeUndefined()
      const store = open()
      await Promise.all(['{"a":1}', '{"a":2}'].map((text) => store.writeState('websub', text)))
      await store.writeState('other', '{}')
      expect(await open().readState('websub')).toBe('{"a":2}')
      await publish(store, { a: 'one' })
      await store.exclusively(async () => undefined)
      expect(await open().readState('websub')).toBe('{"a":2}')
    })
  })
}

const ONE = { 'feeds/ai.xml': 'one', 'index.html': 'two' }

async function publish(store: PublicationStore, texts: Readonly<Record<string, string>>): Promise<Committed> {
  const base = await store.readRevision()
  const before = base === undefined ? [] : (await store.readManifest(base)).files
  const contents = contentsOf(texts)
  const isSame = (file: ManifestFile) => before.some(({ path, sha256 }) => path === file.path && sha256 === file.sha256)
  const staging = store.stage(base, Object.keys(texts))
  for (const { path } of contents.files.filter((file) => !isSame(file))) {
    await put(staging, path, texts[path] as string)
  }
  const same = contents.files.filter(isSame)
  if (same.length > 0) await staging.reuse(same)
  const committed = await staging.commit(contents)
  if (committed === 'conflict') throw new Error('conflict')
  return committed
}

function put(staging: Staging, path: string, text: string): Promise<void> {
  return staging.put({ path, mediaType: 'text/plain' }, bodiesOf(text))
}

/** Reads and checks all documents of a publication. */
async function read(store: PublicationStore, revision: Revision): Promise<Record<string, string>> {
  const { files } = await store.readManifest(revision)
  const texts = files.map(async (file) => [file.path, String(await store.readDocument(revision, file, 'identity'))])
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>
}

function bodiesOf(text: string) {
  return { identity: Buffer.from(text), gzip: Buffer.from(`${text} in gzip`), br: Buffer.from(`${text} in br`) }
}

function contentsOf(texts: Readonly<Record<string, string>>): Omit<Manifest, 'generation'> {
  const files = Object.entries(texts).map(([path, text]) => {
    const { identity, gzip, br } = bodiesOf(text)
    const mediaType = 'text/plain'
    const lastModified = '2026-01-02T03:04:05.000Z'
    return { path, mediaType, lastModified, ...sizeOf(identity), encodings: { br: sizeOf(br), gzip: sizeOf(gzip) } }
  })
  return { version: 2, files, feeds: {}, articles: {}, moved: {}, retired: [] }
}

function sizeOf(body: Buffer) {
  return { sha256: createHash('sha256').update(body).digest('hex'), bytes: body.length }
}
