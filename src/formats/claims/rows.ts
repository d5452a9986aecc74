import { member, type JsonNode } from '../json/tree.ts';
import { statesNothing, type ClaimList } from './claim-list.ts';
import {
  AVERAGE_OF_ALL,
  isBounded,
  isCountMetric,
  isNoScore,
  isUnbounded,
  metricName,
  UNNAMED_METRIC,
} from './metrics.ts';
import { isMeantAsNumber, numberText } from './number.ts';

/** A table: names of its columns, and rows of as many cells; a cell that is missing is null. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly JsonNode[])[];
}

const TASK = /^(?:task|task_name|dataset|dataset_name|benchmark|eval|evaluation|evaluation_name|subset)$/iu;
const METRIC = /^(?:metric|metric_name)$/iu;
const VALUE = /^(?:value|score|result)$/iu;
const STDERR = /^(?:stderr|std_err|standard_error|se)$/iu;
const COUNT = /^(?:n|num_samples|n_samples|samples|n_total|count|num_examples)$/iu;
const MODEL = /^(?:model|fullname|model_name|model_id|modell|eval_name|name|key|)$/iu;
/** Shares by their names, whatever stands in the column: of another one, 4,213 may be a number of votes. */
const SHARE =
  /(?:^|[^a-z])(?:average|avg|mmlu|arc|hellaswag|truthfulqa|winogrande|gsm8k|piqa|boolq|humaneval|mbpp|bbh|gpqa|musr|ifeval|math|drop|c-?eval|cmmlu|safety|win_?rate)(?:$|[^a-z])/iu;

/** Objects of the same kind in a list, as a table; false where they are something else. */
export function readRows(list: JsonNode, claims: ClaimList): boolean {
  const items = list.kind === 'array' ? list.items : [];
  const [first] = items;
  if (first?.kind !== 'object' || items.length === 0) return false;
  const columns = [...first.members.keys()];
  if (columns.some((name) => TASK.test(name)) || !columns.some((name) => MODEL.test(name) && name !== 'name'))
    return false;
  const none = (offset: number): JsonNode => ({ kind: 'null', offset });
  readTable(
    { columns, rows: items.map((item) => columns.map((name) => member(item, name) ?? none(item.offset))) },
    claims,
  );
  return true;
}

/**
 * The scores of a table: a row for each score (`task, metric, value, n`), one for each task with its metrics in columns, one for
 * each data set with models in columns (OpenCompass), or one for each model with tasks in columns, as leaderboards have them.
 */
export function readTable(table: Rows, claims: ClaimList): void {
  const { columns } = table;
  const task = columns.findIndex((name) => TASK.test(name));
  const value = columns.findIndex((name) => VALUE.test(name));
  if (task >= 0 && columns.includes('mode') && columns.includes('version')) readByModel(table, task, claims);
  else if (task >= 0 && value >= 0) readLong(table, { task, value }, claims);
  else readWide(table, task >= 0 ? task : labelColumn(table), task >= 0, claims);
}

function readLong({ columns, rows }: Rows, at: { task: number; value: number }, claims: ClaimList): void {
  const [metric, stderr, n] = [METRIC, STDERR, COUNT].map((wanted) => columns.findIndex((name) => wanted.test(name)));
  const models = modelsOf(
    { columns, rows },
    columns.findIndex((name) => /^model/iu.test(name)),
  );
  for (const [index, row] of rows.entries())
    claims.add({
      task: numberText(row[at.task]) ?? '',
      metric: numberText(row[metric ?? -1]) ?? UNNAMED_METRIC,
      value: row[at.value],
      stderr: row[stderr ?? -1],
      n: row[n ?? -1],
      about: { model: models?.[index] },
    });
}

/** OpenCompass: `dataset,version,metric,mode,MODEL,…`, percentages, a dash where nothing was run. */
function readByModel({ columns, rows }: Rows, task: number, claims: ClaimList): void {
  const models = columns.flatMap((name, index) => (index > 3 ? [{ name, index }] : []));
  for (const row of rows)
    for (const { name, index } of models) {
      const metric = numberText(row[columns.indexOf('metric')]) ?? UNNAMED_METRIC;
      const mean = /average|sum/u.test(metric);
      if (metric === '-') continue;
      claims.add({
        task: numberText(row[task]) ?? '',
        metric: mean ? UNNAMED_METRIC : metric,
        value: row[index],
        about: { model: models.length > 1 ? name : undefined, meanOf: mean ? 'tasks' : 'other' },
      });
    }
}

function readWide(table: Rows, label: number, byTask: boolean, claims: ClaimList): void {
  const { columns, rows } = table;
  const [stderr, n] = [STDERR, COUNT].map((wanted) => columns.findIndex((name) => wanted.test(name)));
  const models = byTask ? undefined : modelsOf(table, label);
  const scores = columns.flatMap((name, index) =>
    index !== label && isScore(table, name, index) ? [{ name, index }] : [],
  );
  const shares = scores.filter(({ name }) => !AVERAGE_OF_ALL.test(name) && !isUnbounded(name)).map(({ name }) => name);
  for (const [at, row] of rows.entries())
    for (const { name, index } of scores) {
      const mean = !byTask && AVERAGE_OF_ALL.test(name) && shares.length >= 3;
      // An error beside several scores is of nobody knows which; beside a win rate, in which draws count half, it is of that.
      const alone = byTask ? isCountMetric(metricName(name)) : /win_?rate/iu.test(name) && !/length/iu.test(name);
      claims.add({
        task: byTask ? (numberText(row[label]) ?? '') : name,
        metric: byTask ? name : isCountMetric(metricName(name)) ? name : alone ? 'pass_rate' : UNNAMED_METRIC,
        value: row[index],
        stderr: alone ? row[stderr ?? -1] : undefined,
        n: alone ? row[n ?? -1] : undefined,
        about: {
          model: models?.[at],
          ...(mean ? { meanOf: 'tasks', tasks: shares, ofSomeTasks: true } : alone ? { meanOf: 'graded-items' } : {}),
        },
      });
    }
}

/** Which rows are of which model; undefined where there is but one. */
function modelsOf({ rows }: Rows, label: number): string[] | undefined {
  if (rows.length < 2 || label < 0) return undefined;
  return rows.map((row) => (numberText(row[label]) ?? '').slice(0, 200));
}

function labelColumn({ columns, rows }: Rows): number {
  const named = columns.findIndex(
    (name, index) => MODEL.test(name) && rows.some((row) => row[index]?.kind === 'string'),
  );
  return named >= 0 ? named : 0;
}

/** A column in which at least one number stands, by whose name or numbers it is a score. */
function isScore({ rows }: Rows, name: string, index: number): boolean {
  if (isNoScore(name) || STDERR.test(name) || COUNT.test(name)) return false;
  const texts = rows.flatMap((row) => {
    const node = row[index];
    const text = statesNothing(node) ? undefined : numberText(node);
    return text === undefined ? [] : [text];
  });
  const numbers = texts.filter(isMeantAsNumber);
  if (numbers.length === 0 || numbers.length * 2 < texts.length) return false;
  if (SHARE.test(name) || isUnbounded(name) || isBounded(name) || isCountMetric(metricName(name))) return true;
  return numbers.every((text) => !(Number(text.replace(',', '.').replace('%', '')) > 100));
}
