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
};
