import { describe, expect, it } from 'vitest'
import { repairBody } from '../../src/text/repair-body.ts'

describe('repairBody', () => {
  it.each([
    ['Itâ€™s a cafÃ© â€“ really.', 'It’s a café – really.'],
    ['Right: Gauß’s law.\n\nWrong: Itâ€™s.', 'Right: Gauß’s law.\n\nWrong: It’s.'],
    ['Itâ€™s `â€™` in code.', 'It’s `â€™` in code.'],
    ['fÃ¼r <code>Ã¼</code>', 'für <code>Ã¼</code>'],
    ['# Ã¼ber uns\r\n', '# über uns\r\n'],
  ])('turns %j into %j', (text, expected) => {
    expect(repairBody(text)).toBe(expected)
  })

  it.each([
    '```\nfÃ¼r\n```',
    '~~~\nfÃ¼r\n~~~',
    '    fÃ¼r',
    '<pre>\nfÃ¼r\n</pre>',
    'The sign â€™ is a mistake.',
    'NESCAFÉ® and Gauß’s law',
    '日本語 fÃ¼r',
  ])('leaves %j', (text) => {
    expect(repairBody(text)).toBe(text)
  })
})
