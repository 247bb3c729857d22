// Starts the door's program on the page that a phone keeps, which has no nonce: it is the same for
// everybody. Its version stands in this file's own address.
import { start } from "/demarrage.js";

const folder = `/pkg/${new URL(import.meta.url).search.slice(1)}`;
start(`${folder}/passerelle.js`, `${folder}/passerelle.wasm`);
