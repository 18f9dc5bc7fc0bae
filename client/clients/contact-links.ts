/** A phone number as written, as a link that dials it: digits and a leading plus are kept. */
export function telLink(phone: string): string {
  const digits = phone.replace(/\(0\)/g, '').replace(/[^\d+*#]/g, '')
  return `tel:${digits}`
}

export function mailLink(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`
}
