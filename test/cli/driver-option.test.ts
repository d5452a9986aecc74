import { expect, it } from 'vitest';
import { driverOption } from '../../src/cli/driver-option.ts';

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
