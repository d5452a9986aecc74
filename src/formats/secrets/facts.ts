import * as z from 'zod';

/** What kinds of secrets are told apart, by who would accept them. */
export const SECRET_KINDS = [
  'age-key',
  'airtable-token',
  'anthropic-key',
  'atlassian-token',
  'aws-access-key',
  'aws-secret-key',
  'azure-client-secret',
  'azure-key',
  'azure-signature',
  'bitbucket-token',
  'databricks-token',
  'digitalocean-token',
  'discord-token',
  'discord-webhook',
  'docker-login',
  'docker-token',
  'doppler-token',
  'elevenlabs-key',
  'environment-secret',
  'figma-token',
  'fireworks-key',
  'fly-token',
  'github-token',
  'gitlab-token',
  'google-api-key',
  'google-oauth-secret',
  'google-oauth-token',
  'google-service-account',
  'grafana-token',
  'groq-key',
  'heroku-key',
  'hugging-face-token',
  'json-web-token',
  'kaggle-key',
  'langsmith-key',
  'lasting-web-token',
  'linear-key',
  'mailgun-key',
  'mapbox-token',
  'named-secret',
  'netrc-password',
  'newrelic-key',
  'notion-token',
  'npm-token',
  'nvidia-key',
  'openai-key',
  'openrouter-key',
  'password-hash',
  'perplexity-key',
  'pinecone-key',
  'planetscale-token',
  'postman-key',
  'private-key',
  'pypi-token',
  'replicate-token',
  'rubygems-key',
  'secret-api-key',
  'sendgrid-key',
  'sentry-token',
  'shopify-token',
  'slack-token',
  'slack-webhook',
  'square-token',
  'stripe-key',
  'supabase-key',
  'tavily-key',
  'telegram-token',
  'terraform-token',
  'twilio-key',
  'url-password',
  'vault-token',
  'wandb-key',
  'xai-key',
] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/**
 * A secret that lies in a file. The secret itself is never in here: facts are kept, signed and shown. `fingerprint` is keyed
 * with a key that lives as long as one scan: it tells that two files hold the same secret, and nobody can try guesses on it.
 */
export const secretFactsSchema = z.object({
  kind: z.enum(SECRET_KINDS),
  /** Of its first byte, in the file or in `member`. */
  offset: z.number().int().nonnegative(),
  /** In text. */
  line: z.number().int().positive().optional(),
  member: z.string().optional(),
  /** Bytes. */
  length: z.number().int().positive(),
  /** Its first four characters, where those are the kind's own prefix; else nothing. */
  masked: z.string().max(8),
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/u),
  /** Of formats that carry one. A token whose checksum fails was edited, made up, or is of a newer form. */
  checksum: z.enum(['holds', 'fails']).optional(),
  /** A private key under a passphrase. */
  encrypted: z.boolean().optional(),
  /** Runs such as `abcdefgh` or `12345678`: more likely made up than issued. */
  patterned: z.boolean().optional(),
});
export type SecretFacts = z.infer<typeof secretFactsSchema>;

export const secretsFactsSchema = z.object({
  found: z.array(secretFactsSchema),
  /** Found and not listed. */
  leftOut: z.number().int().nonnegative(),
});
export type SecretsFacts = z.infer<typeof secretsFactsSchema>;
