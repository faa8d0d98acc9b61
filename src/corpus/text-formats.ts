/** Extensions of formats in which people write articles, and which Feedmill does not read. */
export const OTHER_TEXT_FORMATS: ReadonlySet<string> = new Set([
  '.adoc',
  '.asciidoc',
  '.docx',
  '.htm',
  '.html',
  '.ipynb',
  '.org',
  '.qmd',
  '.rmd',
  '.rst',
  '.textile',
  '.txt',
])
