import { GateError } from '../../../core/errors.ts';
import { pythonFloat } from '../../../formats/claims/python-json.ts';
import { SUITE_LIMITS } from '../limits.ts';
import type { Column } from './schema.ts';

/**
 * A row as the line of JSON that holds the same: whole numbers with all their digits, floats with a point, members in the order
 * of the schema.
 * @throws GateError SUITE_INVALID
 */
export function rowJson(columns: readonly Column[], value: (index: number) => unknown, where: string): string {
  // A text of a dictionary takes four bytes a mention, and its length each time that it is written.
  let room: number = SUITE_LIMITS.line;
  const taken = (text: string): string => {
    room -= text.length + 1;
    if (room < 0)
      throw new GateError('SUITE_INVALID', `${where}: more than ${SUITE_LIMITS.line} characters in one row`);
    return text;
  };
  const refused = (column: Column, what: string): GateError =>
    new GateError('SUITE_INVALID', `${where}: the column "${column.name.slice(0, 200)}" ${what}`);

  const written = (column: Column, it: unknown): string => {
    if (it === null) return taken('null');
    switch (column.kind) {
      case 'text':
        if (typeof it === 'string') return taken(JSON.stringify(it));
        break;
      case 'integer':
        if (typeof it === 'bigint' || (typeof it === 'number' && Number.isInteger(it))) return taken(String(it));
        break;
      case 'float':
        if (typeof it !== 'number') break;
        if (!Number.isFinite(it)) throw refused(column, `holds ${it}, which is no number of JSON`);
        return taken(pythonFloat(it));
      case 'boolean':
        if (typeof it === 'boolean') return taken(String(it));
        break;
      case 'null':
        break;
      case 'list':
        if (it === undefined) return taken('null');
        if (Array.isArray(it)) return `[${it.map((item: unknown) => written(column.element, item)).join(',')}]`;
        break;
      case 'struct':
        if (it === undefined) return taken('null');
        if (typeof it === 'object') return object(column.members, (index) => memberOf(it, column.members[index]?.name));
        break;
    }
    throw refused(column, 'has fewer values than rows, or other ones than its type');
  };
  const object = (members: readonly Column[], of: (index: number) => unknown): string =>
    `{${members.map((member, index) => `${taken(JSON.stringify(member.name))}:${written(member, of(index))}`).join(',')}}`;
  return object(columns, value);
}

function memberOf(struct: object, name: string | undefined): unknown {
  return name !== undefined && Object.hasOwn(struct, name) ? Reflect.get(struct, name) : undefined;
}
