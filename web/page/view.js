// What the page shows. Text from files becomes text nodes, so that nothing in it is markup.

const TEXTS = JSON.parse(document.getElementById('texts').textContent);
let language = 'en';

/** A text of the page with its blanks filled; `name.one` where its count is 1. */
function say(name, blanks = {}) {
  const texts = TEXTS[language];
  const text = (blanks.count === 1 && texts[`${name}.one`]) || texts[name];
  return text.replace(/\{(\w+)\}/g, (_, blank) => String(blanks[blank]));
}

/** An element with its attributes and children; texts and elements. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, '');
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** A text of a person's file, which may be written in the other direction. */
const own = (text) => el('bdi', {}, String(text ?? ''));

/** A table that scrolls by itself where it is too wide. */
function table(title, heads, rows, kind = '') {
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title },
    el('table', { class: kind },
      el('caption', {}, title),
      el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, rows)));
}

/** Problems by their cell: file, line, column, what is wrong. */
function problems(title, found, unlisted) {
  const heads = ['file', 'line', 'column', 'problem'].map((name) => say(name));
  const rows = found.map(({ file, line, column, id, message }) => el('tr', {},
    el('th', { scope: 'row', class: 'file', 'data-label': heads[0] }, own(file ?? '–')),
    el('td', { class: 'line', ...(line ? { 'data-label': heads[1] } : {}) }, line ? String(line) : null),
    el('td', { class: 'column', ...(column ? { 'data-label': heads[2] } : {}) }, column ? own(column) : null, id ? [' ', el('small', {}, own(`(id ${id})`))] : null),
    el('td', { class: 'text' }, own(message))));
  const more = unlisted > 0 ? el('p', {}, say('more', { count: unlisted })) : null;
  return [table(title, heads, rows, 'places'), more];
}

/** Equal rows of several years as one, with the years. */
function byYears(years, rowsOf, keyOf) {
  const found = new Map();
  for (const year of years) {
    for (const row of rowsOf(year)) {
      const key = keyOf(row);
      found.set(key, { row, years: [...(found.get(key)?.years ?? []), year.label] });
    }
  }
  return [...found.values()];
}

const CLASSES = { draft: 'draft', 'complete with exclusions': 'part', complete: 'whole' };

function card(year) {
  const total = year.total_shown === null
    ? el('p', {}, say('noFigure'))
    : el('p', { class: 'big' }, el('span', { 'data-value': year.total, 'data-year': year.year }, year.total_shown), ' ', el('small', {}, year.unit));
  const reasons = year.draft_reasons.length > 0 ? el('ul', {}, year.draft_reasons.map((reason) => el('li', {}, own(reason)))) : null;
  return el('li', {},
    el('h3', {}, year.label),
    el('p', { class: `badge ${CLASSES[year.status] ?? 'draft'}` }, year.status_label),
    total,
    el('p', { class: 'note' }, year.required_label),
    reasons);
}

/** A section with its heading; a list that is long is folded. */
function section(id, heading, ...content) {
  return el('section', { 'aria-labelledby': id }, el('h2', { id, tabindex: '-1' }, heading), content);
}

function folded(title, count, content) {
  return el('details', { open: count <= 12 }, el('summary', {}, `${title} (${count})`), content);
}

const unfolded = (title, count, content) => el('details', { open: true }, el('summary', {}, `${title} (${count})`), content);

/** A file to be saved; it is made in memory and has no address outside of this page. */
function link({ name, bytes }) {
  const address = URL.createObjectURL(new Blob([bytes], { type: TYPES[name.split('.').pop()] ?? 'application/octet-stream' }));
  addresses.push(address);
  return el('li', {},
    el('a', { href: address, download: name }, name), ' ',
    el('small', {}, say('size', { size: Math.max(1, Math.round(bytes.length / 1000)) })),
    el('small', { class: 'about' }, say(`about.${name}`)));
}

const TYPES = {
  csv: 'text/csv', html: 'text/html', json: 'application/json', jsonl: 'application/jsonl', toml: 'application/toml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
let addresses = [];

/** Forgets the files of the results before. */
function forget() {
  addresses.forEach((address) => URL.revokeObjectURL(address));
  addresses = [];
}

/** The inventory's page inside this one, without access to it. */
function inventoryFrame(bytes) {
  const page = new TextDecoder().decode(bytes);
  const script = document.getElementById('frame').textContent;
  const frame = el('iframe', {
    title: say('inventoryFrame'),
    sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
    srcdoc: page.replace('</body>', () => `<script>${script}<\/script></body>`),
  });
  return frame;
}

/** The height that the page inside states, and the place that a link inside leads to. */
addEventListener('message', ({ source, data }) => {
  const frame = document.querySelector('iframe');
  if (!frame || source !== frame.contentWindow) return;
  // Before it is laid out it has no height of its own; it states it again once it has.
  if (data?.height > 400) frame.style.height = `${Math.min(Math.ceil(data.height) + 4, 200_000)}px`;
  if (Number.isFinite(data?.top)) scrollTo({ top: scrollY + frame.getBoundingClientRect().top + data.top });
});

/** An inventory: status first, then what is to be corrected, the files, the page. */
function showInventory(answer, files) {
  const { years } = answer;
  const missing = byYears(years, (year) => year.missing, (one) => one.ref);
  const checks = byYears(years, (year) => year.checks, (one) => JSON.stringify(one));
  const correct = [];
  // Rows that nobody has filled in yet do not hide those that somebody filled in wrongly.
  const [wrong, blank] = [false, true].map((is) => answer.problems.filter((one) => one.is_blank === is));
  if (wrong.length > 0) correct.push(unfolded(say('leftOut'), wrong.length, problems(say('leftOut'), wrong, 0)));
  if (answer.not_counted.length > 0) {
    const list = el('ul', {}, answer.not_counted.map((text) => el('li', {}, own(text))));
    correct.push(unfolded(say('notCounted'), answer.not_counted.length, list));
  }
  if (blank.length > 0) correct.push(folded(say('notFilledIn'), blank.length, problems(say('notFilledIn'), blank, 0)));
  if (answer.unlisted > 0) correct.push(el('p', {}, say('more', { count: answer.unlisted })));
  if (missing.length > 0) {
    const rows = missing.map(({ row, years: of }) => el('tr', {}, el('th', { scope: 'row' }, row.ref), el('td', {}, row.label), el('td', {}, of.join(', '))));
    correct.push(folded(say('missing'), missing.length, table(say('missing'), ['reference', 'label', 'years'].map((name) => say(name)), rows)));
  }
  if (checks.length > 0) {
    const rows = checks.map(({ row, years: of }) => el('tr', {}, el('th', { scope: 'row' }, own(row.id)), el('td', { class: 'text' }, own(row.text)), el('td', {}, of.join(', '))));
    correct.push(folded(say('checks'), checks.length, table(say('checks'), ['check', 'found', 'years'].map((name) => say(name)), rows)));
  }
  if (correct.length === 0) correct.push(el('p', {}, say(years.every((year) => year.total_shown === null) ? 'noFigures' : 'nothingToCorrect')));
  const ofCity = files.filter(({ name }) => answer.city_files.includes(name));
  const results = files.filter(({ name }) => !answer.city_files.includes(name));
  const page = results.find(({ name }) => name === 'page.html');
  forget();
  return [
    section('status', el('span', {}, `${say('status')}: `, own(answer.city)), el('ul', { class: 'cards' }, years.map(card))),
    section('correct', say('correct'), correct),
    section('save', say('save'),
      el('ul', { class: 'files' }, results.map(link)),
      ofCity.length > 0 ? [el('h3', {}, say('cityFiles')), el('p', {}, say('cityFilesAbout')), el('ul', { class: 'files' }, ofCity.map(link))] : null),
    section('inventory', say('inventory'), inventoryFrame(page.bytes)),
  ];
}

/** Why there is no inventory. */
function showRejected({ errors, unlisted }) {
  forget();
  return [section('status', say('notAccepted'), el('p', { class: 'notice bad' }, say('rejectedAbout')), problems(say('correct'), errors, unlisted))];
}
