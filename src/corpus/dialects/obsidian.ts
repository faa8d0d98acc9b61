import type { IgnoredReason } from '../../model/ignored-reason.ts'
import { withoutExtension, withoutIndex } from './article-path.ts'
import type { Dialect } from './dialect.ts'
import { encodePath } from './encode-path.ts'
import { findCommonIgnored } from './find-ignored.ts'
import { sitePath } from './site-path.ts'

/** A vault of Obsidian, published by Quartz (https://quartz.jzhao.xyz, `quartz/util/path.ts`). */
export const obsidian: Dialect = {
  label: 'Obsidian',
  findIgnored: (paths) => {
    const templates = paths.filter((path) => /(?:^|\/)(?:\d+[ -]+)?_?templates?\//i.test(path))
    return new Map([...findCommonIgnored(paths), ...templates.map((path): [string, IgnoredReason] => [path, 'page'])])
  },
  permalink: ({ path }, profile) => {
    const spelled = withoutIndex(withoutExtension(sitePath(path, profile)))
      .replace(/\s/g, '-')
      .replaceAll('&', '-and-')
      .replaceAll('%', '-percent')
      .replace(/[?#]/g, '')
    return encodePath(`/${spelled}`)
  },
  idOf: (url) => url,
}
