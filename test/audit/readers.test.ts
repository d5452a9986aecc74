import { assert as holds, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionOf, embeddedIn, parseExpression } from '../../src/audit/expression/parse.ts';
import { controlOf } from '../../src/audit/expression/control.ts';
import { contextsOf, pathOf, valuesOf } from '../../src/audit/expression/syntax.ts';
import { judgeCondition } from '../../src/audit/gates/condition.ts';
import { readMakefile } from '../../src/audit/scripts/makefile.ts';
import { parseShell } from '../../src/audit/shell/parse.ts';
import { SourceText } from '../../src/audit/source/text.ts';
import { get, scalarOf } from '../../src/audit/yaml/node.ts';
import { readYaml } from '../../src/audit/yaml/read.ts';

const paths = (text: string): string[] => {
  const expression = parseExpression(text);
  return expression === undefined ? ['none'] : [...contextsOf(expression)].map(pathOf);
};

describe('expressions', () => {
  it.each([
    ["github['head_ref']", ['github.head_ref']],
    ['GitHub.Event.Issue.Title', ['github.event.issue.title']],
    ["format('{0}''s', github.event.commits[0].message)", ['github.event.commits.0.message']],
    ['github.event.labels.*.name', ['github.event.labels.*.name']],
    ['secrets[matrix.key]', ['secrets.[]', 'matrix.key']],
    ["a == 'x' && (b || !c)", ['a', 'b', 'c']],
    ['fromJSON(needs.a.outputs.b).c[0]', ['needs.a.outputs.b']],
    ['github.event..title', ['none']],
    ['', ['none']],
  ])('of %s names %s', (text, expected) => expect(paths(text)).toEqual(expected));

  it('gives what a choice may give, not what it depends on', () => {
    const expression = parseExpression("github.event.issue.title == 'x' && inputs.a || inputs.b");
    expect(expression === undefined ? [] : [...valuesOf(expression)].map(pathOf)).toEqual(['inputs.a', 'inputs.b']);
  });

  it('end at braces outside of quotes', () => {
    const [first] = embeddedIn("x ${{ format('}}', github.sha) }} y");
    expect(first).toMatchObject({ start: 2, end: 33 });
    expect(conditionOf("${{ github.sha }} == 'x'")).toBeUndefined();
  });

  it.each([
    ['github.event.pull_request.title', 'free'],
    ['github.event.pull_request.head.ref', 'free'],
    ['github.event.pull_request.head.sha', 'formed'],
    ['github.event.pull_request.number', 'formed'],
    ['github.event', 'free'],
    ['github.run_id', 'fixed'],
    ['secrets.token', 'fixed'],
    ['inputs.model', 'writer'],
    ['steps.a.outputs.b', 'derived'],
  ])('%s is %s', (path, control) => expect(controlOf(path)).toBe(control));

  it('never throw', () => {
    holds(property(string({ unit: 'binary' }), (text) => parseExpression(text) !== null));
  });
});

describe('a condition, as a stranger meets it', () => {
  const judge = (text: string, event = 'pull_request_target') =>
    judgeCondition(conditionOf(text), { event, resultGate: () => undefined });
  it.each([
    ["github.event_name == 'push'", false, ['trigger']],
    ['github.event.pull_request.head.repo.full_name == github.repository', false, ['same-repository']],
    ['!github.event.pull_request.head.repo.fork', false, ['same-repository']],
    ["contains(github.event.pull_request.labels.*.name, 'safe')", 'maybe', ['label']],
    ["github.event.pull_request.author_association == 'MEMBER'", false, ['association']],
    ["contains(github.event.comment.body, '/run')", true, []],
    ["github.event.action == 'opened' || github.actor == 'me'", true, []],
    ['github.event.pull_request.merged == true', false, ['merged']],
    ["always() && github.event_name != 'push'", true, []],
  ])('%s', (text, value, gates) => expect(judge(text)).toMatchObject({ value, gates }));

  it('is forged by a bot or a name of a branch', () => {
    expect(judge("github.actor == 'dependabot[bot]'").forged).toEqual(['github.actor']);
    expect(judge("github.event.workflow_run.head_branch == 'main'", 'workflow_run').forged).toHaveLength(1);
  });
});

describe('shell', () => {
  const words = (text: string): string[] =>
    parseShell(text).commands.map(({ words: all }) => all.map(({ text: word }) => word).join(' '));
  it.each([
    [
      'curl -s https://x.invalid | sudo bash -s -- -y || true',
      ['curl -s https://x.invalid', 'sudo bash -s -- -y', 'true'],
    ],
    ['echo "a $(python b.py "$C") d"', ['python b.py $C', 'echo a $(python b.py "$C") d']],
    ['if ! make check; then exit 1; fi', ['make check', 'exit 1']],
    ['for f in $(ls); do python "$f"; done', ['ls', '', 'python $f']],
    ['case "$x" in a|b) make foo ;; *) exit 1;; esac', ['a', 'make foo', 'exit 1']],
    ['cat <<EOT > out\nhello\nEOT\nmake x', ['cat', 'make x']],
    ['X=1 Y="$(z)" run # not this', ['z', 'run']],
    ['bash <(curl -s https://x.invalid)', ['curl -s https://x.invalid', 'bash <(curl -s https://x.invalid)']],
    ["jq '.a | (.b)' <<< ${{ steps.x.outputs.y }}", ['jq .a | (.b)']],
    ['a \\\n  --b', ['a --b']],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected));

  it('ends on any text, in time that grows with it', () => {
    holds(property(string({ unit: 'binary', maxLength: 400 }), (text) => parseShell(text).commands.length >= 0));
    holds(
      property(
        string({ unit: constantFrom(...'$({`"\'\\ \n<|&;)}#'.split('')), maxLength: 200 }),
        (text) => parseShell(text).commands.length >= 0,
      ),
    );
    expect(parseShell('$('.repeat(100_000)).complete).toBe(false);
    expect(parseShell('"'.repeat(99_999)).complete).toBe(false);
  });
});

describe('YAML with places', () => {
  it('knows the line of each character of a script', () => {
    const source = new SourceText('a', 'run: |\n  one\n\n  two three\nfolded: >\n  a b\n  c d\nquoted: "x y"\n');
    const [root] = readYaml(source).documents;
    const at = (key: string, word: string) => {
      const scalar = scalarOf(get(root, key));
      return scalar?.placeOf(scalar.text.indexOf(word));
    };
    expect(at('run', 'three')).toEqual({ line: 4, column: 7 });
    expect(at('folded', 'd')).toEqual({ line: 7, column: 5 });
    expect(at('quoted', 'y')).toEqual({ line: 8, column: 12 });
  });

  it('names what it could not read, and keeps the rest', () => {
    const told = (text: string): string[] => readYaml(new SourceText('a', text)).unread.map(({ reason }) => reason);
    expect(told('a: 1\na: 2\n')).toEqual(['the key a stands twice']);
    expect(told('a: &a [*a]\n')).toEqual(['an alias stands for itself']);
    expect(told('a:\n\t- b\n')[0]).toMatch(/^not valid YAML/u);
    expect(told('['.repeat(5_000))[0]).toMatch(/^nested too deeply|^not valid YAML/u);
    const laughs = Array.from(
      { length: 30 },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 10 }, () => `*a${n}`).join(', ')}]`,
    );
    expect(told(['a0: &a0 [x]', ...laughs].join('\n'))).toEqual([]);
  });
});

describe('makefiles', () => {
  it('give recipes with variables replaced, and the lines on which they stand', () => {
    const { targets, first } = readMakefile(
      new SourceText(
        'Makefile',
        'PY := python3\nall: score\n\nscore: deps\n\t@$(PY) score.py \\\n\t  --all\n\t-rm x\n',
      ),
    );
    expect(first).toBe('all');
    expect(targets.get('score')).toMatchObject({
      needs: ['deps'],
      recipe: [
        { text: 'python3 score.py \\\n\t  --all', line: 5, ignored: false },
        { text: 'rm x', line: 7, ignored: true },
      ],
    });
  });
});
