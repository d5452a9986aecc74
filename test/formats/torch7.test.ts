import { describe, expect, it } from 'vitest';
import { factsOfBytes } from '../support/facts-of.ts';
import { reportOf } from '../support/scan-report.ts';

const text = (value: string): string => `${value.length}\n${value}\n`;
const named = (index: number, name: string, rest: string): string => `4\n${index}\n${text('V 1')}${text(name)}${rest}`;
/** `torch.save(path, {weight = torch.FloatTensor(2, 3)}, 'ascii')`: what its Lua and THDiskFile write. */
const storage = named(3, 'torch.FloatStorage', '6\n0.5 -1.25e-05 nan inf -3 4\n');
const tensor = named(2, 'torch.FloatTensor', `2\n2 3\n3 1\n1\n${storage}`);
const table = (...pairs: string[]): string => `3\n1\n${pairs.length / 2}\n${pairs.join('')}`;
const key = (name: string): string => `2\n${text(name)}`;
const bytecode = `8\n9\n${text('\u001bLJ\u0002 os.execute')}0\n`;

const facts = (content: string, name = 'm.t7') => factsOfBytes(name, Buffer.from(content, 'latin1'));
const rulesOf = async (content: string, name = 'm.t7') => {
  const report = await reportOf({ [name]: Buffer.from(content, 'latin1') });
  return report.files.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${rule} ${severity}`));
};

describe('Torch7 in ASCII', () => {
  it.each([
    ['a tensor', tensor],
    ['a table of all kinds', table(key('weight'), tensor, key('epoch'), '1\n3.0000000000000001\n', '1\n2\n', '5\n1\n')],
    ['a text with line breaks, and nothing', table(key('two\n\nlines'), '0\n', key(''), '0\n')],
    ['bytes, as they are', named(1, 'torch.ByteTensor', `1\n3\n1\n1\n${named(2, 'torch.ByteStorage', '3\n\n 7\n')}`)],
    ['an empty tensor', named(1, 'torch.Tensor', '0\n1\n0\n')],
    ['a module, and one object twice', named(1, 'nn.Linear', `3\n5\n2\n${key('a')}${tensor}${key('b')}4\n2\n`)],
  ])('is read whole, and is harmless: %s', async (_, content) => {
    expect(facts(content)).toMatchObject({ formats: ['torch7'], complete: true, limits: [], problems: [] });
    expect(await rulesOf(content)).toEqual([]);
  });

  it.each([
    ['in a module', named(1, 'nn.Linear', `3\n5\n1\n${key('forward')}${bytecode}`)],
    ['behind a tensor', table(key('weight'), tensor, key('forward'), bytecode)],
    [
      'of a table, with more spaces than its writer leaves',
      table(key('f'), bytecode).replace('3\n1\n1', ' 3 \t1\r\n 1'),
    ],
    ['alone', bytecode],
  ])('is searched for functions: %s', async (_, content) => {
    expect(await rulesOf(content)).toEqual(['framework-code critical']);
  });

  it.each([
    ['an object', tensor],
    ['a function', bytecode],
  ])('is told without its name by its start: %s', (_, content) => {
    expect(facts(content, 'net.dat').formats).toContain('torch7');
  });

  it.each(['3\n1\n2\n4\n', '8\n1\n2\n3\n', '4\n1\n3\n5 1\n'])('is not what any list of numbers is: %j', (content) => {
    expect(facts(content, 'numbers.txt').formats).not.toContain('torch7');
  });

  it.each([
    ['a word for a number', tensor.replace('nan', 'two')],
    ['fewer elements than stated', tensor.replace('6\n0.5', '7\n0.5')],
    ['more elements than stated', tensor.replace('6\n0.5', '5\n0.5')],
    ['more elements than the file has', tensor.replace('6\n0.5', '9223372036854775807\n0.5')],
    ['fewer than none', tensor.replace('6\n0.5', '-6\n0.5')],
    ['a table of more pairs than the file has', table(key('a'), '0\n').replace('3\n1\n1', '3\n1\n99999')],
    ['a number without end', tensor.replace('nan', '1'.repeat(5000))],
    ['an end inside of it', tensor.slice(0, -20)],
    ['another object behind it', `${tensor}${tensor}`],
  ])('blocks where it breaks: %s', async (_, content) => {
    expect(facts(content)).toMatchObject({ complete: false });
    expect(await rulesOf(content)).toContain('file-incomplete high');
  });
});

describe('a class of Torch7 that writes in a manner of its own', () => {
  it('is said not to have been read, and not to break the format', async () => {
    expect(await rulesOf(named(1, 'tds.Hash', '1\n'))).toEqual(['file-incomplete high']);
  });
});
