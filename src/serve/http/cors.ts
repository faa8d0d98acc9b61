/** On every answer, so that pages of any origin may read feeds (Fetch §3.3). */
export const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link',
}

/** The methods that are answered (RFC 9110 §9.3). */
export const ALLOW = 'GET, HEAD, OPTIONS'

/** On the answer to OPTIONS, which browsers ask before a request with conditions. */
export const preflightHeaders = {
  ...corsHeaders,
  Allow: ALLOW,
  'Access-Control-Allow-Methods': ALLOW,
  'Access-Control-Allow-Headers': 'A-IM, Accept, Cache-Control, If-Modified-Since, If-None-Match',
  'Access-Control-Max-Age': '86400',
}
