import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSourceFile } from '../../src/corpus/read-source-file.ts'
import { later } from '../support/clock.ts'
import { asOrdinaryUser } from '../support/ordinary-user.ts'
import { makePipe } from '../support/pipe.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const refusal = (rule: string) => expect.objectContaining({ file: 'a.md', rule, severity: 'error' })

describe('readSourceFile', () => {
  it('reads the text of a file', () => {
    const folder = temporaryFolder({ 'notes/a.md': 'Grüße\r\n😀\n' })
    expect(readSourceFile(folder, 'notes/a.md', later())).toMatchObject({ path: 'notes/a.md', text: 'Grüße\r\n😀\n' })
  })

  it('reads an empty file', () => {
    expect(readSourceFile(temporaryFolder({ 'a.md': '' }), 'a.md', later())).toMatchObject({ path: 'a.md', text: '' })
  })

  it('drops a byte order mark', () => {
    expect(readSourceFile(temporaryFolder({ 'a.md': '\ufeff---\n' }), 'a.md', later())).toMatchObject({
      path: 'a.md',
      text: '---\n',
    })
  })

  it('follows a link', () => {
    const folder = temporaryFolder({ 'b.md': 'Hello' })
    symlinkSync('b.md', join(folder, 'a.md'))
    expect(readSourceFile(folder, 'a.md', later())).toMatchObject({ path: 'a.md', text: 'Hello' })
  })

  it('reads at most 1 MiB', () => {
    const MEBIBYTE = 1024 * 1024
    const folder = temporaryFolder({ 'full.md': 'x'.repeat(MEBIBYTE), 'a.md': 'x'.repeat(MEBIBYTE + 1) })
    expect(readSourceFile(folder, 'full.md', later())).toMatchObject({ path: 'full.md', text: 'x'.repeat(MEBIBYTE) })
    expect(readSourceFile(folder, 'a.md', later())).toEqual(refusal('file-too-large'))
  })

  it.each([
    ['latin-1', [0x63, 0x61, 0x66, 0xe9]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
    ['half a character', [0x61, 0xe2, 0x80]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
  ])('rejects %s, which is not UTF-8', (_, bytes) => {
    expect(readSourceFile(temporaryFolder({ 'a.md': Uint8Array.from(bytes) }), 'a.md', later())).toEqual(
      refusal('file-not-utf8'),
    )
  })

  it('follows a folder link within the corpus, and reads nothing through one that leads out of it', () => {
    const root = temporaryFolder({ 'content/.hidden/a.md': 'inside', 'outside/a.md': 'outside' })
    const folder = join(root, 'content')
    symlinkSync('.hidden', join(folder, 'posts'))
    symlinkSync('../outside', join(folder, 'others'))
    expect(readSourceFile(folder, 'posts/a.md', later())).toMatchObject({ text: 'inside' })
    expect(readSourceFile(folder, 'others/a.md', later())).toMatchObject({ rule: 'file-unreadable' })
  })

  it('rejects a pipe without blocking on it', () => {
    const folder = temporaryFolder()
    makePipe(join(folder, 'a.md'))
    expect(readSourceFile(folder, 'a.md', later())).toEqual(refusal('file-not-regular'))
  })

  it('rejects a folder', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'a.md'))
    expect(readSourceFile(folder, 'a.md', later())).toEqual(refusal('file-not-regular'))
  })

  it('returns gone for a file that was deleted', () => {
    expect(readSourceFile(temporaryFolder(), 'a.md', later())).toBe('gone')
  })

  it('returns changing for a file that was modified just now', () => {
    expect(readSourceFile(temporaryFolder({ 'a.md': 'Hel' }), 'a.md', new Date())).toBe('changing')
  })

  it('reports a file without read permission', async () => {
    const folder = temporaryFolder({ 'a.md': 'Hello' })
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'a.md'), 0o000)
    expect(await asOrdinaryUser(() => readSourceFile(folder, 'a.md', later()))).toEqual(refusal('file-unreadable'))
  })
})
