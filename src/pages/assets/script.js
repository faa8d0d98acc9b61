/* What the pages do beyond showing: copy an address, filter topics, make an OPML file of the ticked ones, preview a mix. */

const COPIED = 'Copied'

/** Scripts that put no space between words. */
const UNPARTED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u

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
    const isCopied = copySelected(text)
    button.focus()
    if (!isCopied) return void prompt('Select the address and copy it', text)
  }
  say(`Copied: ${text}`)
  const { textContent: label } = button
  if (label === COPIED) return
  button.textContent = COPIED
  setTimeout(() => {
    button.textContent = label
  }, 2000)
}

/**
 * Copies as a person would; the focus goes astray.
 *
 * @param {string} text
 */
function copySelected(text) {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  return isCopied
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
const mix = document.querySelector('#mix')
const rows = [...document.querySelectorAll('.topics > li, .choices tbody tr')].filter(
  (row) => row instanceof HTMLElement,
)
const ticks = [...document.querySelectorAll('.topics input')].filter((box) => box instanceof HTMLInputElement)

if (filter instanceof HTMLInputElement) {
  const words = new Map(rows.map((row) => [row, plain(wordsOf(row))]))
  const show = () => {
    const wanted = plain(filter.value).split(/\s+/)
    for (const [row, text] of words) row.hidden = !wanted.every((word) => isWordOf(text, word))
    const shown = rows.filter((row) => !row.hidden).length
    document.querySelector('#no-topic')?.toggleAttribute('hidden', shown > 0)
    say(filter.value === '' ? '' : `${shown} of ${rows.length} ${mix ? 'topics' : 'feeds'}`)
  }
  filter.addEventListener('input', show)
  // A browser that comes back to the page fills the field as it was.
  addEventListener('pageshow', () => filter.value && show())
}

/**
 * What a topic is found by: its name, its description and its keywords.
 *
 * @param {HTMLElement} row
 */
function wordsOf(row) {
  const shown = [...row.querySelectorAll('h3 a, .description, th')].map(({ textContent }) => textContent)
  return [...shown, row.dataset.words].join(' ')
}

/**
 * Whether a word of the text begins so; where words are not parted by spaces, whether it is anywhere in the text.
 *
 * @param {string} text
 * @param {string} beginning
 */
function isWordOf(text, beginning) {
  if (UNPARTED.test(beginning)) return text.includes(beginning)
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (!/[\p{L}\p{N}]$/u.test(text.slice(0, at))) return true
  }
  return false
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
    opml.textContent = `Download ${count === 0 ? 'all feeds' : count === 1 ? '1 feed' : `${count} feeds`} (OPML)`
  }
  for (const list of document.querySelectorAll('.topics')) list.addEventListener('change', name)
  addEventListener('pageshow', name)
  opml.addEventListener('click', (event) => {
    const failure = document.querySelector('#no-opml')
    failure?.setAttribute('hidden', '')
    if (ticked().length === 0) return
    event.preventDefault()
    downloadOpml(opml.href, new Set(ticked())).catch(() => failure?.removeAttribute('hidden'))
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

/** Milliseconds without a change after which a mix is previewed. */
const PAUSE = 300

if (mix instanceof HTMLFormElement) {
  let shown = queryOf(mix)
  let timer = 0
  const show = async () => {
    const query = queryOf(mix)
    if (query === shown) return
    shown = query
    const response = await fetch(`${location.pathname}?${query}`)
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const result = page.querySelector('#result')
    if (!result || shown !== query) return
    document.querySelector('#result')?.replaceWith(result)
    document.title = page.title
    history.replaceState(null, '', response.url)
    say(result.querySelector('[role="alert"], #rate')?.textContent ?? '')
  }
  mix.addEventListener('input', () => {
    clearTimeout(timer)
    // Without a connection, the button still says so.
    timer = setTimeout(() => show().catch(() => {}), PAUSE)
  })
}

/**
 * The query that a form sends, without empty fields.
 *
 * @param {HTMLFormElement} form
 */
function queryOf(form) {
  const fields = [...new FormData(form)].flatMap(([name, value]) => (value === '' ? [] : [[name, String(value)]]))
  return new URLSearchParams(fields).toString()
}
