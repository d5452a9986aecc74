import type { Severity } from '../../core/finding.ts';
import type { SecretKind } from '../../formats/secrets/facts.ts';

/** What each kind of secret is called, and what whoever reads it can do. */
export const SECRET_NAMES: Readonly<Record<SecretKind, { readonly name: string; readonly severity: Severity }>> = {
  'age-key': { name: 'a private key of age', severity: 'high' },
  'anthropic-key': { name: 'an API key of Anthropic', severity: 'high' },
  // Useless without its other half, and often printed; with the other half there is a finding of that.
  'aws-access-key': { name: 'an access key id of AWS', severity: 'medium' },
  'aws-secret-key': { name: 'a secret access key of AWS', severity: 'high' },
  'azure-key': { name: 'an account key of Azure', severity: 'high' },
  'databricks-token': { name: 'an access token of Databricks', severity: 'high' },
  'digitalocean-token': { name: 'an access token of DigitalOcean', severity: 'high' },
  'docker-token': { name: 'an access token of Docker Hub', severity: 'high' },
  'environment-secret': { name: 'a secret in an environment file', severity: 'high' },
  'github-token': { name: 'an access token of GitHub', severity: 'high' },
  'gitlab-token': { name: 'an access token of GitLab', severity: 'high' },
  'google-api-key': { name: 'an API key of Google', severity: 'high' },
  'google-oauth-secret': { name: 'a client secret of Google', severity: 'high' },
  'google-service-account': { name: 'the private key of a Google service account', severity: 'high' },
  'groq-key': { name: 'an API key of Groq', severity: 'high' },
  'hugging-face-token': { name: 'an access token of Hugging Face', severity: 'high' },
  // Signed sessions mostly expire; the payload is readable by anybody.
  'json-web-token': { name: 'a JSON Web Token', severity: 'low' },
  'langsmith-key': { name: 'an API key of LangSmith', severity: 'high' },
  'netrc-password': { name: 'a password in a netrc file', severity: 'high' },
  'npm-token': { name: 'an access token of npm', severity: 'high' },
  'nvidia-key': { name: 'an API key of NVIDIA', severity: 'high' },
  'openai-key': { name: 'an API key of OpenAI', severity: 'high' },
  'openrouter-key': { name: 'an API key of OpenRouter', severity: 'high' },
  'pinecone-key': { name: 'an API key of Pinecone', severity: 'high' },
  'private-key': { name: 'a private key', severity: 'high' },
  'pypi-token': { name: 'an upload token of PyPI', severity: 'high' },
  'replicate-token': { name: 'an access token of Replicate', severity: 'high' },
  'secret-api-key': { name: 'a secret API key (sk-…)', severity: 'high' },
  'sendgrid-key': { name: 'an API key of SendGrid', severity: 'high' },
  'slack-token': { name: 'an access token of Slack', severity: 'high' },
  'slack-webhook': { name: 'a webhook of Slack', severity: 'medium' },
  'stripe-key': { name: 'a live key of Stripe', severity: 'high' },
  'vault-token': { name: 'an access token of Vault', severity: 'high' },
  'wandb-key': { name: 'an API key of Weights & Biases', severity: 'high' },
  'xai-key': { name: 'an API key of xAI', severity: 'high' },
};
