/** What methods have that climb the gradient from any start and draw nothing. */
export const climbing = { needs: 'gradient', draws: null, start: null } as const;
