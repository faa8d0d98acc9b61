import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { podcastGuidOf } from '../../src/site/podcast-guid.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const EPISODE = `---
title: One
publishedDateTime: 2026-01-01
webUrl: https://example.org/one
topics: [Show]
enclosures: https://example.org/one.mp3
---
`
const SHOW = `podcast:
  explicit: no
  category: News
  image: https://example.org/a.png
  owner: {email: a@example.org}
`

/** A corpus with one podcast; its publications say what its guid is, and what was reported. */
function createCorpus() {
  const contentDir = temporaryFolder({ 'one.md': EPISODE })
  const outDir = temporaryFolder()
  const config = (publicUrl: string) => parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir, PUBLIC_URL: publicUrl })
  return async (publicUrl: string, topic: string, id = 'show') => {
    writeFile(join(contentDir, 'topics/show.yaml'), `name: Show\nid: ${id}\n${topic}`)
    const { diagnostics } = await generate(config(publicUrl), {
      now: () => new Date('2026-06-01'),
      store: storeIn(outDir),
    })
    const rss = readFileSync(join(outDir, `current/feeds/${id}.xml`), 'utf8')
    const guid = /<podcast:guid>(.*)<\/podcast:guid>/.exec(rss)?.[1]
    return { guid, warnings: diagnostics.map(({ rule, message }) => `${rule} ${message}`) }
  }
}

const first = podcastGuidOf('https://one.example/feeds/show.xml')

describe('the guid of a podcast', () => {
  it('stays when the address or the id of the feed changes, with the line that keeps it', async () => {
    const publish = createCorpus()
    expect(await publish('https://one.example', SHOW)).toEqual({ guid: first, warnings: [] })
    const reported = {
      guid: first,
      warnings: [
        `podcast-moved is ${first}, as it was published at another URL; to keep it for ever, add this line to podcast in the topic file: guid: ${first}`,
      ],
    }
    expect(await publish('https://two.example/mill', SHOW)).toEqual(reported)
    const renamed = `formerIds: [show]\n${SHOW}`
    expect(await publish('https://two.example/mill', renamed, 'talk')).toEqual(reported)
    expect(await publish('https://two.example/mill', `${renamed}  guid: ${first}\n`, 'talk')).toEqual({
      guid: first,
      warnings: [],
    })
  })

  it('is the one that its author chose', async () => {
    const guid = '917393e3-1b1e-5cef-ace4-edaa54e1f810'
    const publish = createCorpus()
    expect(await publish('https://one.example', SHOW)).toMatchObject({ guid: first })
    expect(await publish('https://one.example', `${SHOW}  guid: ${guid}\n`)).toEqual({ guid, warnings: [] })
  })

  it('is new when a trial on this computer is published', async () => {
    const publish = createCorpus()
    expect(await publish('http://localhost:3000', SHOW)).toMatchObject({
      guid: podcastGuidOf('http://localhost:3000/feeds/show.xml'),
    })
    expect(await publish('https://one.example', SHOW)).toEqual({ guid: first, warnings: [] })
  })
})
