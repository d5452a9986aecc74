/** What tasks of Azure Pipelines do with the files of a repository, as the command that they stand for. Source: Microsoft's task reference. */
const COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/^npm@/u, 'npm install'],
  [/^(?:maven|mavenauthenticate)@/u, 'mvn package'],
  [/^gradle@/u, 'gradle build'],
  [/^ant@/u, 'ant'],
  [/^(?:msbuild|vsbuild)@/u, 'msbuild'],
  [/^dotnetcorecli@/u, 'dotnet build'],
  [/^docker(?:compose)?@/u, 'docker build .'],
  [/^cmake@/u, 'cmake .'],
  [/^go@/u, 'go build'],
  [/^(?:gulp|grunt)@/u, 'gulp'],
  [/^(?:nugetcommand|nuget)@/u, 'dotnet restore'],
  [/^terraform\w*@/u, 'terraform plan'],
  // What leaves, whatever the task's inputs say of where it goes.
  [/^(?:azurefilecopy|azureblobfilecopy)@/u, 'azcopy copy'],
  [/^(?:azurewebapp\w*|azurermwebappdeployment|azurefunctionapp\w*|azurestaticwebapp)@/u, 'az webapp deploy'],
  [/^(?:s3upload|amazons3upload)@/u, 'aws s3 cp . s3://bucket'],
  [/^(?:githubrelease)@/u, 'gh release create'],
  [/^(?:copyfilesoverssh|ftpupload)@/u, 'sftp'],
];

export function commandOfTask(task: string): string | undefined {
  return COMMANDS.find(([pattern]) => pattern.test(task.toLowerCase()))?.[1];
}

/** Inputs of tasks that hold a script, and its language. */
const SCRIPTS: readonly (readonly [RegExp, string, string])[] = [
  [/^bash@/u, 'script', 'bash'],
  [/^cmdline@/u, 'script', 'bash'],
  [/^powershell@/u, 'script', 'pwsh'],
  [/^pythonscript@/u, 'script', 'python'],
  [/^azurecli@/u, 'inlinescript', 'bash'],
  [/^azurepowershell@/u, 'inline', 'pwsh'],
  [/^ssh@/u, 'inline', 'bash'],
  [/^(?:kubernetes|helmdeploy)@/u, 'arguments', 'bash'],
];
const FILES: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^bash@/u, /^filepath$/u, 'bash'],
  [/^powershell@/u, /^filepath$/u, 'pwsh'],
  [/^pythonscript@/u, /^scriptpath$/u, 'python'],
  [/^(?:azurecli|azurepowershell)@/u, /^scriptpath$/u, 'bash'],
  [/^shellscript@/u, /^scriptpath$/u, 'bash'],
  [/^batchscript@/u, /^filename$/u, 'bash'],
];

/** The shell that runs an input of a task as a script. */
export function shellOfInput(task: string, input: string): string | undefined {
  return SCRIPTS.find(([pattern, name]) => pattern.test(task.toLowerCase()) && name === input.toLowerCase())?.[2];
}

/** The program that runs the file which an input of a task names. */
export function programOfInput(task: string, input: string): string | undefined {
  return FILES.find(([pattern, name]) => pattern.test(task.toLowerCase()) && name.test(input.toLowerCase()))?.[2];
}
