// Sorts a table by the column whose name is pressed; without it the page lacks nothing else.
for (const table of document.querySelectorAll('table.sortable')) {
  const heads = [...table.querySelectorAll('thead th')];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    const key = (row) => {
      const cell = row.cells[column];
      return cell.dataset.value === undefined ? cell.textContent : parseFloat(cell.dataset.value);
    };
    const compare = (one, other) => {
      const [a, b] = [key(one), key(other)];
      if (typeof a === typeof b && typeof a === 'number') return a - b;
      if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
      return a.localeCompare(b, document.documentElement.lang, { numeric: true });
    };
    button.addEventListener('click', () => {
      const up = head.getAttribute('aria-sort') !== 'ascending';
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const body = table.tBodies[0];
      // A sum or a median stays below what it is of.
      const last = [...body.rows].filter((row) => row.className === 'sum');
      const rows = [...body.rows].filter((row) => row.className !== 'sum');
      body.append(...rows.sort((one, other) => (up ? compare(one, other) : compare(other, one))), ...last);
    });
  });
}
