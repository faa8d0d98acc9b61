import { describe, expect, it } from 'vitest'
import { hasBrowser, usePages } from '../support/browser.ts'

const ARTICLE = `---
title: الطاحونة
publishedDateTime: 2026-01-01T08:00:00Z
locale: ar
---

تدور العجلة.

~~~js
const side = "left"
~~~

- one
  - inner
- two

<details><summary>More</summary>Text</details>

The end.
`

describe.skipIf(!hasBrowser)('the page of an article', () => {
  const pages = usePages({ 'mill.md': ARTICLE })

  it('shows code from left to right in a text that runs the other way', async () => {
    const page = await pages.open('/articles/mill/')
    const style = await page.evaluate(`(({ direction, textAlign }) => [direction, textAlign])(
      getComputedStyle(document.querySelector('pre')))`)
    expect(style).toEqual(['ltr', 'left'])
  })

  it('keeps the lines of a nested list together, and what folds apart from the text behind it', async () => {
    const page = await pages.open('/articles/mill/')
    const margins = await page.evaluate(`['li ul', 'details'].map(
      (selector) => Number.parseFloat(getComputedStyle(document.querySelector('.body ' + selector)).marginBottom) > 0)`)
    expect(margins).toEqual([false, true])
  })
})
