import { expect, it } from 'vitest';
import { driverOption, wantedSandbox } from '../../src/cli/driver-option.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';

it.each([
  ['docker', 'use podman'],
  ['runc', 'driven through podman'],
  ['runsc', 'driven by gvisor'],
  ['bwrap', 'driven by bubblewrap'],
  ['constructor', 'expected one of'],
])('refuses --driver %s and says what is driven', (name, said) => {
  expect(driverOption.parse('podman')).toBe('podman');
  expect(driverOption.safeParse(name).error?.issues[0]?.message).toContain(said);
});

const { policy: strict } = profilePolicy('strict');
const policy = { ...strict, sandbox: { ...strict.sandbox, minimum: 'gvisor' as const } };

it('leaves the choice of a driver to whoever asks, unless a policy is named too', () => {
  expect(wantedSandbox({}, policy)).toEqual({ minimum: 'gvisor' });
  expect(wantedSandbox({ driver: 'bubblewrap' }, policy)).toMatchObject({
    minimum: 'bubblewrap',
    candidates: [{ name: 'bubblewrap' }],
  });
  expect(wantedSandbox({ driver: 'bubblewrap', profile: 'strict' }, policy).minimum).toBe('gvisor');
});
