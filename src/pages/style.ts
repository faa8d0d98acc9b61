/** The style sheet of every page. */
export const style = `:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent) }
body { margin: 0; font: 1.05rem/1.6 Charter, Georgia, serif }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1, h2, h3 { line-height: 1.25; margin: 1.6em 0 .4em }
h3 { font-size: 1.1rem; margin: 0 }
nav, .meta, .feeds { font-family: system-ui, sans-serif; font-size: .85rem }
.meta { opacity: .75; margin: .2em 0 }
img { max-width: 100%; height: auto }
pre { overflow-x: auto }
.feeds, .topics, .articles { list-style: none; padding: 0 }
.feeds { display: flex; gap: .5rem; margin: .5rem 0 }
.feeds a { border: 1px solid var(--line); border-radius: 1em; padding: .1em .8em; text-decoration: none }
.topics > li, .articles > li { border-top: 1px solid var(--line); padding: 1rem 0 }
.topics p, .articles p { margin: .3em 0 }
`
