// The service's time: what is due is due by its clock, whatever this machine's says.
let ahead = 0;

/** Learns how far this machine's clock is off. @param {string} at the service's time as it was just sent */
export function learn(at) {
  ahead = new Date(at).getTime() - Date.now();
}

/** Now, as the service has it, in ms. */
export function now() {
  return Date.now() + ahead;
}
