import { parseAbsoluteUrl } from './parse-absolute-url.ts'

/** A video on a supported site. */
export interface VideoPage {
  url: string
  site: 'YouTube' | 'Vimeo'
}

/** The page of the video in an embedded YouTube or Vimeo player. */
export function videoPage(playerUrl: string): VideoPage | undefined {
  const { hostname = '', pathname = '' } = parseAbsoluteUrl(playerUrl, 'https://host.invalid') ?? {}
  const youTube = /^\/embed\/([\w-]{11})$/.exec(pathname)?.[1]
  if (youTube && /^(www\.)?youtube(-nocookie)?\.com$/.test(hostname)) {
    return { url: `https://www.youtube.com/watch?v=${youTube}`, site: 'YouTube' }
  }
  const vimeo = /^\/video\/(\d+)$/.exec(pathname)?.[1]
  if (vimeo && hostname === 'player.vimeo.com') return { url: `https://vimeo.com/${vimeo}`, site: 'Vimeo' }
  return undefined
}

/** The video of the first `<iframe>` in HTML, if it is on a supported site. */
export function embeddedVideo(html: string): VideoPage | undefined {
  const playerUrl = /<iframe\b[^>]*?\ssrc\s*=\s*["']?([^"'\s>]+)/i.exec(html)?.[1]
  return playerUrl === undefined ? undefined : videoPage(playerUrl)
}
