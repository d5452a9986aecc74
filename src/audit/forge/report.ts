import * as z from 'zod';

/** Settings of a repository as its forge tells them; what it does not tell is left out. */
export const forgeRepositorySchema = z.object({
  repository: z.string(),
  defaultBranch: z.string(),
  branch: z.object({
    /** Neither force pushes nor deletion. */
    keepsHistory: z.boolean().optional(),
    requiresChecks: z.boolean().optional(),
    requiresReview: z.boolean().optional(),
  }),
  /** What a workflow without `permissions` gets. */
  workflowToken: z.enum(['read', 'write']).optional(),
  workflowsApprove: z.boolean().optional(),
  environments: z.array(z.object({ name: z.string(), protected: z.boolean() })).optional(),
  /** Names alone: their values nobody can ask for. */
  secrets: z.array(z.string()).optional(),
  forkApproval: z.string().optional(),
});
export type ForgeRepository = z.infer<typeof forgeRepositorySchema>;
