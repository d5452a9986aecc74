import { SECRETS, AWS, openSshKey, privateKeyPem } from '../../../test/support/secrets.ts';
import { family, json, notebook, type Sample } from './sample.ts';

const kinds = Object.entries(SECRETS).filter(([kind]) => kind !== 'json-web-token');

/** Credentials of the right form that nobody issued, where people leave them. */
export const credentials: readonly Sample[] = [
  ...kinds.flatMap(([kind, secret]) =>
    family('credential', {
      [`${kind} in text`]: ['notes.txt', `remember: ${secret}\n`],
      [`${kind} in Python`]: ['train.py', `import os\nTOKEN = "${secret}"\n`],
      [`${kind} in JSON`]: ['config.json', json({ token: secret })],
      [`${kind} in YAML`]: ['config.yaml', `token: "${secret}"\n`],
      [`${kind} in a notebook`]: ['demo.ipynb', notebook(`os.environ["TOKEN"] = "${secret}"`)],
      [`${kind} in a shell script`]: ['run.sh', `#!/bin/sh\nexport TOKEN="${secret}"\n`],
      [`${kind} in a model card`]: ['README.md', `# Demo\n\n\`\`\`\nlogin("${secret}")\n\`\`\`\n`],
    }),
  ),
  ...family('credential', {
    'keys of AWS': ['credentials', `[default]\naws_access_key_id = ${AWS.id}\naws_secret_access_key = ${AWS.secret}\n`],
    'Ed25519 in PEM': ['key.pem', privateKeyPem('ed25519')],
    'RSA in PEM': ['key.pem', privateKeyPem('rsa')],
    'a key of OpenSSH': ['id_ed25519', openSshKey('none')],
  }),
];
