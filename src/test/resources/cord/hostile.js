// What careless libraries, and careful enemies, do to a page.
const broken = () => {
  throw new Error('broken');
};
Object.prototype.toJSON = () => 'gone';
Object.prototype.leftover = 'leftover';
Array.prototype.toJSON = () => 'gone';
for (const name of ['find', 'map', 'filter', 'forEach', 'reduce']) {
  Array.prototype[name] = broken;
}
addEventListener('load', () => {
  globalThis.fetch = broken;
  JSON.stringify = broken;
  globalThis.setTimeout = broken;
  globalThis.TextEncoder = broken;
  Element.prototype.closest = broken;
  Element.prototype.getAttribute = broken;
  Crypto.prototype.randomUUID = undefined;
});
