import * as z from 'zod';
import type { AccessRecord } from './record.ts';

const text = z.string().max(2_000);
const eventSchema = z.object({
  sourceIPAddress: text,
  eventName: text,
  errorCode: text.optional(),
  userAgent: text.nullish(),
  userIdentity: z.object({ accountId: text.optional() }).optional(),
  requestParameters: z
    .object({
      bucketName: text.optional(),
      repositoryName: text.optional(),
      modelPackageName: text.optional(),
      key: text.optional(),
      prefix: text.optional(),
    })
    .nullish()
    .catch(null),
});
const trailSchema = z.object({ Records: z.array(z.unknown()) });

/** Records of a CloudTrail file, those that are no event undefined; undefined for any other document. */
export function trailRecords(document: unknown): (AccessRecord | undefined)[] | undefined {
  return trailSchema.safeParse(document).data?.Records.map((record) => {
    const { data } = eventSchema.safeParse(record);
    if (data === undefined) return undefined;
    const { sourceIPAddress, eventName, errorCode, userAgent, userIdentity, requestParameters } = data;
    const { bucketName, repositoryName, modelPackageName, key, prefix } = requestParameters ?? {};
    const about = [bucketName, repositoryName, modelPackageName, key ?? prefix].filter((one) => one !== undefined);
    return {
      client: sourceIPAddress,
      resource: about.length === 0 ? eventName : about.join('/'),
      status: statusOf(errorCode),
      agent: userAgent ?? '',
      authenticated: userIdentity?.accountId !== undefined && userIdentity.accountId !== 'anonymous',
    };
  });
}

const REFUSED = /AccessDenied|Unauthorized|Forbidden|InvalidClientTokenId|SignatureDoesNotMatch|InvalidAccessKeyId/u;

function statusOf(error: string | undefined): number {
  if (error === undefined) return 200;
  if (REFUSED.test(error)) return 403;
  return /NoSuch|NotFound|DoesNotExist/u.test(error) ? 404 : 400;
}
