import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles } from '../../src/corpus/list-files.ts'
import { FeedmillError } from '../../src/errors.ts'
import { asOrdinaryUser } from '../support/ordinary-user.ts'
import { makePipe } from '../support/pipe.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A corpus of one article, `a.md`, and one link. */
function corpusWithLink(link: string, target: string): string {
  const folder = temporaryFolder({ 'content/a.md': '', 'content/folder/b.md': '', 'content-old/c.md': '', 'd.md': '' })
  symlinkSync(target, join(folder, 'content', link))
  return join(folder, 'content')
}

/** The error that listing a folder throws. */
function listingError(folder: string): FeedmillError {
  try {
    listFiles(folder)
  } catch (error) {
    if (error instanceof FeedmillError) return error
  }
  throw new Error('no FeedmillError')
}

describe('listFiles', () => {
  it('lists articles at any depth, the files of topics/ and mixes/, and other YAML', () => {
    const folder = temporaryFolder({
      'a.md': '',
      '2026/01/b.md': '',
      'c.MDX': '',
      'd.markdown': '',
      'topics/ai.yaml': '',
      'topics/film.yml': '',
      'topics/MAPS.YML': '',
      'blog/topics/ml.Yaml': '',
      'mixes/best.yaml': '',
      'blog/mixes/few.YML': '',
      'topics/about.md': '',
      'ai.yaml': '',
      'topics/deep/ai.yml': '',
      'hot-topics/AI.YAML': '',
    })
    expect(listFiles(folder)).toEqual({
      articles: ['2026/01/b.md', 'a.md', 'c.MDX', 'd.markdown', 'topics/about.md'],
      topics: ['blog/topics/ml.Yaml', 'topics/MAPS.YML', 'topics/ai.yaml', 'topics/film.yml'],
      mixes: ['blog/mixes/few.YML', 'mixes/best.yaml'],
      otherYaml: ['ai.yaml', 'hot-topics/AI.YAML', 'topics/deep/ai.yml'],
      media: [],
      others: {},
      links: [],
      diagnostics: [],
    })
  })

  it('ignores other files, and counts those without a dot in front', () => {
    const folder = temporaryFolder({
      '.draft.md': '',
      '.git/a.md': '',
      'node_modules/pkg/readme.md': '',
      'blog/node_modules/pkg/readme.md': '',
      'picture.png': '',
      'notes.txt': '',
      'topics/.hidden.yaml': '',
      'topics/ai.yaml.bak': '',
      '.github/workflows/ci.yml': '',
    })
    expect(listFiles(folder)).toEqual({
      articles: [],
      topics: [],
      mixes: [],
      otherYaml: [],
      media: ['notes.txt', 'picture.png'],
      others: { '.png': 1, '.txt': 1, '.bak': 1 },
      links: [],
      diagnostics: [],
    })
  })

  it('sorts by path, whatever the order in which files were created', () => {
    const files = ['z.md', 'a/z.md', 'B.md', 'a.md', 'ä.md', 'a-b.md', '10.md', '9.md']
    const sorted = ['10.md', '9.md', 'B.md', 'a-b.md', 'a.md', 'a/z.md', 'z.md', 'ä.md']
    for (const order of [files, files.toReversed()]) {
      expect(listFiles(temporaryFolder(Object.fromEntries(order.map((path) => [path, '']))))).toMatchObject({
        articles: sorted,
      })
    }
  })

  it('treats a folder whose name ends in .md as a folder', () => {
    expect(listFiles(temporaryFolder({ 'notes.md/a.md': '' })).articles).toEqual(['notes.md/a.md'])
  })

  it('accepts a link as the corpus itself', () => {
    const folder = temporaryFolder({ 'real/a.md': '' })
    symlinkSync('real', join(folder, 'content'))
    expect(listFiles(join(folder, 'content')).articles).toEqual(['a.md'])
  })

  it('follows a link to a file of the corpus', () => {
    const files = listFiles(corpusWithLink('link.md', 'folder/b.md'))
    expect(files).toMatchObject({ articles: ['a.md', 'folder/b.md', 'link.md'], links: ['link.md'], diagnostics: [] })
  })

  it.each(['folder', '.'])('does not list files twice through a link to the folder %s', (target) => {
    const files = listFiles(corpusWithLink('again', target))
    expect(files).toMatchObject({ articles: ['a.md', 'folder/b.md'], diagnostics: [] })
  })

  it('follows links to folders that are not listed otherwise, and lists each file once', () => {
    const folder = temporaryFolder({
      '..2026_01/posts/a.md': '',
      '..2026_01/posts/2025/b.md': '',
      '..2026_01/posts/.c.md': '',
      '..2026_01/topics/ai.yaml': '',
      'own/d.md': '',
    })
    const links = {
      '..data': '..2026_01',
      posts: '..data/posts',
      topics: '..data/topics',
      'same-posts': '..2026_01/posts',
      'later/years': '../..data/posts/2025',
      '..2026_01/posts/up': '..',
      '..2026_01/posts/all': '../..',
      '..2026_01/posts/own': '../../own',
    }
    mkdirSync(join(folder, 'later'))
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path))
    expect(listFiles(folder)).toMatchObject({
      articles: ['later/years/b.md', 'own/d.md', 'posts/a.md'],
      topics: ['topics/ai.yaml'],
      links: [],
      diagnostics: [],
    })
  })

  it.each(['../d.md', '../content-old/c.md', '/etc/hostname', '../content-old', '/'])(
    'reports a link out of the corpus to %s without following it',
    (target) => {
      expect(listFiles(corpusWithLink('link.md', target))).toEqual({
        articles: ['a.md', 'folder/b.md'],
        topics: [],
        mixes: [],
        otherYaml: [],
        media: [],
        others: {},
        links: [],
        diagnostics: [expect.objectContaining({ file: 'link.md', rule: 'file-outside', severity: 'error' })],
      })
    },
  )

  it.each(['gone.md', 'link.md'])('reports the broken link link.md to %s', (target) => {
    expect(listFiles(corpusWithLink('link.md', target)).diagnostics).toEqual([
      expect.objectContaining({ file: 'link.md', rule: 'file-unreadable', severity: 'error' }),
    ])
  })

  it.each(['../d.md', '/etc/hostname', 'gone.png'])(
    'ignores an image or other YAML file that is a link to %s',
    (target) => {
      expect(listFiles(corpusWithLink('picture.png', target)).diagnostics).toEqual([])
      expect(listFiles(corpusWithLink('data.yml', target)).diagnostics).toEqual([])
    },
  )

  it('reports a pipe instead of an article', () => {
    const folder = temporaryFolder({ 'a.md': '' })
    makePipe(join(folder, 'pipe.md'))
    makePipe(join(folder, 'other-pipe'))
    expect(listFiles(folder)).toEqual({
      articles: ['a.md'],
      topics: [],
      mixes: [],
      otherYaml: [],
      media: [],
      others: {},
      links: [],
      diagnostics: [expect.objectContaining({ file: 'pipe.md', rule: 'file-not-regular', severity: 'error' })],
    })
  })

  const HINT =
    'Name the folder with the articles in CONTENT_DIR or in the command, and allow Feedmill to read everything in it.'

  it.each([
    [
      'gone',
      'does not exist',
      'Create it with Markdown articles in it, or set CONTENT_DIR to the folder that has them. "feedmill init <folder>" shows what Feedmill understands of a folder.',
    ],
    ['a.md', 'is not a folder', HINT],
    ['a.md/below', 'is not a folder', HINT],
  ])('fails if the folder is %s, which %s', (path, reason, hint) => {
    const folder = join(temporaryFolder({ 'a.md': '' }), path)
    const error = listingError(folder)
    expect(error.code).toBe('content-dir-unreadable')
    expect(error.exitStatus).toBe(2)
    expect(error.message).toBe(`the folder of articles, "${folder}", ${reason}`)
    expect(error.hint).toBe(hint)
  })

  it('fails for an unreadable folder rather than drop its articles', async () => {
    const folder = temporaryFolder({ 'a.md': '' })
    chmodSync(folder, 0o755)
    mkdirSync(join(folder, 'closed'), { mode: 0o000 })
    const error = await asOrdinaryUser(() => listingError(folder))
    expect(error.code).toBe('content-dir-unreadable')
    expect(error.message).toContain(join(folder, 'closed'))
  })
})
