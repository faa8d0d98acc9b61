import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const CONFIG = `
baseURL = "http://localhost:3000/"
title = "The Mill"
disableKinds = ["sitemap", "robotsTXT", "404", "section", "taxonomy"]
ignoreErrors = ["error-disable-taxonomy"]
[taxonomies]
topic = "topics"
[frontmatter]
date = ["publishedDateTime"]
[markup.goldmark.renderer]
unsafe = true
[outputFormats.ATOM]
mediaType = "application/atom+xml"
baseName = "index"
[mediaTypes."application/atom+xml"]
suffixes = ["atom"]
[outputs]
home = ["RSS", "ATOM", "JSON"]
term = ["RSS", "ATOM", "JSON"]
[[cascade]]
[cascade._target]
kind = "page"
[cascade._build]
render = "never"
`

const RSS = `{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{ range first 50 .RegularPages.ByDate.Reverse }}<item><title>{{ .Title }}</title><link>{{ .Params.webUrl }}</link>
<guid>{{ .Params.originalUrl }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
<description>{{ .Params.excerpt | html }}</description>{{ range .Params.topics }}<category>{{ . }}</category>{{ end }}
{{ range .Params.images }}<enclosure url="{{ .url }}" type="image/jpeg"/>{{ end }}
<content:encoded>{{ .Content | html }}{{ range .Params.related }}{{ .title | html }}{{ end }}</content:encoded></item>
{{ end }}</channel></rss>
`

const ATOM = `{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ .Title }}</title><id>{{ .Permalink }}</id>
{{ range first 50 .RegularPages.ByDate.Reverse }}<entry><title>{{ .Title }}</title><link href="{{ .Params.webUrl }}"/>
<id>{{ .Params.originalUrl }}</id><updated>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</updated>
<summary>{{ .Params.excerpt | html }}</summary>{{ range .Params.topics }}<category term="{{ . }}"/>{{ end }}
{{ range .Params.related }}<link rel="related" href="{{ .webUrl }}"/>{{ end }}
<content type="html">{{ .Content | html }}</content></entry>
{{ end }}</feed>
`

const JSON_FEED = `{{ $items := slice }}{{ range first 50 .RegularPages.ByDate.Reverse }}
{{ $items = $items | append (dict "id" .Params.originalUrl "url" .Params.webUrl "title" .Title "content_html" .Content
"summary" .Params.excerpt "date_published" .Date "tags" .Params.topics "related" .Params.related) }}{{ end }}
{{ dict "version" "https://jsonfeed.org/version/1.1" "title" .Title "items" $items | jsonify }}
`

/** Hugo, if installed: the newest 50 of every topic and of all, in RSS, Atom and JSON, and no other pages. */
export function findHugo() {
  let version
  try {
    version = /v[\d.]+/.exec(execFileSync('hugo', ['version'], { encoding: 'utf8' }))?.[0]
  } catch {
    return undefined
  }
  return {
    name: `Hugo ${version}`,
    prepare: (folder) => {
      const site = join(folder, 'hugo')
      const layouts = join(site, 'layouts', '_default')
      mkdirSync(layouts, { recursive: true })
      symlinkSync(join(folder, 'content'), join(site, 'content'))
      writeFileSync(join(site, 'config.toml'), CONFIG)
      writeFileSync(join(layouts, 'list.rss.xml'), RSS)
      writeFileSync(join(layouts, 'list.atom.atom'), ATOM)
      writeFileSync(join(layouts, 'list.json.json'), JSON_FEED)
      return { command: 'hugo', args: ['--quiet', '--source', site], options: {}, output: join(site, 'public') }
    },
  }
}
