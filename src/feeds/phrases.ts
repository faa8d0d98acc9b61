/** What composed articles say besides their own text. */
export interface Phrases {
  /** The text of the link to the publisher of an article, in plain text. */
  readAt: (publisher: string) => string
  /** The heading of the related articles. */
  related: string
}

const phrases: Readonly<Record<string, Phrases>> = {
  ar: { readAt: (publisher) => `اقرأ المقال على ${publisher}`, related: 'مقالات ذات صلة:' },
  cs: { readAt: (publisher) => `Číst na webu ${publisher}`, related: 'Související články:' },
  da: { readAt: (publisher) => `Læs hos ${publisher}`, related: 'Relaterede artikler:' },
  de: { readAt: (publisher) => `Weiterlesen bei ${publisher}`, related: 'Verwandte Artikel:' },
  en: { readAt: (publisher) => `Read it at ${publisher}`, related: 'Related:' },
  es: { readAt: (publisher) => `Leer en ${publisher}`, related: 'Artículos relacionados:' },
  fi: { readAt: (publisher) => `Lue sivustolla ${publisher}`, related: 'Aiheeseen liittyvää:' },
  fr: { readAt: (publisher) => `À lire sur ${publisher}`, related: 'À lire aussi\u00A0:' },
  it: { readAt: (publisher) => `Leggi su ${publisher}`, related: 'Articoli correlati:' },
  ja: { readAt: (publisher) => `${publisher}で読む`, related: '関連記事：' },
  ko: { readAt: (publisher) => `${publisher}에서 읽기`, related: '관련 글:' },
  nb: { readAt: (publisher) => `Les hos ${publisher}`, related: 'Relaterte artikler:' },
  nl: { readAt: (publisher) => `Lees het bij ${publisher}`, related: 'Gerelateerde artikelen:' },
  pl: { readAt: (publisher) => `Czytaj w serwisie ${publisher}`, related: 'Powiązane artykuły:' },
  pt: { readAt: (publisher) => `Leia em ${publisher}`, related: 'Artigos relacionados:' },
  ru: { readAt: (publisher) => `Читать на сайте ${publisher}`, related: 'Похожие материалы:' },
  sv: { readAt: (publisher) => `Läs hos ${publisher}`, related: 'Relaterade artiklar:' },
  tr: { readAt: (publisher) => `${publisher} sitesinde oku`, related: 'İlgili yazılar:' },
  uk: { readAt: (publisher) => `Читати на сайті ${publisher}`, related: 'Схожі матеріали:' },
  zh: { readAt: (publisher) => `在 ${publisher} 阅读`, related: '相关文章：' },
  'zh-Hant': { readAt: (publisher) => `在 ${publisher} 閱讀`, related: '相關文章：' },
}

const ALIASES: Readonly<Record<string, string>> = {
  no: 'nb',
  nn: 'nb',
  'zh-TW': 'zh-Hant',
  'zh-HK': 'zh-Hant',
  'zh-MO': 'zh-Hant',
}

/**
 * The phrases in a language; English if that is unknown, none if there are none in that language.
 *
 * @param language BCP 47 language tag in its canonical form
 */
export function phrasesIn(language: string | undefined): Phrases | undefined {
  const [code = 'en', second = ''] = language?.split('-') ?? []
  const names = [`${code}-${second}`, code].map((name) => ALIASES[name] ?? name)
  const known = names.find((name) => Object.hasOwn(phrases, name))
  return known === undefined ? undefined : phrases[known]
}
