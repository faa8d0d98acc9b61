import type { AssetPaths } from '../../src/pages/site.ts'

/** Where pages find their assets. */
export const ASSETS: AssetPaths = {
  style: 'style.1.css',
  script: 'script.1.js',
  icon: { page: 'icon.svg', feed: 'icon.png' },
}
