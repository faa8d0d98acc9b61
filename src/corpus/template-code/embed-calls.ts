import { type Call, type Expand, type Expansion, namedArgument } from './call.ts'
import { figure, hasMarkdown, link, player } from './parts.ts'
import { corpusReference } from './references.ts'

const YOUTUBE_ID = /(?:youtu\.be\/|[?&]v=|\/(?:embed|shorts|live|v)\/)?([\w-]{11})(?![\w-])/

/** A video or, by an id that begins with `PL`, a playlist. */
export function expandYouTube(call: Call): Expansion | undefined {
  const list = namedArgument(call, 'list', 'playlist') ?? call.values.find((value) => /^PL[\w-]{12,}$/.test(value))
  if (list) return player(`https://www.youtube.com/embed/videoseries?list=${encodeURIComponent(list)}`, titleOf(call))
  const written = idOf(call, 'id', 'youtubeid', 'videoid', 'video_id', 'video', 'v', 'url', 'src', 'slug')
  const id = YOUTUBE_ID.exec(written ?? '')?.[1]
  return id === undefined ? undefined : player(`https://www.youtube.com/embed/${id}`, titleOf(call))
}

export function expandVimeo(call: Call): Expansion | undefined {
  const id = /(\d{5,})(?:[/?].*)?$/.exec(idOf(call, 'id', 'videoid', 'video', 'url', 'src') ?? '')?.[1]
  return id === undefined ? undefined : player(`https://player.vimeo.com/video/${id}`, titleOf(call))
}

/** A frame of any site: `{% iframe url [width] [height] %}`. */
export function expandFrame(call: Call): Expansion | undefined {
  const url = idOf(call, 'src', 'url', 'href')
  return url !== undefined && isUrl(url) ? player(url, titleOf(call)) : undefined
}

/** `{{< gist user id "file" >}}`, `{% gist user/id %}` */
export function expandGist(call: Call): Expansion | undefined {
  const [first = '', second = ''] = call.values
  const user = namedArgument(call, 'user', 'username')
  const id = namedArgument(call, 'id', 'gistid') ?? (/^[0-9a-f]+$/i.test(second) ? `${first}/${second}` : first)
  const path = (user === undefined ? id : `${user}/${id}`)
    .replace(/^https?:\/\/gist\.github\.com\//, '')
    .replace(/\.js$/, '')
  return path === '' ? undefined : link(`https://gist.github.com/${path}`, `gist.github.com/${path}`)
}

/** A post on a social site, by its URL or by its id. */
export function linkTo(label: string, toUrl: (id: string, user: string | undefined) => string): Expand {
  return (call) => {
    const id = idOf(call, 'id', 'url', 'href', 'link', 'src', 'tweetid', 'tweetlink', 'key', 'slug', 'slug_hash')
    if (id === undefined) return undefined
    if (isUrl(id)) return link(id, titleOf(call) || label)
    const user = namedArgument(call, 'user', 'username') ?? (call.values.length > 1 ? call.values[1] : undefined)
    return link(toUrl(id, user), titleOf(call) || label)
  }
}

/** `{% codepen user id %}`, `{{< codepen id="…" user="…" >}}` */
export function expandCodePen(call: Call): Expansion | undefined {
  const [first, second] = call.values
  const user = namedArgument(call, 'user', 'username') ?? (second === undefined ? undefined : first)
  const id = namedArgument(call, 'id', 'slug', 'slug_hash', 'hash', 'pen', 'url') ?? second ?? first
  if (id === undefined) return undefined
  const url = isUrl(id) ? id : `https://codepen.io/${user === undefined ? '' : `${user}/`}pen/${id}`
  return link(url, titleOf(call) || 'Code on CodePen')
}

/** A film or sound in a file. */
export function expandFilm(element: 'audio' | 'video'): Expand {
  return (call) => {
    const provider = namedArgument(call, 'provider')?.toLowerCase() ?? ''
    if (provider === 'youtube') return expandYouTube(call)
    if (provider === 'vimeo') return expandVimeo(call)
    const src = idOf(call, 'src', 'url', 'mp4', 'webm', 'mp3', 'ogg', 'file', 'path', 'href', 'video', 'audio')
    if (src === undefined) return undefined
    if (/youtu\.?be/.test(src))
      return expandYouTube({ ...call, values: [src], named: new Map([['title', titleOf(call)]]) })
    const poster = namedArgument(call, 'poster', 'cover')
    const caption = namedArgument(call, 'caption', 'name') ?? ''
    const isTitle = !hasMarkdown(caption)
    const attributes = { src, poster, title: titleOf(call) || (isTitle ? caption : '') }
    const written = Object.entries(attributes).map(([name, value]) =>
      value ? ` ${name}="${value.replace(/"/g, '&quot;')}"` : '',
    )
    const film = `<${element}${written.join('')}></${element}>`
    return isTitle ? { inline: film } : figure(film, caption)
  }
}

/** `{{< button href="https://…" >}}Read{{< /button >}}`, also with the URL as first argument. */
export function expandLink(call: Call): Expansion | undefined {
  const article = namedArgument(call, 'relref', 'ref')
  const url =
    article === undefined
      ? (namedArgument(call, 'href', 'url', 'link', 'to', 'src', 'path') ?? call.values.find(isTarget))
      : corpusReference(article)
  if (url === undefined) return undefined
  const label =
    call.inner?.trim() ||
    namedArgument(call, 'text', 'label', 'title', 'name', 'content') ||
    call.values.find((value) => !isTarget(value))
  return link(url, label || url)
}

/** `{% link text url [external] [title] %}` of Hexo. */
export function expandHexoLink(call: Call): Expansion | undefined {
  const index = call.values.findIndex(isTarget)
  const url = call.values[index]
  return url === undefined ? undefined : link(url, call.values.slice(0, index).join(' ') || url)
}

export function isUrl(value: string): boolean {
  return /^(?:https?:)?\/\/\S+$/.test(value)
}

function isTarget(value: string): boolean {
  return /^(?:https?:\/\/|mailto:|\.{0,2}\/|#)\S*$/.test(value)
}

function idOf(call: Call, ...names: readonly string[]): string | undefined {
  return namedArgument(call, ...names) ?? call.values[0]
}

function titleOf(call: Call): string {
  return namedArgument(call, 'title', 'label', 'alt') ?? ''
}
