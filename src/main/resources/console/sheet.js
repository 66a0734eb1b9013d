// A table of figures that can be taken away as CSV.
import { html } from './ui.js';
import { t } from './messages.js';

/** A cell that a spreadsheet takes for nothing but text (RFC 4180; a leading sign would make it a formula). */
function cell(value) {
  const text = value === null || value === undefined ? '' : `${value}`;
  const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** As CSV, the columns' names first. */
export function csv(columns, rows) {
  return [columns.map((column) => cell(column.label)), ...rows.map((row) => columns.map((column) => cell(column.raw(row))))]
    .map((line) => line.join(',')).join('\r\n');
}

function take(name, columns, rows) {
  saved(`${name}.csv`, csv(columns, rows), 'text/csv');
}

/** Has the browser save this text as a file. */
export function saved(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * @param {{name: string, title: string, columns: {label: string, num?: boolean, raw: Function, show?: Function}[], rows: object[], folded?: boolean}} props
 *   `raw` is a row's plain value, for CSV; `show` what stands in the cell, where that is more
 */
export function Sheet({ name, title, columns, rows, folded }) {
  const body = html`<div class="tight"><div class="scroll" tabindex="0" role="group" aria-label=${title}><table><thead><tr>${columns.map((column) => html`
      <th key=${column.label} scope="col" class=${column.num ? 'num' : ''}>${column.label}</th>`)}</tr></thead>
    <tbody>${rows.map((row, i) => html`<tr key=${i}>${columns.map((column, c) => {
      const inside = column.show ? column.show(row) : column.raw(row) ?? '–';
      return c === 0 ? html`<th key=${c} scope="row">${inside}</th>` : html`<td key=${c} class=${column.num ? 'num' : ''}>${inside}</td>`;
    })}</tr>`)}</tbody></table></div>
    <div><button type="button" class="plain small" aria-label=${t('csv-of', { title })} onClick=${() => take(name, columns, rows)}>${t('csv')}</button></div></div>`;
  return folded ? html`<details><summary>${t('as-table')}</summary>${body}</details>` : body;
}
