/** Replaces control and bidi characters, which could manipulate a terminal. */
export function stripControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd')
}
