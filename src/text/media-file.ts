const APPLICATION = 'application/vnd.'

/** The types of files that are published with the articles that show or link to them, by extension. */
const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  aac: 'audio/aac',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  m4b: 'audio/mp4',
  mp3: 'audio/mpeg',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  ogv: 'video/ogg',
  webm: 'video/webm',
  csv: 'text/csv',
  docx: `${APPLICATION}openxmlformats-officedocument.wordprocessingml.document`,
  epub: 'application/epub+zip',
  gz: 'application/gzip',
  ods: `${APPLICATION}oasis.opendocument.spreadsheet`,
  odp: `${APPLICATION}oasis.opendocument.presentation`,
  odt: `${APPLICATION}oasis.opendocument.text`,
  pdf: 'application/pdf',
  pptx: `${APPLICATION}openxmlformats-officedocument.presentationml.presentation`,
  srt: 'text/plain',
  txt: 'text/plain',
  vtt: 'text/vtt',
  xlsx: `${APPLICATION}openxmlformats-officedocument.spreadsheetml.sheet`,
  zip: 'application/zip',
}

/** The extension and media type of a file that may be published with an article; undefined for other files. */
export function mediaFileType(path: string): { extension: string; mediaType: string } | undefined {
  const extension = /\.([a-z\d]{2,5})$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  const mediaType = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined
  return mediaType === undefined ? undefined : { extension, mediaType }
}
