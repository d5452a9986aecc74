import type { FileFacts } from '../facts.ts';

/**
 * Calls that only put stored tensors together. Anything else in a pickle runs at load time and may leave other values
 * than the stored ones, so a file with another call holds no tensor that we know.
 */
const REBUILDERS: ReadonlySet<string> = new Set([
  'torch._utils _rebuild_tensor',
  'torch._utils _rebuild_tensor_v2',
  'torch._utils _rebuild_parameter',
  'collections OrderedDict',
]);

/** Why the stored tensors are not surely what a loader ends up with, or undefined for a plain checkpoint. */
export function whyNotPlain({ torch, pickles, zip }: FileFacts): string | undefined {
  if (torch === undefined) return 'it is no PyTorch checkpoint';
  if (torch.kind === 'script' || torch.code.length > 0) return 'it carries TorchScript code';
  if (torch.tensorsLeftOut > 0) return `${torch.tensorsLeftOut} of its tensors are not stored plainly`;
  if (zip !== undefined && (zip.prefixBytes > 0 || zip.trailingBytes > 0)) return 'its archive has bytes around it';
  if (pickles === undefined || pickles.length === 0) return 'its pickle was not read';
  for (const stream of pickles) {
    if (stream.end !== 'stop' || stream.limits.length > 0 || stream.problems.length > 0)
      return 'its pickle was not read whole';
    for (const use of stream.uses) {
      if (use.kind === 'global' || use.kind === 'persid') continue;
      const name = `${use.module} ${use.name}`;
      if (!REBUILDERS.has(name)) return `its pickle uses ${use.module}.${use.name} (${use.kind})`;
    }
  }
  return undefined;
}
