import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { linkPost } from '../support/articles.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

it('a publisher that undoes what another one has published says so; one that changes what it knows does not', async () => {
  const store = storeIn(temporaryFolder({}))
  const createPublisher = () => {
    const folder = temporaryFolder({ 'content/a.md': linkPost({ id: 'urn:x:a' }) })
    const config = parseConfig({ CONTENT_DIR: join(folder, 'content'), OUT_DIR: join(folder, 'out') })
    const publish = async () => {
      const { diagnostics } = await generate(config, { store, now: () => new Date('2026-11-01') })
      return diagnostics.map(({ rule, file, message }) => `${rule} ${file}: ${message}`)
    }
    return { folder: join(folder, 'content'), publish }
  }
  const [one, other] = [createPublisher(), createPublisher()]
  expect(await one.publish()).toEqual([])
  expect(await other.publish()).toEqual([])

  writeFile(join(one.folder, 'a.md'), linkPost({ id: 'urn:x:a', title: 'Corrected' }))
  writeFile(join(one.folder, 'b.md'), linkPost({ id: 'urn:x:b', originalUrl: 'https://example.org/b' }))
  expect(await one.publish()).toEqual([])
  expect(await other.publish()).toEqual([
    'article-older a.md: another publisher has changed this article, and CONTENT_DIR has it as before',
    'article-older b.md: another publisher has added this article, and CONTENT_DIR does not have it',
  ])

  expect(await one.publish()).toEqual([
    'article-older a.md: another publisher has changed this article, and CONTENT_DIR has it as before',
    'article-older b.md: another publisher has removed this article, and CONTENT_DIR has it as before',
  ])
  rmSync(join(one.folder, 'b.md'))
  expect(await one.publish()).toEqual([])
})
