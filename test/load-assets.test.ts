import { expect, it } from 'vitest'
import { loadAssets } from '../src/load-assets.ts'

it('loadAssets puts content hashes into the names of style and script', async () => {
  const { paths, documents } = await loadAssets()
  expect(paths).toEqual({
    style: expect.stringMatching(/^style\.[0-9a-f]{12}\.css$/),
    script: expect.stringMatching(/^script\.[0-9a-f]{12}\.js$/),
    icon: 'icon.svg',
  })
  expect(documents.map(({ path, mediaType }) => [path, mediaType])).toEqual([
    [paths.style, 'text/css'],
    [paths.script, 'text/javascript'],
    [paths.icon, 'image/svg+xml'],
  ])
})
