import { readFileSync } from 'node:fs';
import * as published from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod';

const attribute = z.object({ baseName: z.string(), type: z.string() });
const modelSchema = z.custom<{ getAttributeTypeMap(): unknown }>(
  (value) => typeof value === 'function' && 'getAttributeTypeMap' in value,
);
const MODELS = new Map<string, unknown>(Object.entries(published));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What in an object is not of Kubernetes' published OpenAPI (release 1.36, as the generated client states it): fields that it
 * doesn't know, values of another type. An API server drops unknown fields in silence, and with them the wall that they meant.
 */
export function strangeFields(value: unknown, type: string, path = type): string[] {
  if (value === undefined) return [`${path} is undefined`];
  const list = /^Array<(.*)>$/u.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return [`${path} is no array`];
    return value.flatMap((item, index) => strangeFields(item, list, `${path}[${index}]`));
  }
  const map = /^\{ \[key: string\]: (.*); \}$/u.exec(type)?.[1];
  if (map !== undefined) {
    if (!isRecord(value)) return [`${path} is no object`];
    return Object.entries(value).flatMap(([key, item]) => strangeFields(item, map, `${path}.${key}`));
  }
  if (['string', 'number', 'boolean'].includes(type)) return typeof value === type ? [] : [`${path} is no ${type}`];
  const model = modelSchema.safeParse(MODELS.get(type));
  if (!model.success || !isRecord(value)) return [`${path} is no ${type}`];
  const known = new Map(
    z
      .array(attribute)
      .parse(model.data.getAttributeTypeMap())
      .map(({ baseName, type: of }) => [baseName, of]),
  );
  return Object.entries(value).flatMap(([name, field]) => {
    const of = known.get(name);
    return of === undefined ? [`${path}.${name} is not known`] : strangeFields(field, of, `${path}.${name}`);
  });
}

const seccomp = z.object({ type: z.enum(['RuntimeDefault', 'Localhost']), localhostProfile: z.string().optional() });
const restrictedContainer = z.looseObject({
  securityContext: z.looseObject({
    allowPrivilegeEscalation: z.literal(false),
    privileged: z.literal(false).optional(),
    runAsNonRoot: z.literal(true),
    runAsUser: z.int().positive(),
    capabilities: z.strictObject({ drop: z.array(z.string()).refine((names) => names.includes('ALL')) }),
    procMount: z.literal('Default').optional(),
    seccompProfile: seccomp,
  }),
  ports: z.undefined().optional(),
});
/** The restricted Pod Security Standard (kubernetes.io/docs/concepts/security/pod-security-standards). */
const restrictedPod = z.looseObject({
  hostNetwork: z.literal(false).optional(),
  hostPID: z.literal(false).optional(),
  hostIPC: z.literal(false).optional(),
  securityContext: z.looseObject({
    runAsNonRoot: z.literal(true),
    runAsUser: z.int().positive(),
    seccompProfile: seccomp,
    sysctls: z.undefined().optional(),
  }),
  volumes: z.array(
    z
      .record(z.string(), z.unknown())
      .refine((volume) =>
        Object.keys(volume).every((key) =>
          [
            'name',
            'configMap',
            'csi',
            'downwardAPI',
            'emptyDir',
            'ephemeral',
            'image',
            'persistentVolumeClaim',
            'projected',
            'secret',
          ].includes(key),
        ),
      ),
  ),
  initContainers: z.array(restrictedContainer),
  containers: z.array(restrictedContainer),
});

/** Which rules of the restricted standard a pod breaks. */
export function unrestricted(pod: unknown): string[] {
  const result = restrictedPod.safeParse(pod);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const roleSchema = z.object({
  kind: z.literal('Role'),
  rules: z.array(
    z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()), verbs: z.array(z.string()) }),
  ),
});

export interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
}

/** The rights that the shipped Role gives. */
export function shippedRights(): readonly Right[] {
  const text = readFileSync(new URL('../../../templates/kubernetes.yaml', import.meta.url), 'utf8');
  const documents = parseAllDocuments(text).map((document): unknown => document.toJS());
  return documents.flatMap((document) => {
    const role = roleSchema.safeParse(document);
    if (!role.success) return [];
    return role.data.rules.flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => ({ group, resource, verb })))),
    );
  });
}
