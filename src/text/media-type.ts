import { mimes } from 'mrmime'

/**
 * Media types by file extension: those of mrmime, which leaves out vendors' and older types, and of other files that people
 * attach, mostly as in mime-db.
 */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...mimes,
    ac3: 'audio/ac3',
    aif: 'audio/x-aiff',
    aiff: 'audio/x-aiff',
    ape: 'audio/x-ape',
    caf: 'audio/x-caf',
    flac: 'audio/flac',
    m4b: 'audio/mp4',
    m4p: 'audio/mp4',
    m4r: 'audio/mp4',
    mka: 'audio/x-matroska',
    wma: 'audio/x-ms-wma',
    wv: 'audio/x-wavpack',
    avi: 'video/x-msvideo',
    divx: 'video/x-msvideo',
    flv: 'video/x-flv',
    m4v: 'video/x-m4v',
    mkv: 'video/x-matroska',
    vob: 'video/mpeg',
    wmv: 'video/x-ms-wmv',
    m3u8: 'application/vnd.apple.mpegurl',
    srt: 'application/x-subrip',
    azw: 'application/vnd.amazon.ebook',
    azw3: 'application/vnd.amazon.mobi8-ebook',
    cbr: 'application/vnd.comicbook-rar',
    cbz: 'application/vnd.comicbook+zip',
    mobi: 'application/x-mobipocket-ebook',
    doc: 'application/msword',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    odp: 'application/vnd.oasis.opendocument.presentation',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
    odt: 'application/vnd.oasis.opendocument.text',
    ppt: 'application/vnd.ms-powerpoint',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    xls: 'application/vnd.ms-excel',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    kml: 'application/vnd.google-earth.kml+xml',
    kmz: 'application/vnd.google-earth.kmz',
    '7z': 'application/x-7z-compressed',
    rar: 'application/vnd.rar',
    torrent: 'application/x-bittorrent',
    apk: 'application/vnd.android.package-archive',
    bz2: 'application/x-bzip2',
    tar: 'application/x-tar',
    xz: 'application/x-xz',
    zst: 'application/zstd',
  }),
)

/** The restricted names of RFC 6838 §4.2, in small letters. */
const MEDIA_TYPE = /^[a-z][a-z-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/

/** The media type of a URL or path by its file extension; undefined without a known one. */
export function mediaTypeOf(url: string): string | undefined {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
  const extension = /\.([a-z0-9]+)(?:[?#]|$)/i.exec(path)?.[1]
  return extension && TYPES.get(extension.toLowerCase())
}

/** A media type that an author wrote, without its parameters and in small letters; undefined if it is none. */
export function parseMediaType(text: string): string | undefined {
  const [type = ''] = text.toLowerCase().split(';')
  return MEDIA_TYPE.test(type.trim()) ? type.trim() : undefined
}

/** The media type of an image by the extension of its URL; undefined if that is not an image. */
export function imageType(url: string): string | undefined {
  const type = mediaTypeOf(url)
  return type?.startsWith('image/') ? type : undefined
}

/** Whether a file of a media type is played. */
export function isAudioOrVideo(type: string | undefined): boolean {
  return type !== undefined && /^(?:audio|video)\//.test(type)
}
