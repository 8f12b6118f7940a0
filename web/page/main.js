// What a person does: choose a language, open files, make a workbook.

const by = (id) => document.getElementById(id);
let library = null;
/** The files that are open, or why there are none, so that another language shows them again. */
let open = null;
let failure = null;
/** How often something was opened: what was opened last is shown, whatever ends last. */
let turn = 0;

/** The texts of the page in its language. */
function dress() {
  document.documentElement.lang = language;
  document.title = `${say('title')} – citycarbon`;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = say(element.dataset.text);
}

function progress(text) {
  by('progress').textContent = text;
}

/** Lets the browser draw the page, before the library takes its time. */
const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

/** Shows why there is no result. */
function showFailure(error) {
  const explained = error instanceof InputFault;
  progress('');
  const detail = explained ? null : el('p', { class: 'note' }, say('faultDetail', { detail: String(error?.message ?? error).slice(0, 200) }));
  forget();
  by('results').replaceChildren(el('div', { class: 'notice bad', role: 'alert' }, el('p', {}, explained ? say(error.text, error.blanks) : say('fault')), detail ?? ''));
}

/** Does something, and shows why where it does not work. */
async function attempt(work) {
  const mine = turn;
  document.body.setAttribute('aria-busy', 'true');
  try {
    await work();
  } catch (error) {
    if (mine !== turn) return;
    failure = error;
    showFailure(error);
  } finally {
    document.body.removeAttribute('aria-busy');
  }
}

/** The inventory of the files that are open; `leads` the person to it, or leaves them where they are. */
async function compute(leads) {
  const mine = turn;
  progress(say('computing'));
  await drawn();
  if (mine !== turn) return;
  const { answer, files } = await library.ask({ language, action: 'compute' }, open);
  if (mine !== turn) return;
  if (answer.outcome === 'other-kind') throw new InputFault('organisation');
  const computed = answer.outcome === 'computed';
  if (!computed && answer.outcome !== 'rejected') throw new Error(answer.outcome);
  by('results').replaceChildren(...(computed ? showInventory(answer, files) : showRejected(answer)));
  progress(computed ? say('done', { city: answer.city }) : say('rejected', { count: answer.errors.length + answer.unlisted }));
  if (leads) by('status').focus();
}

/** Opens what was dropped or chosen. */
function opened(found) {
  turn += 1;
  const mine = turn;
  [open, failure] = [null, null];
  return attempt(async () => {
    progress(say('reading'));
    const files = await cityFiles(await found);
    if (mine !== turn) return;
    open = files;
    await compute(true);
  });
}

function choices(select, list, chosen = '') {
  select.replaceChildren(...list.map(({ value, label }) => el('option', { value, selected: value === chosen }, label)));
}

/** What can be chosen for a new workbook. */
async function startForm() {
  const { answer } = await library.ask({ language, action: 'start' });
  by('note').hidden = !answer.note;
  by('note').textContent = answer.note ?? '';
  const inOrder = (list) => list.sort((one, other) => one.label.localeCompare(other.label, language));
  const before = { country: by('country').value || HOME[language] || '', part: by('part').value, level: by('level').value };
  choices(by('country'), [{ value: '', label: say('choose') }, ...inOrder(answer.countries)], before.country);
  by('country').append(el('optgroup', { label: say('wider') }, inOrder(answer.wider).map(({ value, label }) => el('option', { value, selected: value === before.country }, label))));
  choices(by('level'), answer.levels.map((level) => ({ value: level, label: level })), before.level);
  const parts = (chosen) => {
    const country = answer.countries.find(({ value }) => value === by('country').value);
    by('part-field').hidden = !country?.parts.length;
    choices(by('part'), country ? [{ value: country.value, label: say('wholeCountry') }, ...inOrder(country.parts)] : [], chosen);
  };
  by('country').onchange = () => parts('');
  parts(before.part);
}

/** The country that readers of a language are most often in. */
const HOME = { th: 'TH', ja: 'JP', ko: 'KR', vi: 'VN', fr: 'FR' };

/** An input workbook of what the form states. */
async function workbook() {
  const value = (id) => by(id).value.trim();
  by('form-answer').replaceChildren();
  const lacking = ['city', 'country', 'first'].find((id) => value(id) === '');
  if (lacking) {
    by('form-answer').replaceChildren(el('p', { class: 'notice bad' }, say('fillIn', { field: by('form').querySelector(`label[for="${lacking}"]`).textContent })));
    by(lacking).focus();
    return;
  }
  if (Number(value('last')) < Number(value('first')) && value('last') !== '') {
    by('form-answer').replaceChildren(el('p', { class: 'notice bad' }, say('lastBeforeFirst')));
    by('last').focus();
    return;
  }
  const book = {
    name: value('city'), region: value('part') || value('country'), first: value('first'), last: value('last') || value('first'), level: value('level'),
  };
  const { answer, files } = await library.ask({ language, action: { 'new-workbook': book } });
  if (answer.outcome === 'rejected') {
    by('form-answer').replaceChildren(el('div', { class: 'notice bad' }, answer.errors.map(({ message }) => el('p', {}, own(message)))));
    return;
  }
  const [file] = files;
  const address = URL.createObjectURL(new Blob([file.bytes], { type: TYPES.xlsx }));
  el('a', { href: address, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  by('form-answer').replaceChildren(el('p', { class: 'notice' }, say('workbookSaved', { file: file.name })));
}

function listen() {
  by('choose-folder').onclick = () => by('folder').click();
  by('choose-files').onclick = () => by('files').click();
  for (const input of [by('folder'), by('files')]) {
    input.onchange = () => {
      const found = chosen(input.files);
      // The same files can be opened again after they were corrected.
      input.value = '';
      opened(found);
    };
  }
  const over = (is) => by('drop').classList.toggle('over', is);
  addEventListener('dragover', (event) => { event.preventDefault(); over(true); });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) over(false); });
  addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    // A word that is dragged is no file.
    if ([...event.dataTransfer.items].some(({ kind }) => kind === 'file')) opened(dropped(event.dataTransfer));
  });
  by('form').onsubmit = (event) => {
    event.preventDefault();
    attempt(workbook);
  };
  by('language').onchange = () => {
    language = by('language').value;
    dress();
    attempt(async () => {
      by('form-answer').replaceChildren();
      await startForm();
      if (failure) showFailure(failure);
      else if (open) await compute(false);
      else progress('');
    });
  };
}

/** The language of the browser, where the page has it. */
language = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((code) => code in TEXTS) ?? 'en';
choices(by('language'), Object.entries(TEXTS).map(([value, texts]) => ({ value, label: texts.name })), language);
dress();
attempt(async () => {
  if (!('DecompressionStream' in window) || !('WebAssembly' in window)) throw new InputFault('oldBrowser');
  library = await Library.of(by('wasm').textContent);
  by('wasm').remove();
  await startForm();
  listen();
});
