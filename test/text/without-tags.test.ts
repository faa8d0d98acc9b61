import { expect, it } from 'vitest'
import { withoutTags } from '../../src/text/without-tags.ts'

it.each([
  ['Tom <em>and</em> Jerry', 'Tom and Jerry'],
  ['<span class="x">One</span><br/>two', 'One two'],
  ['I <3 feeds, a < b > c', 'I <3 feeds, a < b > c'],
  ['A Promise<Option>', 'A Promise<Option>'],
  ['Where a<b c>d and 1<i', 'Where a<b c>d and 1<i'],
  ['A vector<a> and the <code> element', 'A vector<a> and the <code> element'],
  ['One<br>two <i class="x">three</i><wbr>', 'One two three'],
  ['&lt;b&gt; is bold', '&lt;b&gt; is bold'],
])('without tags, %j is %j', (html, expected) => {
  expect(withoutTags(html)).toBe(expected)
})
