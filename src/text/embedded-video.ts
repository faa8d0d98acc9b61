import { parseAbsoluteUrl } from './parse-absolute-url.ts'

/** A film at a site that Feedmill knows. */
export interface VideoPage {
  url: string
  site: 'YouTube' | 'Vimeo'
}

/** The page of the film that an embedded player shows, for the players of YouTube and Vimeo. */
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

/** The film that the first player in a piece of HTML shows, if it is of a site that Feedmill knows. */
export function embeddedVideo(html: string): VideoPage | undefined {
  const playerUrl = /<iframe\b[^>]*?\ssrc\s*=\s*["']?([^"'\s>]+)/i.exec(html)?.[1]
  return playerUrl === undefined ? undefined : videoPage(playerUrl)
}
