/**
 * Why a file of the corpus is no article: it is a draft, unlisted, or for readers with a password; it is a page of the site
 * such as a home page; or `feedmill.yaml` excludes it.
 */
export type IgnoredReason = 'draft' | 'unlisted' | 'password' | 'page' | 'excluded'
