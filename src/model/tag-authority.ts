/** The authority of tag URIs (RFC 4151): a constant, so that a change of host does not make every item new. */
export const TAG_AUTHORITY = 'feedmill.invalid'
