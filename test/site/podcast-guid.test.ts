import { describe, expect, it } from 'vitest'
import { isLoopback, podcastGuidOf } from '../../src/site/podcast-guid.ts'

/** The examples of the podcast namespace. */
it.each([
  ['https://podnews.net/rss', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
  ['http://podnews.net/rss//', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
  ['https://mp3s.nashownotes.com/pc20rss.xml', '917393e3-1b1e-5cef-ace4-edaa54e1f810'],
])('the podcast:guid of %s is %s', (url, guid) => {
  expect(podcastGuidOf(url)).toBe(guid)
})

describe('a URL', () => {
  it.each(['http://localhost:3000/feeds/a.xml', 'http://127.0.0.1/', 'http://[::1]:80/'])(
    '%s is of this computer',
    (url) => {
      expect(isLoopback(url)).toBe(true)
    },
  )

  it.each(['https://feeds.example/localhost', 'https://localhost.example.org/', 'http://192.168.1.2/'])(
    '%s can be of another',
    (url) => {
      expect(isLoopback(url)).toBe(false)
    },
  )
})
