import { Ajv } from 'ajv'
import fc from 'fast-check'
import schema from 'jsonfeed-schema/schema-v1.1.json' with { type: 'json' }
import { afterAll, describe, expect, it } from 'vitest'
import { documentOfFeedList, documentsOfFeed } from '../../src/formats/formats.ts'
import { select } from '../support/feeds.ts'
import { filesBelow } from '../support/files.ts'
import { findFaults } from '../support/find-faults.ts'
import { fuzzing } from '../support/fuzzing.ts'
import { hostileCorpus } from '../support/hostile.ts'
import { nativeCorpus } from '../support/native-corpus.ts'
import { isInstalled, outputOf } from '../support/programs.ts'
import { type RenderedDocument, rendered } from '../support/rendered.ts'
import { hasShared, shared } from '../support/shared.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const realCorpus = nativeCorpus()

const hub = { websubHubs: ['https://hub.example/?a=1&b=2'], siteLanguage: 'en' }
const small = { feedItems: 2, archiveItems: 2 }

/** All documents of hostile corpora, rendered once for all validators. */
const hostile: RenderedDocument[] = []
fc.assert(
  fc.property(hostileCorpus, (files) => {
    hostile.push(...documentsOf(files, small))
  }),
  fuzzing(0.005),
)
hostile.push(...documentsOf(filesBelow('test/fixtures/hostile'), small))
const own = documentsOf(filesBelow('content'))
const corpora: [string, RenderedDocument[]][] = [
  ['the articles that come with Feedmill', own],
  ['hostile articles', hostile],
]
if (realCorpus) corpora.push(['the real corpus', documentsOf(filesBelow(realCorpus))])

afterAll(() => {
  hostile.length = 0
})

describe.each(corpora)('every document of %s', (_, documents) => {
  it.skipIf(!isInstalled('xmllint'))('is well-formed XML', () => {
    const paths = written(documents.filter(({ mediaType }) => /xml|opml/.test(mediaType)))
    expect(outputOf('xmllint', '--noout', '--nonet', ...paths)).toBe('')
  })

  it.skipIf(!hasShared('judges') || !isInstalled('jing'))('is Atom by the grammar of RFC 4287', () => {
    const paths = written(documents.filter(({ mediaType }) => mediaType === 'application/atom+xml'))
    expect(outputOf('jing', '-c', shared('judges/schemas/atom.rnc'), ...paths)).toBe('')
    expect(outputOf('jing', shared('judges/schemas/atom.sch'), ...paths)).toBe('')
  })

  it('conforms to the schema of JSON Feed 1.1', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
    for (const { mediaType, body } of documents) {
      if (mediaType !== 'application/feed+json') continue
      validate(JSON.parse(body))
      expect(validate.errors, body).toBeNull()
    }
  })

  it('follows the rules that validators warn about', () => {
    for (const document of documents) expect(findFaults(document), document.body).toEqual([])
  })
})

function documentsOf(files: Record<string, string>, options = {}): RenderedDocument[] {
  const { feeds } = select(files, { ...hub, ...options })
  return rendered([...feeds.flatMap((feed) => documentsOfFeed(feed, new WeakMap())), documentOfFeedList(feeds)])
}

/** Writes documents to files and returns their paths. */
function written(documents: readonly RenderedDocument[]): string[] {
  const folder = temporaryFolder()
  return documents.map(({ body }, index) => {
    const path = `${folder}/${index}.xml`
    writeFile(path, body)
    return path
  })
}
