import type { PythonCall } from '../formats/python/facts.ts';
import { ANSWERING, BROKER, DNS, MAKING, NETWORK, RAW, REMOTE, SEND, SERVICES } from './data/python-names.ts';
import { has, quote, type PythonJudgement, type PythonRole } from './python-call.ts';

/** A connection that is opened as a model is loaded, or where it answers. */
export function judgeConnection(
  call: PythonCall,
  texts: readonly string[],
  role: PythonRole,
): PythonJudgement | undefined {
  const { callee, entries } = call;
  const imported = call.when === 'import';
  if (RAW.test(callee))
    return {
      severity: role.loaded || REMOTE.test(texts[0] ?? '') ? 'high' : 'medium',
      what: `${callee} connects to ${quote(texts[0] ?? 'a machine')}`,
    };
  if (
    !/^(?:requests|httpx)\.(?:\w+\(\)\.)?(?:get|post|put|patch|request|head)$|urlopen$|urlretrieve$|\.[rR]equest$|^wget\.download$|^(?:smtplib|ftplib|paramiko|telnetlib)\./u.test(
      callee,
    )
  )
    return undefined;
  const [address] = texts;
  const local =
    address !== undefined &&
    (/^https?:\/\/(?:localhost|127\.)/u.test(address) || (!imported && SERVICES.test(address)));
  const told = texts.length > 0 || has(call, 'composed', 'decoded');
  const sends =
    imported &&
    !local &&
    !texts.some((text) => SERVICES.test(text)) &&
    call.arguments.some(
      ({ name = '', origins = [] }) =>
        /^(?:data|files|json|content)$/u.test(name) &&
        origins.some((origin) => origin === 'file' || origin === 'machine' || origin === 'credential'),
    );
  const answering =
    role.loaded &&
    !imported &&
    entries.some((name) => ANSWERING.test(name)) &&
    texts.some((text) => REMOTE.test(text) && /^https?:/u.test(text) && !SERVICES.test(text));
  const bad =
    answering ||
    sends ||
    (role.loaded && told && !local && (imported || entries.some((name) => MAKING.test(name)))) ||
    (imported && /^(?:smtplib|ftplib|paramiko)\./u.test(callee) && texts.some((text) => REMOTE.test(text)));
  return {
    severity: bad ? 'high' : 'medium',
    what: `${callee} reaches the network (${quote(texts[0] ?? 'an address that is computed')})`,
  };
}

/** What tells of the machine goes to somebody that no key of the environment is meant for. */
export function judgeTelling(
  call: PythonCall,
  texts: readonly string[],
  role: PythonRole,
): PythonJudgement | undefined {
  const { callee, handed } = call;
  if (DNS.test(callee)) {
    const built = texts.some((text) => /^\uFFFC?.{0,200}\.[a-z]{2,}$/u.test(text) && text.includes('\uFFFC'));
    return built || (has(call, 'machine') && has(call, 'composed'))
      ? { severity: 'high', what: `${callee} asks for a name that is put together from what it found` }
      : undefined;
  }
  if (callee === 'webbrowser.open' && role.loaded && REMOTE.test(texts[0] ?? ''))
    return { severity: 'high', what: `${callee} opens ${quote(texts[0] ?? '')}` };
  if (handed || !(NETWORK.test(callee) || SEND.test(callee)) || !has(call, 'machine')) return undefined;
  if (BROKER.test(callee) && role.loaded)
    return { severity: 'high', what: `${callee} tells another machine of this one or its keys` };
  const address = texts.find((text) => /^(?:https?|wss?|ftp):\/\//u.test(text));
  if (address === undefined || SERVICES.test(address)) return undefined;
  return { severity: 'high', what: `${callee} tells ${quote(address)} of the machine or its keys` };
}
