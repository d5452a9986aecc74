import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { sandboxContract } from './contract.ts';

sandboxContract(bubblewrap, {
  probeMs: 500,
  ownVariables: { PWD: '/' },
  endings: ['exit', 'crash', 'memory', 'fork', 'flood', 'cancelled'],
});
