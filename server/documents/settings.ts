import * as z from 'zod/mini'
import { StartFailure } from '../start-failure.ts'
import type { BucketSettings } from './bucket-store.ts'
import { type ClamdPlace, clamdPlace } from './scan.ts'

export type DocumentSettings = {
  /** Undefined: kept in a folder of `DATA_DIR`. */
  bucket: BucketSettings | undefined
  clamd: ClamdPlace | undefined
  /** What one person may give, and a company have, in bytes. */
  personBytes: number
  companyBytes: number
}

const GIGABYTE = 1024 ** 3

const gigabytes = (usual: number) =>
  z._default(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text) => (text.trim() === '' ? NaN : Number(text))),
      ),
      z.number('a number of gigabytes').check(z.positive('a number of gigabytes above 0')),
    ),
    usual,
  )

export const documentVariables = {
  CLAMD: z.optional(
    z.string().check(z.regex(/^(\/.+|[^/\s]+:\d+)$/, 'HOST:PORT, or the path of the socket, of clamd')),
  ),
  DOCUMENTS_S3_BUCKET: z.optional(z.string()),
  DOCUMENTS_S3_REGION: z._default(z.string(), 'us-east-1'),
  DOCUMENTS_S3_ENDPOINT: z.optional(
    z.string().check(z.regex(/^https?:\/\/./, 'an address like https://s3.example.com')),
  ),
  DOCUMENTS_S3_ACCESS_KEY_ID: z.optional(z.string()),
  DOCUMENTS_S3_SECRET_ACCESS_KEY: z.optional(z.string()),
  DOCUMENTS_PERSON_GB: gigabytes(20),
  DOCUMENTS_COMPANY_GB: gigabytes(500),
}

type Given = z.output<z.ZodMiniObject<typeof documentVariables>>

export function documentSettings(given: Given): DocumentSettings {
  const {
    DOCUMENTS_S3_BUCKET: bucket,
    DOCUMENTS_S3_REGION: region,
    DOCUMENTS_S3_ENDPOINT: endpoint,
    DOCUMENTS_S3_ACCESS_KEY_ID: accessKeyId,
    DOCUMENTS_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = given
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    throw new StartFailure(
      'DOCUMENTS_S3_ACCESS_KEY_ID and DOCUMENTS_S3_SECRET_ACCESS_KEY must be given together, or neither.',
    )
  const credentials =
    accessKeyId !== undefined && secretAccessKey !== undefined ? { accessKeyId, secretAccessKey } : undefined
  return {
    bucket: bucket === undefined ? undefined : { bucket, region, endpoint, credentials },
    clamd: given.CLAMD === undefined ? undefined : clamdPlace(given.CLAMD),
    personBytes: given.DOCUMENTS_PERSON_GB * GIGABYTE,
    companyBytes: given.DOCUMENTS_COMPANY_GB * GIGABYTE,
  }
}
