import { describe, expect, it } from 'vitest'
import { isSafeSvg } from '../../src/text/safe-svg.ts'
import { growthOf, LINEAR } from '../support/growth.ts'

const svg = (inner: string, attributes = '') => `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inner}</svg>`

describe('an SVG picture', () => {
  it.each([
    svg('<path d="M0 0h9"/>'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">\n${svg('')}`,
    svg('<defs><g id="a"/></defs><use xlink:href="#a"/>', ' xmlns:xlink="http://www.w3.org/1999/xlink"'),
    svg('<style>.a{fill:url(#b)}</style><rect class="a" fill="url(\'#b\')"/>'),
    svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
    svg('<metadata><cc:license rdf:resource="https://example.org/"/></metadata><text>On one = 1</text>'),
  ])('may draw: %s', (text) => {
    expect(isSafeSvg(text)).toBe(true)
  })

  it.each([
    svg('<script>alert(1)</script>'),
    svg('<svg:script href="a.js"/>'),
    svg('', ' onload="alert(1)"'),
    svg('', '/onload = "alert(1)"'),
    svg('<foreignObject><b/></foreignObject>'),
    svg('<a href="javascript:alert(1)"><text>x</text></a>'),
    svg('<a xlink:href="&#106;avascript:alert(1)"/>'),
    svg('<image href="https://example.org/a.png"/>'),
    svg('<image href="data:image/svg+xml;base64,PHN2Zz4="/>'),
    svg('<use href="b.svg#a"/>'),
    svg('<style>@import "https://example.org/a.css"</style>'),
    svg('<rect fill="url(https://example.org/#a)"/>'),
    svg('<a><set attributeName="href" to="x"/></a>'),
    `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`,
    `<?xml-stylesheet href="a.css"?>${svg('')}`,
    `<?xml version="1.0" encoding="UTF-16"?>${svg('')}`,
    Buffer.from(svg('<script/>'), 'utf16le').toString(),
  ])('may do nothing else: %s', (text) => {
    expect(isSafeSvg(text)).toBe(false)
  })

  it('is checked in linear time', () => {
    for (const piece of ['href="#', ' on', '<!doctype ', 'src \n']) {
      expect(growthOf((size) => isSafeSvg(piece.repeat(size / piece.length)), 400_000)).toBeLessThan(LINEAR)
    }
  })
})
