import type { SandboxDriverName } from '../../core/policy.ts';

interface OwnThings {
  /** With their values, which say nothing about the host. */
  readonly variables: Readonly<Record<string, string>>;
  /** Under /dev. */
  readonly devices: readonly string[];
  /** Paths of names that the host has too. */
  readonly paths: readonly string[];
}

/** What drivers put inside themselves: no leak of the host. */
export const OWN_THINGS: Readonly<Record<SandboxDriverName, OwnThings>> = {
  bubblewrap: { variables: { PWD: '/' }, devices: [], paths: [] },
  // Devices of its own kernel, of no use without mount(2) and ioctl(2).
  gvisor: { variables: { HOME: '/' }, devices: ['fuse', 'net/tun'], paths: [] },
  // An empty root's own: the container's name, and one line for the user inside.
  podman: {
    variables: { HOME: '/', HOSTNAME: 'sandbox' },
    devices: [],
    paths: ['/etc', '/etc/passwd', '/run'],
  },
  // An image's own root, with what a kubelet writes into it; of the host there is what its runtime shows of /sys.
  kubernetes: {
    variables: {},
    devices: ['termination-log'],
    paths: [
      '/bin',
      '/boot',
      '/etc',
      '/home',
      '/lib',
      '/lib64',
      '/load',
      '/media',
      '/mnt',
      '/modelgate',
      '/opt',
      '/root',
      '/run',
      '/sbin',
      '/srv',
      '/usr',
      '/var',
      '/etc/passwd',
      '/etc/shadow',
      '/bin/sh',
      '/usr/bin/env',
      '/sys/kernel',
      '/sys/devices',
    ],
  },
};
