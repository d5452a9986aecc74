import type { AllowGroup } from './group.ts';

/** Single names that `npm run allow-name` added after a review, one group each, sorted. */
export const REVIEWED: readonly AllowGroup[] = [];
