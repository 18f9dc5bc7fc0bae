import type { Field } from './fields.ts'

/** Why a file as a whole is not read. Nothing of it is imported. */
export type FileRefusal =
  | { code: 'empty' }
  | { code: 'noRows' }
  | { code: 'workbook' }
  | { code: 'oneColumn'; header: string }
  | { code: 'lineTooLong'; fromByte: number }
  | { code: 'notInEncoding'; encoding: string }
  | { code: 'fieldsNotMapped'; fields: Field[] }
  | { code: 'statusesUnknown'; keys: string[] }
  | { code: 'columnsMissing'; columns: string[]; header: string[] }
  /** A field of the company's own without a name, with one that is taken, or that another column has. */
  | { code: 'namelessField' | 'reservedField' | 'twiceField'; name: string; column: string }
  | { code: 'datesUndecided'; column: string; sample: string; line: number }
  | { code: 'datesMixed'; column: string; samples: [string, string]; lines: [number, number] }
  | { code: 'amountsUndecided'; column: string; sample: string; line: number }
  | { code: 'amountsMixed'; column: string; samples: [string, string]; lines: [number, number] }

/** The refusal in one English sentence with its remedy. Screens translate by code. */
export function describeFileRefusal(refusal: FileRefusal): string {
  switch (refusal.code) {
    case 'empty':
      return 'The file is empty.'
    case 'noRows':
      return 'The file has a header and no rows.'
    case 'workbook':
      return 'This is an Excel workbook: save it as CSV (UTF-8) and import that.'
    case 'oneColumn':
      return `Only one column was found (“${refusal.header}”): choose the delimiter in the mapping.`
    case 'lineTooLong':
      return `The line that begins at byte ${refusal.fromByte} does not end: this is not a CSV file.`
    case 'notInEncoding':
      return `The file is not written in ${refusal.encoding}: choose another encoding, or auto.`
    case 'fieldsNotMapped':
      return `The mapping does not say which column holds: ${refusal.fields.join(', ')}.`
    case 'statusesUnknown':
      return `The mapping names a status this company does not have: ${quoted(refusal.keys)}.`
    case 'columnsMissing':
      return `The file has no column ${quoted(refusal.columns)}; it has ${quoted(refusal.header)}.`
    case 'namelessField':
      return `The mapping reads column “${refusal.column}” and does not name its field: give it a name.`
    case 'reservedField':
      return `The mapping calls column “${refusal.column}” “${refusal.name}”, as every item or client has it: give the field another name.`
    case 'twiceField':
      return `The mapping reads two columns into “${refusal.name}”, the second is “${refusal.column}”: give it another name, or leave it out.`
    case 'datesUndecided':
      return `Column “${refusal.column}” can be read day first or month first (line ${refusal.line}: ${refusal.sample}): choose the date format in the mapping.`
    case 'datesMixed':
      return `Column “${refusal.column}” holds dates of two formats ${twoSamples(refusal)}: choose the date format in the mapping, rows that do not fit are then listed.`
    case 'amountsUndecided':
      return `Column “${refusal.column}” does not tell decimals from thousands (line ${refusal.line}: ${refusal.sample}): choose the decimal sign in the mapping.`
    case 'amountsMixed':
      return `Column “${refusal.column}” uses two decimal signs ${twoSamples(refusal)}: choose the decimal sign in the mapping, rows that do not fit are then listed.`
  }
}

function quoted(names: string[]): string {
  return names.map((name) => `“${name}”`).join(', ')
}

function twoSamples({ samples, lines }: { samples: [string, string]; lines: [number, number] }): string {
  return `(line ${lines[0]}: ${samples[0]}; line ${lines[1]}: ${samples[1]})`
}
