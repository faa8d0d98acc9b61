import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SourceChanged } from '../../src/corpus/article-source.ts'
import { readMedia, readMediaBytes } from '../../src/corpus/read-media.ts'
import type { MediaFile } from '../../src/model/media-file.ts'
import { later } from '../support/clock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('a file that is published with an article', () => {
  it('is hashed, and not again while its signature is the same', async () => {
    const folder = temporaryFolder({ 'a.png': 'png' })
    const { media } = await readMedia(folder, ['a.png'], { known: new Map(), now: later })
    const read = media.get('a.png') as MediaFile
    expect(read.sha256).toHaveLength(64)
    const known = new Map([['a.png', { ...read, sha256: 'known' }]])
    expect((await readMedia(folder, ['a.png'], { known, now: later })).media).toEqual(known)
    writeFileSync(join(folder, 'a.png'), 'other')
    expect((await readMedia(folder, ['a.png'], { known, now: later })).media).not.toEqual(known)
  })

  it('is refused if it is too large, or an SVG with a script', async () => {
    const folder = temporaryFolder({ 'a.png': Buffer.alloc(10 * 1024 * 1024 + 1), 'b.svg': '<svg><script/></svg>' })
    const { media, diagnostics } = await readMedia(folder, ['a.png', 'b.svg'], { known: new Map(), now: later })
    expect(diagnostics.map(({ file, rule, message }) => [file, rule, message])).toEqual([
      ['a.png', 'media-refused', 'is larger than 10 MiB, so it is not published'],
      ['b.svg', 'media-refused', 'has a script, HTML or a link to another file, so it is not published'],
    ])
    const again = await readMedia(folder, ['a.png', 'b.svg'], { known: media, now: later })
    expect(again).toEqual({ media, diagnostics })
  })

  it('is never published with other bytes than those that were hashed', async () => {
    const folder = temporaryFolder({ 'a.png': 'png' })
    const { media } = await readMedia(folder, ['a.png'], { known: new Map(), now: later })
    const read = media.get('a.png') as MediaFile
    expect(readMediaBytes(folder, read, later())).toEqual(readFileSync(join(folder, 'a.png')))
    writeFileSync(join(folder, 'a.png'), 'gnp')
    expect(() => readMediaBytes(folder, read, later())).toThrow(SourceChanged)
  })
})
