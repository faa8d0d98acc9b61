import { describe, expect, it } from 'vitest'
import type { Manifest } from '../../../src/publish/manifest.ts'
import { joinManifest, splitManifest } from '../../../src/publish/s3/manifest-parts.ts'
import { fileOf, manifestOf } from '../../support/manifest.ts'

describe('a manifest in parts', () => {
  it('is the same when it is joined, with the order of its documents and articles', () => {
    const manifest = manifestOf(1000)
    const { index, parts } = splitManifest(manifest)
    const joined = joinManifest(index, (sha256) => parts.get(sha256) ?? '')
    expect(joined).toEqual(manifest)
    expect(Object.keys(joined.articles)).toEqual(Object.keys(manifest.articles))
  })

  it('has other parts only where documents and articles changed, came or went', () => {
    const before = splitManifest(manifestOf(5000)).parts
    expect(before.size).toBeGreaterThan(50)
    const changed = manifestOf(5000)
    changed.files[2500] = { ...fileOf(2500), sha256: 'changed' }
    changed.files.splice(1000, 1)
    changed.articles = { 'new.md': { id: 'new' }, ...changed.articles }
    const after = [...splitManifest(changed).parts.keys()]
    expect(after.filter((name) => !before.has(name)).length).toBeLessThanOrEqual(3)
  })

  it('has the same parts in whichever order the fields of its documents are', () => {
    const manifest = manifestOf(10)
    const reversed = manifest.files.map((file) => Object.fromEntries(Object.entries(file).reverse()))
    expect(splitManifest({ ...manifest, files: reversed as Manifest['files'] })).toEqual(splitManifest(manifest))
  })

  it('may be empty', () => {
    const { index, parts } = splitManifest(manifestOf(0))
    expect(parts.size).toBe(0)
    expect(joinManifest(index, () => '')).toEqual(manifestOf(0))
  })

  it('is refused if it is no index', () => {
    expect(() => joinManifest('{"version":2}', () => '')).toThrow('parts')
  })
})
