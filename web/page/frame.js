// Runs inside the inventory's page where that is shown in this one: it states its height, so that there is one scroll bar, and where a
// link inside it leads, because its own address is that of the page around it. Other links open beside it.
const tell = (what) => parent.postMessage(what, '*');
const height = () => tell({ height: document.documentElement.scrollHeight });
new ResizeObserver(height).observe(document.body);
// What is not on the screen is not drawn, so its size is not observed before it is.
addEventListener('load', height);
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  const to = link?.getAttribute('href');
  if (to?.startsWith('#')) {
    event.preventDefault();
    const place = document.getElementById(to.slice(1));
    if (!place) return;
    if (!place.matches('a[href], button, summary, [tabindex]')) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    tell({ top: place.getBoundingClientRect().top + scrollY });
  } else if (to) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
}, true);
