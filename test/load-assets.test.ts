import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadAssets } from '../src/load-assets.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

/** A PNG of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('loadAssets', () => {
  it('puts content hashes into the names of style and script, and not into those of the icons', async () => {
    const { paths, documents } = await loadAssets(undefined)
    expect(paths).toEqual({
      style: expect.stringMatching(/^style\.[0-9a-f]{12}\.css$/),
      script: expect.stringMatching(/^script\.[0-9a-f]{12}\.js$/),
      icon: { page: 'icon.svg', feed: 'icon.png' },
    })
    expect(documents.map(({ path, mediaType }) => [path, mediaType])).toEqual([
      [paths.style, 'text/css'],
      [paths.script, 'text/javascript'],
      ['icon.svg', 'image/svg+xml'],
      ['icon.png', 'image/png'],
      ['favicon.ico', 'image/x-icon'],
    ])
  })

  it('takes an own picture for pages, style, feeds and favicon.ico', async () => {
    const path = join(temporaryFolder({ 'logo.png': PNG }), 'logo.png')
    const { paths, documents } = await loadAssets(path)
    expect(paths.icon).toEqual({ page: 'icon.png', feed: 'icon.png' })
    const [style, , picture, favicon] = documents.map((document) => Buffer.concat([...document.render([])]))
    expect(documents.map((document) => document.path)).toEqual([paths.style, paths.script, 'icon.png', 'favicon.ico'])
    expect(style?.toString()).toContain('url("icon.png")')
    expect(picture).toEqual(PNG)
    expect(favicon?.subarray(0, 22).toString('hex')).toBe('00000100010001010000010020004600000016000000')
    expect(favicon?.subarray(22)).toEqual(PNG)
  })

  it.each([
    ['logo.JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'icon.jpg', 'image/jpeg'],
    ['logo', Buffer.from('GIF89a'), 'icon.gif', 'image/gif'],
    ['logo.webp', Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 '), 'icon.webp', 'image/webp'],
    ['favicon.ico', Buffer.from('0000010001001010', 'hex'), 'icon.ico', 'image/x-icon'],
    ['logo.svg', Buffer.from('\ufeff<?xml version="1.0"?>\n<svg viewBox="0 0 1 1"/>'), 'icon.svg', 'image/svg+xml'],
  ])('knows the kind of %s by its content', async (name, content, path, mediaType) => {
    const { documents } = await loadAssets(join(temporaryFolder({ [name]: content }), name))
    expect(documents.slice(2).map((document) => [document.path, document.mediaType])).toEqual([
      [path, mediaType],
      ['favicon.ico', mediaType],
    ])
  })

  it('refuses what is no picture, too large or not there, and names the variable', async () => {
    const folder = temporaryFolder({ 'page.html': '<html><body>no</body></html>', 'empty.png': '' })
    writeFileSync(join(folder, 'large.png'), Buffer.concat([PNG, Buffer.alloc(1_048_576)]))
    for (const name of ['page.html', 'empty.png', 'large.png', '.']) {
      const path = join(folder, name)
      await expect(loadAssets(path)).rejects.toMatchObject({
        code: 'config-invalid',
        message: `SITE_ICON is "${path}", but must be a PNG, JPEG, GIF, WebP, SVG or ICO file of at most 1 MiB`,
      })
    }
    await expect(loadAssets(join(folder, 'missing.png'))).rejects.toMatchObject({
      message: expect.stringMatching(/^SITE_ICON is ".*missing\.png", but cannot be read: ENOENT/),
    })
  })
})
