import type { CurrencyCode } from '../base/amount.ts'
import { comparable } from './cell.ts'

const ISO_4217 = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP ' +
    'CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ' +
    'ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT ' +
    'MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD ' +
    'SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES ' +
    'VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
)

const OTHER_NAMES: Readonly<Record<string, CurrencyCode>> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  us$: 'USD',
  '¥': 'JPY',
  fr: 'CHF',
  zł: 'PLN',
  zl: 'PLN',
}

/** The ISO 4217 code a text stands for, or null. A bare `$` says too little and is none. */
export function currencyNamed(text: string): CurrencyCode | null {
  const code = text.toUpperCase()
  if (ISO_4217.has(code)) return code
  return OTHER_NAMES[comparable(text)] ?? null
}

/** Whether a sign written beside an amount may mean this currency. */
export function mayMean(sign: string, currency: CurrencyCode): boolean {
  if (sign === '$') return /D$|^MXN$/.test(currency)
  if (sign === '¥') return currency === 'JPY' || currency === 'CNY'
  if (comparable(sign) === 'kr') return /^(SEK|NOK|DKK|ISK)$/.test(currency)
  return currencyNamed(sign) === currency
}
