import { type Arguments, type Call, type Expansion, namedArgument, type TemplateContext } from './call.ts'
import { picture } from './parts.ts'

const PICTURE_FILE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)(?:[?#]\S*)?$/i

/** A picture whose file is a named argument, or the first that looks like one; other text without a name is its description. */
export function expandPicture(call: Call, context?: TemplateContext): Expansion | undefined {
  const named = namedArgument(
    call,
    'src',
    'url',
    'image',
    'img',
    'path',
    'image_path',
    'image-path',
    'file',
    'filename',
    'source',
    'href',
    'name',
  )
  const inValues = call.values.find(isPictureFile) ?? (call.named.size === 0 ? call.values.find(isPath) : undefined)
  const src = named ?? inValues
  if (src === undefined) return undefined
  const texts =
    named === undefined ? call.values.slice(call.values.indexOf(src) + 1).filter(isText) : call.values.filter(isText)
  const [title, caption] = [namedArgument(call, 'title'), captionOf(call)]
  const isTitled = title !== undefined && call.name === 'figure' && context?.generator === 'hugo'
  return picture({
    src,
    alt: namedArgument(call, 'alt', 'image_alt', 'image-alt', 'alttext') ?? texts[0],
    title: isTitled ? undefined : title,
    caption: isTitled && caption !== title ? titled(title, caption) : caption,
    link: namedArgument(call, 'link'),
  })
}

/** Hugo shows the title of its figures above the caption. */
function titled(title: string, caption: string | undefined): string {
  return caption === undefined ? title : `**${title}** ${caption}`
}

function captionOf(call: Call): string | undefined {
  const inner = call.inner?.trim()
  const caption = inner || namedArgument(call, 'caption', 'figcaption', 'cap', 'description', 'desc')
  const attr = namedArgument(call, 'attr', 'attribution', 'credit')
  const url = namedArgument(call, 'attrlink')
  const source = attr && url ? `[${attr}](${url})` : attr
  return [caption, source].filter(Boolean).join(' ') || undefined
}

/** `{% img [classes] /a.png [width] [height] ["title" ["alt"]] %}` of Hexo and Octopress. */
export function expandHexoPicture(call: Call): Expansion | undefined {
  const index = call.values.findIndex((value) => isPictureFile(value) || isPath(value))
  const src = call.values[index]
  if (src === undefined) return call.named.size > 0 ? expandPicture(call) : undefined
  const [title = '', alt] = textsIn(call.values.slice(index + 1).filter((value) => !/^\d+(?:px|%)?$/.test(value)))
  return picture({ src, alt: alt ?? title, title: alt === undefined ? undefined : title })
}

/** `'"title" "alt"'` is one argument; words without quotes are one title. */
function textsIn(values: readonly string[]): string[] {
  const joined = values.join(' ')
  const quoted = [...joined.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text)
  if (quoted.length > 0) return quoted
  return values.every((value) => !value.includes(' ')) ? [joined] : [...values]
}

/** `{% asset_img a.png a title %}` */
export function expandAssetPicture(call: Call): Expansion | undefined {
  return expandHexoPicture({ ...call, values: call.values.filter((value) => value !== '') })
}

/** The picture that the arguments of an unknown tag name. */
export function guessPicture(call: Arguments): Expansion | undefined {
  const src =
    namedArgument(call, 'src', 'url', 'image', 'img', 'image_path', 'file', 'path') ?? call.values.find(isPictureFile)
  return src !== undefined && isPictureFile(src) ? expandPicture({ ...call, name: '', written: '' }) : undefined
}

function isPictureFile(value: string): boolean {
  return PICTURE_FILE.test(value)
}

function isPath(value: string): boolean {
  return /^(?:https?:\/\/|\.{0,2}\/|data:image\/)\S+$|^[^\s]+\/[^\s]+$/.test(value)
}

function isText(value: string): boolean {
  return !isPath(value) && !isPictureFile(value) && !/^\d*(?:px|%|x)?\d*$/.test(value)
}
