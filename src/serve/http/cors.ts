/** On every response, so that pages of any origin may read feeds (Fetch §3.3). */
export const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Link',
}

/** The supported methods (RFC 9110 §9.3). */
export const ALLOW = 'GET, HEAD, OPTIONS'

/** On the response to OPTIONS, which browsers send before a conditional request. */
export const preflightHeaders = {
  ...corsHeaders,
  Allow: ALLOW,
  'Access-Control-Allow-Methods': ALLOW,
  'Access-Control-Allow-Headers': 'A-IM, Accept, Cache-Control, If-Modified-Since, If-None-Match',
  'Access-Control-Max-Age': '86400',
}
