const HEADER_BYTES = 6
const ENTRY_BYTES = 16

/** The place of width and height in a PNG: in its first chunk, `IHDR`. */
const WIDTH = 16
const HEIGHT = 20

/** Wraps a PNG in an icon file, which may contain PNGs since Windows Vista. */
export function wrapInIco(png: Buffer): Buffer {
  const head = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES)
  head.writeUInt16LE(1, 2) // an icon
  head.writeUInt16LE(1, 4) // with one picture
  head.writeUInt8(sizeOf(png, WIDTH), HEADER_BYTES)
  head.writeUInt8(sizeOf(png, HEIGHT), HEADER_BYTES + 1)
  head.writeUInt16LE(1, HEADER_BYTES + 4) // planes
  head.writeUInt16LE(32, HEADER_BYTES + 6) // bits per pixel
  head.writeUInt32LE(png.length, HEADER_BYTES + 8)
  head.writeUInt32LE(head.length, HEADER_BYTES + 12)
  return Buffer.concat([head, png])
}

/** A width or height in a byte; 0 means 256 or more. */
function sizeOf(png: Buffer, offset: number): number {
  const pixels = png.length >= offset + 4 ? png.readUInt32BE(offset) : 0
  return pixels < 256 ? pixels : 0
}
