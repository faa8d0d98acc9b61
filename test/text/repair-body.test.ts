import { describe, expect, it } from 'vitest'
import { codeRanges } from '../../src/corpus/template-code/code-ranges.ts'
import { repairBody } from '../../src/text/repair-body.ts'

describe('repairBody', () => {
  it.each([
    ['Itâ€™s a cafÃ© â€“ really.', 'It’s a café – really.'],
    ['Right: Gauß’s law.\n\nWrong: Itâ€™s.', 'Right: Gauß’s law.\n\nWrong: It’s.'],
    ['Itâ€™s `â€™` in code.', 'It’s `â€™` in code.'],
    ['fÃ¼r <code>Ã¼</code>', 'für <code>Ã¼</code>'],
    ['- fÃ¼r\n  - fÃ¼r\n\n    fÃ¼r', '- für\n  - für\n\n    für'],
    ['# Ã¼ber uns\r\n', '# über uns\r\n'],
  ])('turns %j into %j', (text, expected) => {
    expect(repairBody(text, codeRanges)).toBe(expected)
  })

  it.each([
    '```\nfÃ¼r\n```',
    '~~~\nfÃ¼r\n~~~',
    '    fÃ¼r',
    '> ```\n> fÃ¼r\n> ```',
    '- ```\n  fÃ¼r\n  ```',
    'A span `of\nfÃ¼r` in two lines',
    '<pre>\nfÃ¼r\n</pre>',
    'The sign â€™ is a mistake.',
    'NESCAFÉ® and Gauß’s law',
    '日本語 fÃ¼r',
  ])('leaves %j', (text) => {
    expect(repairBody(text, codeRanges)).toBe(text)
  })
})
