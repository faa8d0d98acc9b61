import { ftruncateSync, readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createContentWriter, createParsedContents } from '../../src/build/parsed-contents.ts'
import type { ArticleContent } from '../../src/model/composed-article.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const content = (title: string) =>
  ({ title, contentHtml: `<p>${title.repeat(1000)}</p>`, published: new Date('2026-01-01') }) as ArticleContent
const summary = (file: string, digest = file) => ({ file, digest }) as Parameters<ReturnType<typeof open>['read']>[0]

function open(directory = temporaryFolder()) {
  const contents = createParsedContents(directory)
  onTestFinished(contents.close)
  return contents
}

it('contents come back as they were stored, in any order, from several files', () => {
  const contents = open()
  const [first, second] = [contents.open(), contents.open()].map((file) => createContentWriter(file as number))
  for (let index = 0; index < 20; index++) {
    const write = index % 2 ? first : second
    contents.add(
      { file: `${index}.md`, digest: `${index}.md` },
      write?.(content(`Title ${index}`)) ?? expect.unreachable(),
    )
  }
  for (let index = 19; index >= 0; index--) {
    expect(contents.read(summary(`${index}.md`))).toEqual(content(`Title ${index}`))
  }
})

it('a content of another state of the file, or of none, is not there', () => {
  const contents = open()
  const write = createContentWriter(contents.open() as number)
  contents.add({ file: 'a.md', digest: 'before' }, write(content('A')) ?? expect.unreachable())
  expect(contents.read(summary('a.md', 'now'))).toBeUndefined()
  expect(contents.read(summary('b.md'))).toBeUndefined()
})

it('a content that cannot be read is not there', () => {
  const contents = open()
  const file = contents.open() as number
  contents.add({ file: 'a.md', digest: 'a.md' }, createContentWriter(file)(content('A')) ?? expect.unreachable())
  writeSync(file, Buffer.alloc(100), 0, 100, 0)
  expect(contents.read(summary('a.md'))).toBeUndefined()
  ftruncateSync(file)
  expect(contents.read(summary('a.md'))).toBeUndefined()
})

it('scratch files leave no name behind, and none can be opened where the folder cannot be made', () => {
  const folder = temporaryFolder({ file: 'no folder' })
  open(folder).open()
  expect(readdirSync(folder)).toEqual(['file'])
  expect(open(join(folder, 'file/below')).open()).toBeUndefined()
})
