import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSite, edit } from '../../support/edited-site.ts'

describe('a run that remembers the one before', () => {
  it('publishes what one without memory publishes, whatever happens between them', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(edit, { maxLength: 3 }), { minLength: 1, maxLength: 8 }), async (rounds) => {
        const site = createSite()
        for (const round of rounds) {
          for (const change of round) site.apply(change)
          await site.expectAgreement()
        }
      }),
      { numRuns: 25 },
    )
  })

  it('says again what is wrong with the corpus, and finds what was mended', async () => {
    const site = createSite()
    site.apply({ kind: 'break', file: 1 })
    const [first, second] = [await site.run(), await site.run()]
    expect(first.diagnostics).toMatchObject([{ file: '1.md', rule: 'front-matter-missing' }])
    expect(second).toMatchObject({ diagnostics: first.diagnostics, generation: undefined, published: first.published })
    site.apply({ kind: 'write', file: 1, title: 'Mended', topic: 'AI' })
    expect((await site.run()).diagnostics).toEqual([])
  })

  it('reads and renders nothing where nothing changed', async () => {
    const site = createSite()
    await site.run()
    const again = await site.run()
    expect(again).toMatchObject({ changed: [], removed: [], generation: undefined, published: 8 })
    site.rename('content', 'elsewhere')
    await expect(site.run()).rejects.toMatchObject({ code: 'content-dir-unreadable' })
  })

  it.each(['last-run.json', 'articles.jsonl'])('does not need %s, nor believe it when it is damaged', async (name) => {
    const site = createSite()
    await site.run()
    const file = join(site.outDir, 'cache', name)
    const good = readFileSync(file, 'utf8')
    const damages = [
      () => rmSync(file),
      () => truncateSync(file, Math.floor(good.length / 2)),
      () => writeFileSync(file, ''),
      () => writeFileSync(file, good.replace('Post', 'Past').replace('"published":8', '"published":9')),
      () => writeFileSync(file, `${good}{"more":1}\n`),
    ]
    for (const [index, damage] of damages.entries()) {
      writeFileSync(file, good)
      damage()
      site.apply({ kind: 'write', file: 0, title: `Title ${index}`, topic: 'AI' })
      expect(await site.run()).toMatchObject({ published: 8, diagnostics: [] })
      expect(readFileSync(join(site.outDir, 'current/feeds/all.xml'), 'utf8')).toContain(
        `<title>Title ${index}</title>`,
      )
      expect(readFileSync(join(site.outDir, 'current/feeds/all.xml'), 'utf8')).not.toContain('Past')
    }
  })

  it('is known to the next process even where it was hurried; what it read is put on the disk in a quiet run', async () => {
    const site = createSite()
    await site.runInProcess()
    const articles = () => readFileSync(join(site.inProcess, 'cache/articles.jsonl'), 'utf8')
    const before = articles()
    site.apply({ kind: 'write', file: 0, title: 'Hurried', topic: 'AI' })
    expect((await site.runInProcess(new Set(['0.md']))).changed).toContain('feeds/all.xml')
    expect(articles()).toBe(before)
    expect(await site.runInOtherProcess()).toMatchObject({ changed: [], generation: undefined })
    expect((await site.runInProcess()).changed).toEqual([])
    expect(articles()).toContain('Hurried')
  })

  it('mends what is damaged in the run after a hurried one that met with it', async () => {
    const site = createSite()
    await site.runInProcess()
    rmSync(join(site.inProcess, 'current/feeds/all/archive/1.xml'))
    const save = (title: string) => {
      site.apply({ kind: 'write', file: 0, title, topic: 'AI' })
      return site.runInProcess(new Set(['0.md']))
    }
    await expect(save('Hurried')).rejects.toMatchObject({ code: 'publication-failed' })
    expect(await save('Again')).toMatchObject({ recovered: [expect.stringContaining('feeds/all/archive/1.xml')] })
  })

  it('renders only what an edit reaches', async () => {
    const site = createSite()
    await site.run()
    site.apply({ kind: 'write', file: 0, title: 'Changed', topic: 'AI' })
    const { changed } = await site.run()
    expect(changed.filter((path) => path.endsWith('.xml'))).toEqual(['feeds/all.xml', 'feeds/ai.xml'])
  })

  it('publishes anew what is damaged, though nothing changed in the corpus', async () => {
    const site = createSite()
    await site.run()
    truncateSync(join(site.outDir, 'current/feeds/all.xml'), 10)
    expect(await site.run()).toMatchObject({ generation: 2, recovered: [expect.stringContaining('feeds/all.xml')] })
  })
})
