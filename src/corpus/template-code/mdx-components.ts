import { escapeHtml } from '../../text/escape-html.ts'
import { expandHighlight, expandTab, expandToInner, expandToNothing, expandToText } from './block-calls.ts'
import type { Call, Expand, Expansion } from './call.ts'
import { expandLink, expandYouTube } from './embed-calls.ts'
import { hugoTable, type KnownCalls } from './known-calls.ts'
import { expandPicture } from './picture-calls.ts'

/** The components that are known beside the tags of templates, in lower case. */
export const mdxCalls: readonly KnownCalls[] = [
  {
    names: 'staticimage nextimage gatsbyimage themedimage zoomimage responsiveimage idealimage astroimage',
    becomes: 'a picture',
    expand: expandPicture,
  },
  {
    names: 'liteyoutubeembed liteyoutube',
    becomes: 'a link to the video',
    expand: expandYouTube,
  },
  { names: 'codeblock', becomes: 'a code block', expand: expandHighlight },
  {
    names: 'link navlink anchor',
    becomes: 'a link',
    expand: (call, context) => expandLink(call) ?? anchor(call) ?? expandToText(call, context),
  },
  { names: 'tabitem', becomes: 'its text under its title', expand: expandTab },
  { names: 'fragment columns browseronly', becomes: 'its text', expand: expandToInner },
  { names: 'highlight trans', becomes: 'its text', expand: expandToText },
  { names: 'head tocinline', becomes: 'nothing', expand: expandToNothing },
]

const components = new Map([
  ...hugoTable,
  ...mdxCalls.flatMap(({ names, expand }) => names.split(' ').map((name): [string, Expand] => [name, expand])),
])

/** `<Link id="part" />`, to which links lead. */
function anchor({ inner, named }: Call): Expansion | undefined {
  const id = named.get('id')
  return id && !inner ? { inline: `<a id="${escapeHtml(id)}"></a>` } : undefined
}

/** An element with blocks of Markdown in it; its start tag is its only argument. */
const container: Expand = ({ name, inner = '', values: [start = ''] }) => {
  const end = `</${name.slice(1)}`
  const inline = `${start}${inner}${end}`
  return { inline, lines: [start, '', inner, '', end] }
}

/** How a component or an element is expanded. */
export function findComponent(name: string): Expand | undefined {
  if (name.startsWith('<')) return container
  return components.get(name) ?? components.get(name.replace(/^.*\./, ''))
}
