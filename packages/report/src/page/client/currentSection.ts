/** Marks the link of the section that is read, among the links that stay in view. */
export function markCurrentSection(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a[href^="#section-"]')];
  const sections = links.flatMap((link) => document.getElementById(link.hash.slice(1)) ?? []);
  const mark = (): void => {
    const line = innerHeight / 3;
    const current = sections.findLast((section) => section.getBoundingClientRect().top < line);
    for (const link of links) {
      if (link.hash.slice(1) !== current?.id) link.removeAttribute('aria-current');
      else if (!link.hasAttribute('aria-current')) show(link);
    }
  };
  addEventListener('scroll', mark, { passive: true });
  mark();
}

/** Sideways only: the page itself does not move. */
function show(link: HTMLAnchorElement): void {
  link.setAttribute('aria-current', 'true');
  const list = link.closest('ul');
  if (list !== null) list.scrollLeft = link.offsetLeft - list.clientWidth / 3;
}
