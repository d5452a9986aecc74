import type { SignalSink } from '../signals/rule.ts';
import { alarmOver, baselineOf, describeBaseline, type Baseline } from '../signals/statistics.ts';
import { maskedClient, type ClientTable, type ClientUse } from './clients.ts';

/** Least counts of one client that are looked at, whatever the others do. */
const DENIED = 20;
const NAMES = 50;
const MISSING = 50;
const AGENTS = 10;
const SILENT = 100;
const SCANNERS =
  /\b(?:sqlmap|nikto|nuclei|masscan|zgrab|gobuster|dirbuster|ffuf|feroxbuster|wpscan|nmap|wfuzz|acunetix|nessus|openvas|whatweb|trufflehog|censys)\b/iu;

/** Clients far off what the others of the same log do. Describes what they did, and says against which baseline. */
export function judgeClients(table: ClientTable, path: string, sink: SignalSink): void {
  const uses = [...table.clients.values()];
  const denied = baselineOf(uses.map((use) => use.denied));
  const names = baselineOf(uses.map(({ names: asked }) => asked.size));
  const missing = baselineOf(uses.map((use) => use.missing));
  for (const use of uses) {
    const who = maskedClient(use.client);
    const at = { path, line: use.line };
    if (use.denied >= DENIED && use.denied > alarmOver(denied))
      sink.hit({
        rule: 'access-unauthenticated-burst',
        path,
        line: use.deniedLine ?? use.line,
        message: `${who} was refused ${use.denied} times in ${use.requests} requests, ${use.deniedWithoutName} of them without credentials, and ${use.admittedAfterwards ? 'was let in with credentials afterwards' : 'was not let in with credentials afterwards'}; refusals of each client: ${describeBaseline(denied, 'clients')}`,
        ...(use.admittedAfterwards ? { severity: 'high', confidence: 'low' } : {}),
      });
    const many = use.names.size >= NAMES && use.names.size > alarmOver(names);
    const swept = use.missing >= MISSING && use.missing > alarmOver(missing);
    if (many || swept)
      sink.hit({
        ...at,
        rule: 'access-enumeration',
        message: `${who} asked for ${use.names.size} different names in ${use.requests} requests, and ${use.missing} were not there; ${against(many ? names : missing, many ? 'names' : 'missing ones')}`,
        confidence: swept && many ? 'medium' : 'low',
      });
    judgeAgents(use, who, at, table, sink);
  }
}

function judgeAgents(
  use: ClientUse,
  who: string,
  at: { readonly path: string; readonly line: number },
  table: ClientTable,
  sink: SignalSink,
): void {
  const scanner = [...use.agents].map((agent) => SCANNERS.exec(agent)?.[0]).find((name) => name !== undefined);
  if (scanner !== undefined)
    sink.hit({
      ...at,
      rule: 'access-odd-agent',
      message: `${who} called itself ${scanner} in ${use.requests} of all ${table.requests} requests`,
      severity: 'medium',
      confidence: 'high',
    });
  else if (use.agents.size > AGENTS)
    sink.hit({
      ...at,
      rule: 'access-odd-agent',
      message: `${who} called itself by ${use.agents.size} names or more; ${against(agentsOf(table), 'agents')}`,
    });
  else if (use.withoutAgent >= SILENT && use.withoutAgent === use.requests && table.withoutAgent * 4 < table.requests)
    sink.hit({
      ...at,
      rule: 'access-odd-agent',
      message: `${who} named no agent in ${use.requests} requests; ${table.withoutAgent} of all ${table.requests} name none`,
    });
}

function agentsOf(table: ClientTable): Baseline {
  return baselineOf([...table.clients.values()].map(({ agents }) => agents.size));
}

function against(baseline: Baseline, what: string): string {
  return `${what} of each client: ${describeBaseline(baseline, 'clients')}`;
}
