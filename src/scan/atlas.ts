/** The MITRE ATLAS techniques that findings refer to, by id. Source: ATLAS 4.x matrix. */
export const ATLAS: Readonly<Record<string, string>> = {
  'AML.T0010': 'AI Supply Chain Compromise',
  'AML.T0010.003': 'AI Supply Chain Compromise: Model',
  'AML.T0011': 'User Execution',
  'AML.T0011.000': 'User Execution: Unsafe AI Artifacts',
  'AML.T0018': 'Manipulate AI Model',
  'AML.T0029': 'Denial of AI Service',
  'AML.T0050': 'Command and Scripting Interpreter',
  'AML.T0051': 'LLM Prompt Injection',
  'AML.T0055': 'Unsecured Credentials',
  'AML.T0058': 'Publish Poisoned Models',
  'AML.T0074': 'Masquerading',
};
