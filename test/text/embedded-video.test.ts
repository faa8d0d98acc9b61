import { describe, expect, it } from 'vitest'
import { embeddedVideo, videoPage } from '../../src/text/embedded-video.ts'

describe('the page of an embedded video', () => {
  it.each([
    ['https://www.youtube.com/embed/h70jOr56EKs?start=5', 'https://www.youtube.com/watch?v=h70jOr56EKs'],
    ['https://www.youtube-nocookie.com/embed/h70jOr56EKs', 'https://www.youtube.com/watch?v=h70jOr56EKs'],
    ['//www.youtube.com/v/h70jOr56EKs', 'https://www.youtube.com/watch?v=h70jOr56EKs'],
    ['https://www.youtube.com/shorts/h70jOr56EKs', 'https://www.youtube.com/shorts/h70jOr56EKs'],
    ['https://www.youtube.com/embed/videoseries?list=PLab-0', 'https://www.youtube.com/playlist?list=PLab-0'],
    ['https://www.youtube-nocookie.com/embed?list=PLab-0', 'https://www.youtube.com/playlist?list=PLab-0'],
    ['https://www.youtube.com/embed/?listType=playlist&list=PLab-0', 'https://www.youtube.com/playlist?list=PLab-0'],
    ['https://www.youtube.com/embed?listType=user_uploads&list=ann', 'https://www.youtube.com/user/ann'],
    ['https://www.youtube.com/embed/live_stream?channel=UCab_0', 'https://www.youtube.com/channel/UCab_0/live'],
    ['https://player.vimeo.com/video/76979871', 'https://vimeo.com/76979871'],
    ['https://player.vimeo.com/video/76979871?h=0a1b', 'https://vimeo.com/76979871/0a1b'],
    ['https://player.vimeo.com/video/76979871?badge=0', 'https://vimeo.com/76979871'],
  ])('of %s is %s', (player, page) => {
    expect(videoPage(player)?.url).toBe(page)
  })

  it.each([
    'https://www.youtube.com/embed/live_stream',
    'https://www.youtube.com/embed/videoseries',
    'https://www.youtube.com/embed/h70jOr56EKs/x',
    'https://evil.example/embed/h70jOr56EKs',
    'javascript:alert(1)',
    '',
  ])('is unknown for %s', (player) => {
    expect(videoPage(player)).toBeUndefined()
  })

  it('is found in HTML, also if the player loads late', () => {
    expect(embeddedVideo('<iframe src="https://player.vimeo.com/video/1?a=b&amp;h=0a1b"></iframe>')).toEqual({
      url: 'https://vimeo.com/1/0a1b',
      site: 'Vimeo',
    })
    expect(
      embeddedVideo('<iframe src="about:blank" data-src="https://www.youtube.com/embed/abcdefghijk"></iframe>')?.url,
    ).toBe('https://www.youtube.com/watch?v=abcdefghijk')
  })
})
