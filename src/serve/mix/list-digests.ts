import { type PackedTexts, unpackTexts } from '../../feeds/mix/article-texts.ts'
import type { ListedArticle } from '../../feeds/mix/compose-digest.ts'
import type { MixQuery, Period } from '../../feeds/mix/mix-query.ts'
import { type Digest, selectDigests } from '../../feeds/mix/select-mix.ts'
import type { MixIndex } from './load-mix-index.ts'

/** A digest with what it shows of the articles that it lists, newest first. */
export interface ListedDigest extends Pick<Digest, 'date' | 'end' | 'count'> {
  articles: ListedArticle[]
}

/** The digests of a mix, newest first. */
export function listDigests(
  selection: MixQuery & { digest: Period },
  { shards, pages, site: { timeZone } }: MixIndex,
  now: Date,
): ListedDigest[] {
  return selectDigests(shards, selection, { timeZone, now }).map(({ listed, ...digest }) => ({
    ...digest,
    articles: listed.map(({ shard, position }) => ({
      ...unpackTexts(pages[shard]?.texts as PackedTexts, position),
      updated: shards[shard]?.updated[position] as number,
    })),
  }))
}
