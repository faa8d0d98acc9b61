import {
  expandCard,
  expandCodeBlock,
  expandColumns,
  expandCommentTabs,
  expandDetails,
  expandDiagram,
  expandFolding,
  expandHighlight,
  expandMath,
  expandNotice,
  expandQuotation,
  expandStyledText,
  expandTab,
  expandToInner,
  expandToNothing,
  expandToText,
} from './block-calls.ts'
import type { Expand } from './call.ts'
import {
  expandCodePen,
  expandFilm,
  expandFrame,
  expandGist,
  expandHexoLink,
  expandLink,
  expandVimeo,
  expandYouTube,
  linkTo,
} from './embed-calls.ts'
import { expandAssetPicture, expandHexoPicture, expandPicture } from './picture-calls.ts'
import {
  expandBase,
  expandHexoReference,
  expandOwnUrl,
  expandParameter,
  expandPostLink,
  expandReference,
} from './reference-calls.ts'

/** The tags of one kind: their names, in lower case with `-` for `_`, and what they become. */
export interface KnownCalls {
  names: string
  becomes: string
  expand: Expand
}

/** The tags and shortcodes that all languages have; docs/template-code.md shows them. */
export const knownCalls: readonly KnownCalls[] = [
  {
    names:
      'figure fig image img picture pic photo lazyimg imgproc responsive-image resize-image linked-figure bundle-image',
    becomes: 'a picture with its caption',
    expand: expandPicture,
  },
  { names: 'asset-img fancybox', becomes: 'a picture', expand: expandAssetPicture },
  {
    names:
      'youtube youtube-lite youtube-enhanced lite-youtube youtubeembed youtube-embed youtubevideo youtube-video youtubeplayer youtube-player yt',
    becomes: 'a link to the video',
    expand: expandYouTube,
  },
  { names: 'vimeo vimeo-simple vimeoplayer vimeo-player', becomes: 'a link to the video', expand: expandVimeo },
  { names: 'video', becomes: 'a video', expand: expandFilm('video') },
  { names: 'audio mp3 music', becomes: 'a link to the sound', expand: expandFilm('audio') },
  { names: 'iframe', becomes: 'a link to the page', expand: expandFrame },
  { names: 'gist', becomes: 'a link to the gist', expand: expandGist },
  {
    names: 'tweet twitter twitter-simple x x-simple',
    becomes: 'a link to the post',
    expand: linkTo(
      'Post on X',
      (id, user) =>
        `https://x.com/${user && /^\d+$/.test(user) ? `${id}/status/${user}` : `${user ?? 'i'}/status/${id}`}`,
    ),
  },
  {
    names: 'instagram instagram-simple',
    becomes: 'a link to the post',
    expand: linkTo('Post on Instagram', (id) => `https://www.instagram.com/p/${id}/`),
  },
  {
    names: 'spotify',
    becomes: 'a link to the sound',
    expand: linkTo(
      'Listen on Spotify',
      (id, kind) => `https://open.spotify.com/${id.includes('/') ? id : `${kind ?? 'track'}/${id}`}`,
    ),
  },
  {
    names: 'codepen',
    becomes: 'a link to the code',
    expand: expandCodePen,
  },
  {
    names: 'codesandbox',
    becomes: 'a link to the code',
    expand: linkTo('Code on CodeSandbox', (id) => `https://codesandbox.io/s/${id}`),
  },
  {
    names: 'jsfiddle',
    becomes: 'a link to the code',
    expand: linkTo('Code on JSFiddle', (id) => `https://jsfiddle.net/${id}/`),
  },
  {
    names: 'asciinema',
    becomes: 'a link to the recording',
    expand: linkTo('Recording on asciinema', (id) => `https://asciinema.org/a/${id}`),
  },
  {
    names: 'bilibili',
    becomes: 'a link to the video',
    expand: linkTo('Watch on Bilibili', (id) => `https://www.bilibili.com/video/${id}`),
  },
  {
    names: 'soundcloud',
    becomes: 'a link to the sound',
    expand: linkTo('Listen on SoundCloud', (id) => `https://soundcloud.com/${id}`),
  },
  {
    names: 'speakerdeck',
    becomes: 'a link to the slides',
    expand: linkTo('Slides on Speaker Deck', (id) => `https://speakerdeck.com/player/${id}`),
  },
  {
    names: 'slideshare',
    becomes: 'a link to the slides',
    expand: linkTo('Slides on SlideShare', (id) => `https://www.slideshare.net/slideshow/embed_code/${id}`),
  },
  {
    names: 'gslides',
    becomes: 'a link to the slides',
    expand: linkTo('Slides', (id) => `https://docs.google.com/presentation/d/${id}/`),
  },
  {
    names: 'scribd',
    becomes: 'a link to the document',
    expand: linkTo('Document on Scribd', (id) => `https://www.scribd.com/document/${id}`),
  },
  { names: 'slides pdf embed bookmark', becomes: 'a link to the document', expand: expandLink },
  { names: 'button btn link-button a cta', becomes: 'a link', expand: expandLink },
  { names: 'ref relref', becomes: 'the URL of that article', expand: expandReference },
  { names: 'blogdown/postref', becomes: 'the URL of the article', expand: expandOwnUrl },
  { names: 'baseurl site-url', becomes: 'the URL of the site', expand: expandBase },
  { names: 'param', becomes: 'the value of that field', expand: expandParameter },
  { names: 'highlight prism code sourcecode', becomes: 'a code block', expand: expandHighlight },
  { names: 'mermaid plantuml graphviz dot echarts chart', becomes: 'a code block', expand: expandDiagram },
  { names: 'math katex mathjax latex', becomes: 'TeX', expand: expandMath },
  { names: 'blockquote quote pullquote epigraph', becomes: 'a quotation', expand: expandQuotation },
  {
    names:
      'note tip warning alert callout notice info danger caution important admonition hint success error attention seealso message box',
    becomes: 'a section under its title',
    expand: expandNotice,
  },
  {
    names: 'details expand collapse collapsible spoiler accordion-item',
    becomes: 'text that opens below its title',
    expand: expandDetails,
  },
  { names: 'card', becomes: 'its texts, of which the title is a link', expand: expandCard },
  { names: 'tab tab-item', becomes: 'its text under its title', expand: expandTab },
  {
    names:
      'tabs tabpane accordion center left right div section row col column gallery grid card-group steps markdown md rawhtml html lead aside wrap figure-group',
    becomes: 'its text',
    expand: expandToInner,
  },
  { names: 'columns', becomes: 'its text', expand: expandColumns },
  { names: 'kbd mark sup sub u small del span abbr badge term', becomes: 'its text', expand: expandToText },
  { names: 'br', becomes: 'a line break', expand: () => ({ inline: '<br>' }) },
  {
    names:
      'toc tableofcontents table-of-contents icon fa fontawesome clear clearfix ads ad comment css js style script stylesheet javascript',
    becomes: 'nothing',
    expand: expandToNothing,
  },
]

const named = (groups: readonly KnownCalls[]) =>
  new Map(groups.flatMap(({ names, expand }) => names.split(' ').map((name): [string, Expand] => [name, expand])))

/** The tags that mean something else in Jekyll and Eleventy. */
export const liquidCalls: readonly KnownCalls[] = [
  { names: 'post-url link', becomes: 'the URL of that article', expand: expandReference },
]

/** The tags that mean something else in Hexo. */
export const hexoCalls: readonly KnownCalls[] = [
  { names: 'img', becomes: 'a picture', expand: expandHexoPicture },
  { names: 'link', becomes: 'a link', expand: expandHexoLink },
  { names: 'codeblock code', becomes: 'a code block', expand: expandCodeBlock },
  { names: 'label p span checkbox radio emp wavy', becomes: 'its text', expand: expandStyledText },
  { names: 'tabs subtabs timeline', becomes: 'its text under its titles', expand: expandCommentTabs },
  {
    names: 'folding hidetoggle hideblock',
    becomes: 'text that opens below its title',
    expand: expandFolding,
  },
  { names: 'post-link asset-link', becomes: 'a link to that article or file', expand: expandPostLink },
  {
    names: 'post-path asset-path url-for full-url-for',
    becomes: 'the URL of that article or file',
    expand: expandHexoReference,
  },
]

const shared = named(knownCalls)
export const hugoTable: ReadonlyMap<string, Expand> = shared
export const liquidTable: ReadonlyMap<string, Expand> = new Map([...shared, ...named(hexoCalls), ...named(liquidCalls)])
export const hexoTable: ReadonlyMap<string, Expand> = new Map([...shared, ...named(liquidCalls), ...named(hexoCalls)])
