import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { composed, feedOf } from '../support/feeds.ts'
import { filesBelow } from '../support/files.ts'
import { hasShared, shared } from '../support/shared.ts'

describe.skipIf(!hasShared('faults'))('the content of articles that lost something', () => {
  it('has links to playlists, live streams and unlisted films', () => {
    expect(content('02-playlist-link-to-no-video', 'playlist.md')).toContain(
      '<a href="https://www.youtube.com/playlist?list=PLabcdefghij0123456789">',
    )
    expect(content('02-playlist-link-to-no-video', 'live.md')).toContain(
      '<a href="https://www.youtube.com/channel/UCabcdefghij0123456789/live">',
    )
    expect(content('02-playlist-link-to-no-video', 'unlisted.md')).toBe(
      '<p><a href="https://vimeo.com/123456789/0a1b2c3d4e"><img src="https://img.example.net/v.jpg" alt="" /></a></p>\n' +
        '<p>Text.</p>\n<a href="https://vimeo.com/123456789/0a1b2c3d4e">Watch on Vimeo</a>',
    )
  })

  it('has links for all media', () => {
    expect(content('04-media-vanish', 'media.md')).toBe(
      [
        '<p>One: own film.</p>',
        '<p><a href="https://media.example.net/clip.mp4"><img src="https://media.example.net/clip.jpg" alt="" /> clip.mp4</a></p>',
        '<p>Two: own sound.</p>',
        '<p><a href="https://media.example.net/song.mp3">song.mp3</a></p>',
        '<p>Three: another player.</p>',
        '<a href="https://open.spotify.com/embed/episode/0abcdefghij">An episode</a>',
        '<p>Four: PeerTube.</p>',
        '<a href="https://tube.example.net/videos/embed/1234-5678">A walk</a>',
        '<p>Five: late player.</p>',
        '<a href="https://www.youtube.com/watch?v=abcdefghijk">Watch on YouTube</a>',
        '<p>Six: the energy is E = mc^2, as he wrote.</p>',
        '<p>Seven: <img src="https://media.example.net/map.png" alt="A map" /></p>',
      ].join('\n'),
    )
  })

  it('has the ids that its links name', () => {
    expect(content('05-anchors-lead-nowhere', 'foot.md')).toBe(
      [
        '<p>Jump to <a href="https://feeds.example/articles/foot/#recipe">the recipe</a>. A claim<sup id="fnref-1"><a href="https://feeds.example/articles/foot/#fn-1">1</a></sup> stands here.</p>',
        '<h2 id="recipe">Recipe</h2>',
        '<p>Stir well.</p>',
        '<ol><li id="fn-1">The source. <a href="https://feeds.example/articles/foot/#fnref-1">back</a></li></ol>',
      ].join('\n'),
    )
  })

  it('has late pictures', () => {
    expect(content('06-late-images-vanish', 'late.md')).toBe(
      '<p>One <img src="https://img.example.net/boat.jpg" alt="A boat" /> two <img src="https://img.example.net/crane.jpg" alt="A crane" /> ' +
        'three <img src="https://img.example.net/quay-960.jpg" alt="The quay" /> four.</p>',
    )
  })

  it('leads to other articles', () => {
    const files = filesBelow(shared('faults/09-files-beside-articles/content'))
    const [, review] = composed(feedOf(files).subscription.articles)
    expect(review?.link).toBe('https://feeds.example/articles/review/')
    expect(review?.contentHtml).toContain('See <a href="https://feeds.example/articles/sum/">the sum</a>.')
  })

  it('shows a picture of the front matter and the text once', () => {
    expect(content('11-picture-twice', 'cover.md')).toBe(
      '<p><img src="https://img.example.net/cover.jpg" alt="A harbour at dawn" /></p>\n<p>Text.</p>',
    )
  })

  it('has its blocks apart and its numbers', () => {
    expect(content('14-words-run-together', 'blocks.md')).toBe(
      [
        '<div>1 High Street</div><div>2 Low Street</div><div>Head</div><div>Main</div><div>Foot</div>',
        '<div>Centred</div><div>Below</div>',
        '<ol><li value="7">seven</li><li>eight</li></ol>',
        '<ol type="a"><li>see item a</li></ol>',
      ].join('\n'),
    )
  })
})

function content(fault: string, file: string): string | undefined {
  const text = readFileSync(shared(`faults/${fault}/content/${file}`), 'utf8')
  return composed(feedOf({ [file]: text }).subscription.articles)[0]?.contentHtml
}
