import { describe, expect, it } from 'vitest'
import { mediaTypeOf, parseMediaType } from '../../src/text/media-type.ts'

describe('the media type of a file', () => {
  it.each([
    ['mp3', 'audio/mpeg'],
    ['m4a', 'audio/mp4'],
    ['m4b', 'audio/mp4'],
    ['aac', 'audio/aac'],
    ['flac', 'audio/flac'],
    ['ogg', 'audio/ogg'],
    ['oga', 'audio/ogg'],
    ['opus', 'audio/ogg'],
    ['wav', 'audio/wav'],
    ['ac3', 'audio/ac3'],
    ['ape', 'audio/x-ape'],
    ['m4p', 'audio/mp4'],
    ['wv', 'audio/x-wavpack'],
    ['mp4', 'video/mp4'],
    ['divx', 'video/x-msvideo'],
    ['vob', 'video/mpeg'],
    ['m4v', 'video/x-m4v'],
    ['mkv', 'video/x-matroska'],
    ['webm', 'video/webm'],
    ['srt', 'application/x-subrip'],
    ['vtt', 'text/vtt'],
    ['epub', 'application/epub+zip'],
    ['mobi', 'application/x-mobipocket-ebook'],
    ['pdf', 'application/pdf'],
    ['tar', 'application/x-tar'],
    ['apk', 'application/vnd.android.package-archive'],
  ])('.%s is %s', (extension, type) => {
    expect(mediaTypeOf(`https://media.example.com/1.5/Book.${extension.toUpperCase()}?x=1#t=2`)).toBe(type)
    expect(mediaTypeOf(`/files/book.${extension}`)).toBe(type)
  })

  it.each(['https://media.example.zip', 'https://example.org/v1.mp3/', 'https://example.org/a.constructor', 'a', ''])(
    'is not known of %j',
    (url) => {
      expect(mediaTypeOf(url)).toBeUndefined()
    },
  )
})

describe('a media type that an author wrote', () => {
  it.each([
    ['audio/mpeg', 'audio/mpeg'],
    ['Audio/OGG; codecs=opus', 'audio/ogg'],
    ['application/vnd.apple.mpegurl', 'application/vnd.apple.mpegurl'],
    ['mp3', undefined],
    ['audio', undefined],
    ['audio/', undefined],
    ['audio/<mpeg>', undefined],
    ['audio/mpeg, audio/ogg', undefined],
  ])('%j is read as %j', (text, type) => {
    expect(parseMediaType(text)).toBe(type)
  })
})
