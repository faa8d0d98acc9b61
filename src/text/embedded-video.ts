import { parseAbsoluteUrl } from './parse-absolute-url.ts'

/** A video on a supported site. */
export interface VideoPage {
  url: string
  site: 'YouTube' | 'Vimeo'
}

/** The page of the video, playlist or live stream in an embedded YouTube or Vimeo player. */
export function videoPage(playerUrl: string): VideoPage | undefined {
  const player = parseAbsoluteUrl(playerUrl, 'https://host.invalid')
  if (!player) return undefined
  const url = youTubePage(player) ?? vimeoPage(player)
  return url === undefined ? undefined : { url, site: url.startsWith('https://vimeo.com/') ? 'Vimeo' : 'YouTube' }
}

function youTubePage({ hostname, pathname, searchParams }: URL): string | undefined {
  if (!/^(www\.|m\.)?youtube(-nocookie)?\.com$/.test(hostname)) return undefined
  const [, kind, name = ''] = /^\/(embed|v|shorts|live|watch)(?:\/([\w-]*))?\/?$/.exec(pathname) ?? []
  if (kind === undefined) return undefined
  const list = word(searchParams.get('list'))
  const channel = word(searchParams.get('channel'))
  const video = kind === 'watch' ? word(searchParams.get('v')) : name
  if (name === 'live_stream') return channel && `https://www.youtube.com/channel/${channel}/live`
  if (video !== undefined && /^[\w-]{11}$/.test(video) && video !== 'videoseries') {
    return kind === 'shorts' ? `https://www.youtube.com/shorts/${video}` : `https://www.youtube.com/watch?v=${video}`
  }
  if (searchParams.get('listType') === 'user_uploads') return list && `https://www.youtube.com/user/${list}`
  return list && `https://www.youtube.com/playlist?list=${list}`
}

function vimeoPage({ hostname, pathname, searchParams }: URL): string | undefined {
  if (hostname !== 'player.vimeo.com') return undefined
  const [, video, inPath] = /^\/video\/(\d+)(?:\/(\w+))?\/?$/.exec(pathname) ?? []
  const unlisted = inPath ?? word(searchParams.get('h'))
  return video && `https://vimeo.com/${video}${unlisted ? `/${unlisted}` : ''}`
}

function word(value: string | null): string | undefined {
  return value !== null && /^[\w-]{1,100}$/.test(value) ? value : undefined
}

/** The video of the first `<iframe>` in HTML, if it is on a supported site. */
export function embeddedVideo(html: string): VideoPage | undefined {
  const frame = /<iframe\b[^>]{0,4000}>/i.exec(html)?.[0] ?? ''
  const sources = [/\ssrc\s*=\s*["']?([^"'\s>]+)/i, /\sdata-src\s*=\s*["']?([^"'\s>]+)/i]
  for (const source of sources) {
    const playerUrl = source.exec(frame)?.[1]?.replaceAll('&amp;', '&')
    const page = playerUrl === undefined ? undefined : videoPage(playerUrl)
    if (page) return page
  }
  return undefined
}
