import { GateError } from '../../core/errors.ts';
import type { SignedDocument } from '../../trust/attestation-file.ts';
import { isInTotoPayload } from '../../trust/dsse.ts';
import { metadataSchema } from '../../trust/in-toto/metadata.ts';
import { parseJson } from '../../trust/strict-json.ts';

/**
 * What a document signs, in whichever form.
 * @throws GateError ATTESTATION_INVALID, PAYLOAD_TYPE_MISMATCH
 */
export function signedContent(document: SignedDocument, where: string): unknown {
  if (document.form !== 'metadata') {
    const { payloadType, payload } = document.bundle.envelope;
    if (!isInTotoPayload(payloadType))
      throw new GateError('PAYLOAD_TYPE_MISMATCH', `${where} signs a payload of type ${payloadType}`);
    return parseJson(payload, where);
  }
  const metadata = metadataSchema.safeParse(document.json);
  if (metadata.success) return metadata.data.signed;
  throw new GateError('ATTESTATION_INVALID', `${where} is no in-toto metadata`);
}
