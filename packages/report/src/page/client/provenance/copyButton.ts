import { announce } from '../announce.js';

const SHOWN_MS = 2000;

/** Shows the buttons that copy the command beside them. Without this script they would do nothing, so they are hidden. */
export function showCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('button.copy')) button.hidden = false;
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button.copy') : null;
    const command = button?.parentElement?.querySelector('code') ?? null;
    if (button !== null && command !== null) void copy(command, button);
  });
}

/** If the browser forbids writing to the clipboard, the command is selected, so the reader can copy it. */
async function copy(command: Element, button: Element): Promise<void> {
  const copied = await navigator.clipboard.writeText(command.textContent).then(
    () => true,
    () => false,
  );
  if (!copied) getSelection()?.selectAllChildren(command);
  const words = copied ? 'Copied' : 'Selected';
  button.textContent = words;
  announce(words);
  setTimeout(() => {
    button.textContent = 'Copy';
  }, SHOWN_MS);
}
