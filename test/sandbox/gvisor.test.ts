import { gvisor } from '../../src/sandbox/gvisor.ts';
import { sandboxContract } from './contract.ts';

sandboxContract(gvisor, { probeMs: 2_000, ownVariables: { HOME: '/' }, endings: ['exit', 'memory', 'fork'] });
