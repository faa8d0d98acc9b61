/* What the pages do beyond showing: copy an address, filter the topics, make an OPML file of the ticked ones. */

const COPIED = 'Copied'

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-copy]') : null
  if (button instanceof HTMLButtonElement) void copy(button)
})

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const text = button.dataset.copy ?? ''
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Browsers offer the clipboard to pages from HTTPS and the same machine only.
    copySelected(text)
  }
  say(`Copied: ${text}`)
  const { textContent: label } = button
  if (label === COPIED) return
  button.textContent = COPIED
  setTimeout(() => {
    button.textContent = label
  }, 2000)
}

/** @param {string} text */
function copySelected(text) {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}

/**
 * Says something to who cannot see it happen.
 *
 * @param {string} text
 */
function say(text) {
  const said = document.querySelector('#said')
  if (said) said.textContent = text
}

const filter = document.querySelector('#filter')
const opml = document.querySelector('#opml')
const rows = [...document.querySelectorAll('.topics > li')].filter((row) => row instanceof HTMLElement)
const ticks = [...document.querySelectorAll('.topics input')].filter((box) => box instanceof HTMLInputElement)

if (filter instanceof HTMLInputElement) {
  const words = new Map(rows.map((row) => [row, plain(`${row.textContent} ${row.dataset.words ?? ''}`)]))
  const show = () => {
    const wanted = plain(filter.value).split(/\s+/)
    for (const [row, text] of words) row.hidden = !wanted.every((word) => text.includes(word))
    const shown = rows.filter((row) => !row.hidden).length
    document.querySelector('#no-topic')?.toggleAttribute('hidden', shown > 0)
    say(filter.value === '' ? '' : `${shown} of ${rows.length} topics`)
  }
  filter.addEventListener('input', show)
  // A browser that comes back to the page fills the field as it was.
  addEventListener('pageshow', () => filter.value && show())
}

/**
 * Text as it is compared: without case and accents.
 *
 * @param {string} text
 */
function plain(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

if (opml instanceof HTMLAnchorElement) {
  const ticked = () => ticks.filter(({ checked }) => checked).map(({ value }) => value)
  const name = () => {
    const count = ticked().length
    opml.textContent = `OPML of ${count === 0 ? 'all topics' : count === 1 ? '1 topic' : `${count} topics`}`
  }
  document.querySelector('.topics')?.addEventListener('change', name)
  addEventListener('pageshow', name)
  opml.addEventListener('click', (event) => {
    if (ticked().length === 0) return
    event.preventDefault()
    downloadOpml(opml.href, new Set(ticked())).catch(() => say('The list of feeds could not be read. Try again.'))
  })
}

/**
 * Offers the list of feeds with nothing in it but some of them, in their folders.
 *
 * @param {string} url of the whole list
 * @param {ReadonlySet<string | null>} wanted URLs of feeds
 */
async function downloadOpml(url, wanted) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(response.statusText)
  const list = new DOMParser().parseFromString(await response.text(), 'text/xml')
  for (const outline of list.querySelectorAll('outline[xmlUrl]')) {
    if (!wanted.has(outline.getAttribute('xmlUrl'))) outline.remove()
  }
  for (const folder of list.querySelectorAll('outline:not([xmlUrl])')) {
    if (!folder.querySelector('outline[xmlUrl]')) folder.remove()
  }
  const file = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(list)], { type: 'text/x-opml' }))
  const link = document.createElement('a')
  link.href = file
  link.download = 'feeds.opml'
  link.click()
  setTimeout(() => URL.revokeObjectURL(file), 60_000)
}
